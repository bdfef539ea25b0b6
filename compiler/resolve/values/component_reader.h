#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// One element of a file, with the file it stands in.
struct FoundField {
  FileId file = FileId::none;
  const FieldFact* fact = nullptr;

  explicit operator bool() const { return fact != nullptr; }
};

/// Reads a component value by value, each with its reason. What the files do not decide is unknown:
/// a placeholder, a repaired element, a default that no document states, two definitions.
class ComponentReader {
 public:
  ComponentReader(const ProjectView& project, SymbolId symbol);
  /// One certain file instead, such as a part of a permission set.
  ComponentReader(const ProjectView& project, FileId file);

  const ProjectView& project() const { return project_; }
  /// A file of the project defines it, and it is known which one counts.
  bool readable() const { return file_ != FileId::none; }
  FileId file() const { return file_; }
  const FileFacts& facts() const { return project_.file(file_).facts; }
  /// Why nothing can be read, or why what is absent may be there all the same; a noun phrase.
  const std::string& decided_by() const { return decided_by_; }
  /// What is absent is known to be absent.
  bool complete() const { return decided_by_.empty(); }

  /// The root element of the file.
  Origin origin() const;

  /// The value of a field outside any list, or of one inside `inside`. Absent: the default that is
  /// documented or observed; else "" for text that may be left out.
  Resolved<std::string> text(FieldId field) const { return text_in(field, nullptr); }
  Resolved<std::string> text(FieldId field, const FieldFact& inside) const {
    return text_in(field, &inside);
  }
  /// The same without a copy: the text stands in the file or the schema.
  Resolved<std::string_view> view(FieldId field, const FieldFact& inside) const {
    return view_in(field, &inside);
  }
  Resolved<bool> boolean(FieldId field) const { return boolean_in(field, nullptr); }
  Resolved<bool> boolean(FieldId field, const FieldFact& inside) const {
    return boolean_in(field, &inside);
  }
  /// Without a value if it is absent; the origin is then not unknown.
  Resolved<long long> integer(FieldId field, const FieldFact& inside) const;
  /// All elements of a repeated field of the component itself, in the order of the file.
  std::vector<const FieldFact*> all(FieldId field) const;

  Origin written(const FieldFact& fact) const;

 private:
  void choose(std::span<const FileId> definitions);
  void take(FileId file);
  Resolved<std::string_view> view_in(FieldId field, const FieldFact* inside) const;
  Resolved<std::string> text_in(FieldId field, const FieldFact* inside) const;
  Resolved<bool> boolean_in(FieldId field, const FieldFact* inside) const;
  Resolved<std::string_view> value_of(const FieldFact& fact) const;
  Resolved<std::string_view> absent(FieldId field) const;

  ProjectView project_;
  FileId file_ = FileId::none;
  std::string decided_by_ = {};
};

/// The use of a name that stands in the element; none if there is none.
std::size_t use_in(const FileFacts& facts, const FieldFact& fact);
inline constexpr std::size_t kNoUse = static_cast<std::size_t>(-1);

/// What decides a value that holds placeholders, as in "the value of `${HOST}`".
std::string value_of_placeholders(std::string_view text);

}  // namespace ecac
