#include "compiler/query/completion/documentation.h"

#include <fmt/format.h>

#include <charconv>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/schema/schema_facts.h"

namespace ecac {

namespace {

std::string field_text(const SchemaSet& schema, const FieldSchema& field) {
  std::string out = fmt::format("`{}`\n\n{}", field_path(schema, field.id), field.description);
  const auto line = [&](std::string_view what, std::string_view says) {
    if (!says.empty()) out += fmt::format("\n* {}: {}", what, says);
  };
  out += "\n";
  line("kind", kind_word(field));
  if (is_mandatory(field)) line("required", "yes");
  if (field.default_value) {
    const std::string_view standing = standing_word(field.default_standing);
    line("default", fmt::format("`{}`{}", *field.default_value,
                                standing.empty() ? "" : fmt::format(" ({})", standing)));
  }
  if (field.since != 0) line("since", fmt::format("{}.0", field.since));
  if (field.until != 0) line("until", fmt::format("{}.0", field.until));
  if (field.owner != Owner::none) line("set by", owner_word(field.owner));
  if (field.max_length != 0) line("characters", std::to_string(field.max_length));
  if (!field.moved_to.empty()) line("now", fmt::format("`{}`", field.moved_to));
  if (field.deprecated) line("advised against", "the documentation says so");
  const TypeSchema& type = schema.type(schema.type_of(field.id));
  line("source", field.source.empty() ? type.source : field.source);
  return out;
}

std::string value_text(const SchemaSet& schema, std::string_view topic) {
  const std::size_t slash = topic.find('/');
  if (slash == std::string_view::npos) return {};
  const EnumSchema* list = schema.find_enum(topic.substr(0, slash));
  const EnumValue* value = list == nullptr ? nullptr : list->find(topic.substr(slash + 1));
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

/// What Setup shows of a component.
std::string label_of(const Snapshot& snapshot, FileId file) {
  const ProjectFile& definition = snapshot.project().file(file);
  const RecordSchema& root = snapshot.schema().type(definition.type).root;
  for (const std::string_view name : {"label", "masterLabel", "friendlyName"}) {
    const FieldSchema* field = root.find(name);
    if (field == nullptr || field->secret) continue;
    const FieldFact* fact = definition.facts.judgeable(field->id);
    if (fact != nullptr) return snapshot.redact(file, definition.facts.text(*fact));
  }
  return {};
}

std::string component_text(const Snapshot& snapshot, std::string_view topic) {
  const std::size_t slash = topic.find('/');
  if (slash == std::string_view::npos) return {};
  const TypeSchema* type = snapshot.schema().find_type(topic.substr(0, slash));
  if (type == nullptr) return {};
  // A principal stands behind its credential.
  std::string_view name = topic.substr(slash + 1);
  const Project& project = snapshot.project();
  SymbolId symbol = project.symbol(type->id, name);
  if (!project.symbols().is_defined(symbol) && name.find('-') != std::string_view::npos) {
    name = name.substr(0, name.find('-'));
    symbol = project.symbol(type->id, name);
  }
  std::string out = fmt::format("{} `{}`\n\n{}\n", type->name, name, type->description);
  if (!project.symbols().is_defined(symbol)) return out;
  for (const FileId file : project.definitions(symbol)) {
    const std::string label = label_of(snapshot, file);
    out += fmt::format("\n* `{}`{}{}", project.shown_path(file), label.empty() ? "" : ": ", label);
  }
  return out;
}

}  // namespace

std::string documentation_of(const Snapshot& snapshot, std::string_view topic) {
  const std::size_t colon = topic.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string_view kind = topic.substr(0, colon);
  const std::string_view what = topic.substr(colon + 1);
  const SchemaSet& schema = snapshot.schema();
  if (kind == "field") {
    unsigned number = 0;
    const auto read = std::from_chars(what.data(), what.data() + what.size(), number);
    if (read.ec != std::errc() || number >= schema.field_count()) return {};
    const FieldSchema& field = schema.field(FieldId{static_cast<std::uint16_t>(number)});
    return field.id == FieldId::none ? std::string() : field_text(schema, field);
  }
  if (kind == "value") return value_text(schema, what);
  if (kind == "component") return component_text(snapshot, what);
  if (kind == "rule") {
    for (const RuleInfo& rule : all_rules()) {
      if (rule.code == what) return fmt::format("{} {}\n\n{}", rule.code, rule.name, rule.summary);
    }
  }
  return {};
}

}  // namespace ecac
