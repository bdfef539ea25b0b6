#include "compiler/query/completion/documentation.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/query/hover/component_card.h"
#include "compiler/query/hover/field_card.h"
#include "compiler/query/hover/rule_card.h"
#include "compiler/query/place/named_component.h"

namespace ecac {

namespace {

/// The part of a topic before a slash, and the rest.
std::pair<std::string_view, std::string_view> parts_of(std::string_view topic) {
  const std::size_t slash = std::min(topic.find('/'), topic.size());
  return {topic.substr(0, slash), topic.substr(std::min(slash + 1, topic.size()))};
}

std::string value_text(const SchemaSet& schema, std::string_view topic) {
  const auto [list_name, word] = parts_of(topic);
  const EnumSchema* list = schema.find_enum(list_name);
  const EnumValue* value = list == nullptr ? nullptr : list->find(word);
  if (value == nullptr) return {};
  std::string out = fmt::format("`{}`", value->name);
  if (!value->description.empty()) out += fmt::format("\n\n{}", value->description);
  out += "\n";
  if (!value->runtime.empty()) {
    out += fmt::format("\n* clients call it: `{}`", value->runtime);
  }
  if (!value->implies.empty()) {
    std::string implied;
    std::string_view rest = value->implies;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      implied += fmt::format("{}`{}`", implied.empty() ? "" : ", ", rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    out += fmt::format("\n* includes: {}", implied);
  }
  if (value->since != 0) out += fmt::format("\n* since: {}.0", value->since);
  if (!list->source.empty()) out += fmt::format("\n* source: {}", list->source);
  return out;
}

void add_component(Markdown& page, const Snapshot& snapshot, std::string_view topic) {
  const auto [type_name, whole] = parts_of(topic);
  const TypeSchema* type = snapshot.schema().find_type(type_name);
  if (type == nullptr) return;
  const Project& project = snapshot.project();
  // A principal stands behind its credential.
  std::string_view name = whole;
  if (!project.symbols().is_defined(project.symbol(type->id, name))) {
    name = name.substr(0, name.find('-'));
  }
  add_component_card(page, snapshot, component_named(snapshot, type->id, name, {}));
}

void add_field(Markdown& page, const Snapshot& snapshot, std::string_view number_text) {
  const SchemaSet& schema = snapshot.schema();
  unsigned number = 0;
  const auto read =
      std::from_chars(number_text.data(), number_text.data() + number_text.size(), number);
  if (read.ec != std::errc() || number >= schema.field_count()) return;
  const FieldSchema& field = schema.field(FieldId{static_cast<std::uint16_t>(number)});
  if (field.id != FieldId::none) add_field_card(page, snapshot, field, true);
}

}  // namespace

std::string documentation_of(const Snapshot& snapshot, std::string_view topic) {
  const std::size_t colon = topic.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view kind = topic.substr(0, colon);
  const std::string_view what = topic.substr(colon + 1);
  if (kind == "value") return value_text(snapshot.schema(), what);
  Markdown page;
  if (kind == "field") add_field(page, snapshot, what);
  if (kind == "component") add_component(page, snapshot, what);
  if (kind == "rule") {
    for (const RuleInfo& rule : all_rules()) {
      if (rule.code == what) add_rule_card(page, rule, {});
    }
  }
  return std::move(page).text();
}

}  // namespace ecac
