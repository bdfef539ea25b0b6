#include "compiler/query/hover/config_card.h"

#include <fmt/format.h>

#include <string>

#include "compiler/query/hover/rule_card.h"

namespace ecac {

namespace {

/// Between backticks, with the quotes of a text.
std::string shown(const JsonValue& value) {
  switch (value.kind) {
    case JsonKind::string: return in_code(fmt::format("\"{}\"", value.text));
    case JsonKind::number: return in_code(value.text);
    case JsonKind::boolean: return in_code(value.boolean ? "true" : "false");
    case JsonKind::null: return in_code("null");
    case JsonKind::array: return value.items.empty() ? in_code("[]") : "";
    case JsonKind::object: return value.items.empty() ? in_code("{}") : "";
  }
  return "";
}

std::string values_in_words(const JsonValue& list) {
  std::string values;
  for (const JsonValue& value : list.items) {
    if (!values.empty()) values += ", ";
    values += shown(value);
  }
  return values;
}

/// The first schema of them that has a member of the name.
const JsonValue* member(const std::vector<const JsonValue*>& schemas, std::string_view name) {
  for (const JsonValue* schema : schemas) {
    if (const JsonValue* found = schema->find(name)) return found;
  }
  return nullptr;
}

/// Rules by code or name: below `rules` and `suppress`, and in lists of them.
bool selects_rules(const ConfigHere& here) {
  const auto is_table = [](const std::string& key) { return key == "rules" || key == "suppress"; };
  const std::size_t size = here.path.size();
  if (here.is_key) return size > 1 && is_table(here.path[size - 2]);
  if (here.path.front() == "enforced") return true;
  const std::string& last = here.path.back();
  if (last == "rule") return here.path.front() == "waivers";
  return size > 1 && here.path.front() == "waiverPolicy" && last == "[]";
}

}  // namespace

void add_config_card(Markdown& page, const ConfigHere& here, std::string_view documentation) {
  if (here.path.empty()) return;
  if (selects_rules(here)) {
    add_selector_card(page, here.text, documentation);
    if (!page.empty()) return;
  }
  const std::vector<const JsonValue*> schemas = config_schemas(here.path);
  const JsonValue* description = member(schemas, "description");
  // Of a value what its list says; the other words are of the key.
  for (const JsonValue* schema : schemas) {
    const bool is_list = !here.is_key && schema->find("enum") != nullptr;
    if (is_list && schema->find("description") != nullptr)
      description = schema->find("description");
  }
  if (description == nullptr) return;
  std::string name = here.path.back();
  if (name == "[]" && here.path.size() > 1) name = here.path[here.path.size() - 2];
  page.paragraph(fmt::format("**{}**: {}", in_code(name), in_prose(description->text)));
  std::string facts;
  constexpr std::size_t kMostValues = 12;  // the names of all rules are no help
  const JsonValue* values = member(schemas, "enum");
  if (values != nullptr && values->items.size() <= kMostValues) {
    facts = "one of " + values_in_words(*values);
  }
  if (const JsonValue* standard = member(schemas, "default")) {
    const std::string value = shown(*standard);
    if (!value.empty()) facts += fmt::format("{}default {}", facts.empty() ? "" : " · ", value);
  }
  page.paragraph(facts);
}

}  // namespace ecac
