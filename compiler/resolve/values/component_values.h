#pragma once

#include <optional>
#include <string_view>

#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// Values of one file as far as they are certain: placeholders and repaired elements have none, and
/// defaults are left to whoever asks.
class ComponentValues {
 public:
  ComponentValues(const ProjectView& project, FileId file)
      : file_(file), facts_(project.file(file).facts) {}

  std::optional<std::string_view> text(FieldId field) const { return text(facts_.find(field)); }
  std::optional<std::string_view> text(FieldId field, const FieldFact& inside) const {
    return text(facts_.find(field, inside));
  }
  bool is_true(FieldId field) const { return text(field) == "true"; }
  bool is_false(FieldId field) const { return text(field) == "false"; }
  ValueState state(FieldId field) const {
    const FieldFact* fact = facts_.find(field);
    return fact == nullptr ? ValueState::absent : fact->state;
  }
  /// Where the field is written, else the root element.
  Origin origin(FieldId field) const {
    const FieldFact* fact = facts_.find(field);
    return Origin::written_at({file_, fact == nullptr ? facts_.root_tag() : fact->value}, field);
  }

 private:
  std::optional<std::string_view> text(const FieldFact* fact) const {
    if (fact == nullptr || fact->state != ValueState::set || fact->tainted || fact->mended) {
      return std::nullopt;
    }
    return facts_.text(*fact);
  }

  FileId file_;
  const FileFacts& facts_;
};

}  // namespace ecac
