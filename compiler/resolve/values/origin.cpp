#include "compiler/resolve/values/origin.h"

#include <string_view>

#include "compiler/schema/known_names.h"

namespace ecac {

namespace {

void replace_all(std::string& text, std::string_view what, std::string_view by) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), by);
    at += by.size();
  }
}

/// Whoever reads a field in code names it, so that it is among the known ones.
std::string with_names(std::string text, FieldId field) {
  const auto index = static_cast<std::size_t>(field);
  if (index >= known_fields().size()) return text;
  const KnownField& known = known_fields()[index];
  replace_all(text, "{field}", known.name);
  replace_all(text, "{type}", known_types()[static_cast<std::size_t>(known.type)]);
  return text;
}

}  // namespace

/// One of them is used, as the kind says.
struct Origin::Details {
  std::vector<std::string> from = {};
  std::string decided_by = {};
};

const Origin::Details& Origin::details() const {
  static const Details kNone;
  return is_literal() ? kNone : *static_cast<const Details*>(details_.get());
}

Origin Origin::detailed(OriginKind kind, Details details) {
  Origin origin;
  origin.kind = kind;
  origin.details_ = std::make_shared<const Details>(std::move(details));
  return origin;
}

Origin Origin::derived_from(std::vector<std::string> from) {
  return detailed(OriginKind::derived, {.from = std::move(from)});
}

Origin Origin::unknown_until(std::string decided_by, FieldId field) {
  Origin origin;
  if (!decided_by.empty()) {
    origin = detailed(OriginKind::unknown, {.decided_by = std::move(decided_by)});
  }
  origin.field = field;
  return origin;
}

std::vector<std::string> Origin::from() const {
  if (kind != OriginKind::derived) return {};
  if (details_ != nullptr && is_literal()) return {static_cast<const char*>(details_.get())};
  return details().from;
}

std::string Origin::decided_by() const {
  if (kind != OriginKind::unknown) return {};
  if (details_ != nullptr && is_literal()) {
    return with_names(static_cast<const char*>(details_.get()), field);
  }
  return details().decided_by;
}

}  // namespace ecac
