#include "compiler/resolve/deploy/environment_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/NamedCredentialParamType.h"

namespace ecac {

namespace {

constexpr std::string_view kParameterValue = "parameterValue";
constexpr std::string_view kParameterName = "parameterName";
constexpr std::string_view kParameterType = "parameterType";

std::optional<Uri> web_address(std::string_view value) {
  // Most values are none; that is seen at once.
  if (!value.starts_with("http")) return std::nullopt;
  std::optional<Uri> uri = parse_uri(value);
  const bool is_web =
      uri && !uri->host.empty() && (uri->scheme == "https" || uri->scheme == "http");
  return is_web ? uri : std::nullopt;
}

/// How to reach the owner of an app is the same in every org.
bool is_contact(const FieldSchema& field) {
  return field.format == TextFormat::email ||
         field.id == fields::ExternalClientApplication::contactPhone ||
         field.id == fields::ConnectedApp::contactPhone;
}

/// What the parameter whose value the fact is says of itself; "" for other facts.
std::string_view parameter_says(const ProjectView& project, const FileFacts& facts,
                                const FieldFact& fact, std::string_view what) {
  const SchemaSet& schema = project.schema();
  if (fact.parent == kNoFact || schema.field(fact.field).name != kParameterValue) return {};
  const FieldFact& record = facts.fields()[fact.parent];
  const RecordSchema* fields = schema.field(record.field).record;
  const FieldSchema* field = fields == nullptr ? nullptr : fields->find(what);
  const FieldFact* value = field == nullptr ? nullptr : facts.find(field->id, record);
  return value == nullptr ? std::string_view() : facts.text(*value);
}

std::vector<std::string> hosts_of(const FieldSchema& field, const FileFacts& facts,
                                  const FieldFact& fact) {
  std::vector<std::string> hosts;
  std::set<std::string> seen;
  for_each_web_address(field, facts, fact, [&](const ListItem&, const Uri& uri) {
    std::string host(uri.host);
    if (!uri.port.empty()) host += fmt::format(":{}", uri.port);
    if (seen.insert(host).second) hosts.push_back(std::move(host));
  });
  return hosts;
}

/// Calls `visit(component, facts, fact)` for each leaf that has a value.
template <class Visit>
void for_each_value(const ProjectView& project, std::span<const DeployComponent> components,
                    Visit&& visit) {
  for (const DeployComponent& component : components) {
    const FileFacts& facts = project.file(component.file).facts;
    for (const FieldFact& fact : facts.fields()) {
      if (fact.state != ValueState::set || fact.foreign) continue;
      if (project.schema().field(fact.field).kind == FieldKind::complex) continue;
      visit(component, facts, fact);
    }
  }
}

Origin origin_of(const DeployComponent& component, TextRange range, FieldId field) {
  return Origin::written_at({component.file, range}, field);
}

}  // namespace

std::optional<EnvironmentKind> environment_kind(const ProjectView& project, const FileFacts& facts,
                                                const FieldFact& fact) {
  const FieldSchema& field = project.schema().field(fact.field);
  if (field.secret) return EnvironmentKind::secret;
  if (field.reference_format == ReferenceFormat::username || field.format == TextFormat::username) {
    return EnvironmentKind::username;
  }
  if (field.format == TextFormat::callback_url) return EnvironmentKind::callback_url;
  if (field.format == TextFormat::url) return EnvironmentKind::url;
  if (field.sensitive && !is_contact(field)) return EnvironmentKind::org_specific;
  if (field.name == kParameterValue && web_address(facts.text(fact))) {
    return EnvironmentKind::url;
  }
  // A placeholder alone is no address yet; the types of addresses end so.
  if (fact.tainted && parameter_says(project, facts, fact, kParameterType)
                          .ends_with(values::NamedCredentialParamType::Url)) {
    return EnvironmentKind::url;
  }
  return std::nullopt;
}

void for_each_web_address(const FieldSchema& field, const FileFacts& facts, const FieldFact& fact,
                          const std::function<void(const ListItem&, const Uri&)>& visit) {
  for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
    const std::optional<Uri> uri = web_address(item.text);
    if (uri && !facts.has_placeholder(fact, item.begin, item.end)) visit(item, *uri);
  });
}

std::vector<std::string> DeclaredSources::of(const FileFacts& facts, const FieldFact& fact,
                                             std::size_t begin, std::size_t end) const {
  std::vector<std::string> variables;
  std::set<std::string_view> seen;
  for (const std::uint32_t number : facts.replacements_in(fact, begin, end)) {
    const std::string& variable = replacements_[number].source();
    if (seen.insert(variable).second) variables.push_back(variable);
  }
  return variables;
}

std::vector<EnvironmentValue> environment_values(const ProjectView& project,
                                                 std::span<const DeployComponent> components,
                                                 const DeclaredSources& sources) {
  std::vector<EnvironmentValue> values;
  for_each_value(
      project, components,
      [&](const DeployComponent& component, const FileFacts& facts, const FieldFact& fact) {
        const FieldSchema& field = project.schema().field(fact.field);
        const std::string_view text = facts.text(fact);
        const auto kind = environment_kind(project, facts, fact);
        if (!kind) return;
        EnvironmentValue value{.component = component, .field = field.id};
        value.parameter = parameter_says(project, facts, fact, kParameterName);
        value.kind = *kind;
        if (kind == EnvironmentKind::url || kind == EnvironmentKind::callback_url) {
          if (!fact.mended) value.hosts = hosts_of(field, facts, fact);
          if (value.hosts.empty() && !fact.tainted) return;
        }
        value.variables = sources.of(facts, fact, 0, text.size());
        value.placeholder = fact.tainted;
        value.origin = origin_of(component, fact.value, field.id);
        values.push_back(std::move(value));
      });
  return values;
}

std::vector<UnresolvedPlaceholder> unresolved_placeholders(
    const ProjectView& project, std::span<const DeployComponent> components,
    const DeclaredSources& sources) {
  std::vector<UnresolvedPlaceholder> found;
  for_each_value(
      project, components,
      [&](const DeployComponent& component, const FileFacts& facts, const FieldFact& fact) {
        if (!fact.tainted) return;
        const FieldSchema& field = project.schema().field(fact.field);
        const std::string_view text = facts.text(fact);
        for (const Placeholder marker : facts.placeholders_in(fact)) {
          UnresolvedPlaceholder one{.component = component, .field = field.id};
          const bool shown = text[marker.begin] != '<' || !(field.secret || field.sensitive);
          if (shown) one.text = text.substr(marker.begin, marker.end - marker.begin);
          one.unusual = marker.unusual;
          one.variables = sources.of(facts, fact, marker.begin, marker.end);
          one.origin =
              origin_of(component, facts.range_in_value(fact, marker.begin, marker.end), field.id);
          found.push_back(std::move(one));
        }
      });
  return found;
}

}  // namespace ecac
