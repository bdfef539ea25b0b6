#include "compiler/resolve/values/component_name.h"

#include <algorithm>

#include "compiler/resolve/values/record_id.h"
#include "compiler/resolve/view/project_view.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// One pass for the names that nearly all components have.
bool is_plain_api_name(std::string_view name) {
  if (name.empty() || !ascii::is_letter(name.front()) || name.back() == '_') return false;
  char before = 'A';
  for (const char c : name) {
    if (!ascii::is_letter(c) && !ascii::is_digit(c) && (c != '_' || before == '_')) return false;
    before = c;
  }
  return true;
}

}  // namespace

std::string_view api_name_problem(std::string_view name) {
  if (is_plain_api_name(name)) return {};
  const std::string_view prefix = namespace_of(name);
  // What follows a third underscore is no name, so that nothing before it is a namespace.
  const bool prefixed = !prefix.empty() && name.substr(prefix.size() + 2, 1) != "_";
  if (prefixed) name.remove_prefix(prefix.size() + 2);
  if (name.empty()) return "is empty";
  if (!std::all_of(name.begin(), name.end(), ascii::is_word)) {
    return "may hold only letters, digits and underscores";
  }
  if (!ascii::is_letter(name.front())) return "does not begin with a letter";
  if (name.back() == '_') return "ends in an underscore";
  if (name.find("__") != std::string_view::npos) return "has two underscores in a row";
  return {};
}

bool has_judged_api_name(const TypeSchema& type) {
  return type.name_format == "developerName" && type.role != "context";
}

std::string_view impossible_name(const SchemaSet& schema, const NameUse& use,
                                 std::string_view name) {
  const FieldSchema& field = schema.field(use.field);
  switch (field.reference_format) {
    case ReferenceFormat::name:
    case ReferenceFormat::principal: break;
    case ReferenceFormat::name_or_id:
      if (is_record_id(name)) return {};
      break;
    case ReferenceFormat::label:
    case ReferenceFormat::username: return {};
  }
  if (!has_judged_api_name(schema.type(use.type))) return {};
  return api_name_problem(name);
}

}  // namespace ecac
