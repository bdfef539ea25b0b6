#include "compiler/resolve/deploy/deploy_plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <utility>

#include "compiler/model/value_list.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/UserPermission.h"

namespace ecac {

namespace {

/// Finds the newest version that anything demands, and the first thing that demands it.
class VersionFinder {
 public:
  VersionFinder(const ProjectView& project, DeployPlan& plan) : project_(project), plan_(plan) {}

  void look_at(const DeployComponent& component) {
    const SchemaSet& schema = project_.schema();
    const TypeSchema& type = schema.type(component.type);
    const FileFacts& facts = project_.file(component.file).facts;
    if (demands(documented(type.documented_since, type.since), type.since_standing)) {
      take(std::string(type.name),
           Origin::written_at({component.file, facts.root_tag()}, FieldId::none));
    }
    for (const FieldFact& fact : facts.fields()) {
      if (fact.state == ValueState::nil) continue;
      const FieldSchema& field = schema.field(fact.field);
      const std::string name =
          fmt::format("{}.{}", schema.type(schema.type_of(fact.field)).name, field.name);
      if (demands(documented(field.documented_since, field.since), field.since_standing)) {
        take(name, Origin::written_at({component.file, fact.element}, field.id));
      }
      if (fact.state == ValueState::set && !fact.tainted) {
        look_at_value(component, facts, fact, name);
      }
    }
  }

 private:
  static ApiVersion documented(ApiVersion documentation, ApiVersion schema) {
    return documentation != 0 ? documentation : schema;
  }

  /// Whether a version is newer than what is known to be needed.
  bool demands(ApiVersion version, Standing standing) {
    confirmed_ = standing != Standing::unconfirmed && standing != Standing::inferred;
    version_ = version;
    const auto& best = confirmed_ ? plan_.min_version : plan_.unconfirmed_version;
    return version != 0 && (!best || version > best->version);
  }

  void take(std::string subject, Origin origin) {
    (confirmed_ ? plan_.min_version : plan_.unconfirmed_version) =
        VersionDemand{version_, std::move(subject), std::move(origin)};
  }

  void look_at_value(const DeployComponent& component, const FileFacts& facts,
                     const FieldFact& fact, const std::string& name) {
    const FieldSchema& field = project_.schema().field(fact.field);
    if (field.values == nullptr && field.allowed.empty()) return;
    for_each_item(facts.text(fact), field.list, [&](const ListItem& item) {
      if (!demands_value(field, item.text)) return;
      const TextRange range = facts.range_in_value(fact, item.begin, item.end);
      take(fmt::format("{} = {}", name, item.text),
           Origin::written_at({component.file, range}, field.id));
    });
  }

  bool demands_value(const FieldSchema& field, std::string_view text) {
    if (field.values != nullptr) {
      const EnumValue* value = field.values_ignore_case ? field.values->find_ignoring_case(text)
                                                        : field.values->find(text);
      return value != nullptr && demands(value->since, value->since_standing);
    }
    long long number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return false;
    const auto allowed =
        std::find_if(field.allowed.begin(), field.allowed.end(),
                     [&](const FieldSchema::Allowed& one) { return one.value == number; });
    return allowed != field.allowed.end() && demands(allowed->since, Standing::documented);
  }

  ProjectView project_;
  DeployPlan& plan_;
  ApiVersion version_ = 0;
  bool confirmed_ = true;
};

/// Adds what a type demands: one of those that its schema names for a deploy, and each of those
/// that it names beside them. `shown` is the type as the demand shows it, "" for any deploy.
void add_permissions(const TypeSchema& type, std::string_view shown, bool rotates,
                     std::vector<PermissionDemand>& demands) {
  PermissionDemand choice;
  const auto add = [&](PermissionDemand demand) {
    if (demand.any_of.empty()) return;
    std::sort(demand.any_of.begin(), demand.any_of.end());
    auto known = std::find_if(demands.begin(), demands.end(), [&](const PermissionDemand& other) {
      return other.any_of == demand.any_of;
    });
    if (known == demands.end()) known = demands.insert(demands.end(), {demand.any_of, {}, {}});
    if (!shown.empty()) known->types.insert(shown);
    known->sources.insert(demand.sources.begin(), demand.sources.end());
  };
  for (const Permission& permission : type.permissions) {
    const std::string_view source = permission.source.empty() ? type.source : permission.source;
    if (permission.purpose == "deploy") {
      choice.any_of.push_back(permission.name);
      choice.sources.insert(source);
    } else if (permission.purpose == "deployToo" || (rotates && permission.purpose == "rotate")) {
      add({{permission.name}, {}, {source}});
    }
  }
  add(std::move(choice));
}

/// Whether a deploy makes a new consumer key or secret.
bool rotates(const ProjectView& project, const DeployComponent& component) {
  namespace global = fields::ExtlClntAppGlobalOauthSettings;
  if (component.type != types::ExtlClntAppGlobalOauthSettings) return false;
  const ValueReader values(project, component.file);
  return values.boolean(global::shouldRotateConsumerKey).is(true) ||
         values.boolean(global::shouldRotateConsumerSecret).is(true);
}

/// With names given, what is not theirs has not left: settings and policies of the apps that are
/// deployed, as they were earlier.
std::vector<DeployComponent> parts_of_apps_in(std::span<const DeployComponent> deployed,
                                              std::span<const DeployComponent> earlier) {
  std::set<std::string_view> apps;
  for (const DeployComponent& component : deployed) {
    if (component.type == types::ExternalClientApplication) apps.insert(component.name);
  }
  std::vector<DeployComponent> parts;
  std::ranges::copy_if(earlier, std::back_inserter(parts),
                       [&](const DeployComponent& part) { return apps.contains(part.app); });
  return parts;
}

}  // namespace

std::string_view permission_label(const SchemaSet& schema, std::string_view permission) {
  const EnumSchema* list = schema.find_enum(values::UserPermission::kListName);
  const EnumValue* known = list == nullptr ? nullptr : list->find(permission);
  return known == nullptr ? permission : known->description;
}

DeployPlan plan_deploy(const ProjectView& project,
                       std::span<const DeclaredReplacement> replacements,
                       std::optional<std::span<const FileId>> selected,
                       std::optional<std::span<const DeployComponent>> earlier) {
  DeployPlan plan;
  std::vector<FileId> besides;
  if (earlier && !selected) besides = files_that_gave(project, *earlier);
  plan.components = deploy_components(project, selected, besides);
  const std::vector<DeployComponent>& components = plan.components;
  VersionFinder versions(project, plan);
  for (std::size_t i = 0; i < components.size(); ++i) {
    const DeployComponent& component = components[i];
    const TypeSchema& type = project.schema().type(component.type);
    if (plan.steps.empty() || plan.steps.back().stage != component.stage) {
      plan.steps.push_back({component.stage, i, i});
    }
    plan.steps.back().end = i + 1;
    plan.members[manifest_name(type)].insert(component.name);
    versions.look_at(component);
    // A part of a permission set is one to whoever deploys it.
    const TypeSchema* whole = project.schema().find_type(manifest_name(type));
    add_permissions(type, whole == nullptr ? type.name : whole->name, rotates(project, component),
                    plan.permissions);
  }
  if (plan.min_version && plan.unconfirmed_version &&
      plan.unconfirmed_version->version <= plan.min_version->version) {
    plan.unconfirmed_version.reset();
  }
  std::sort(plan.permissions.begin(), plan.permissions.end(),
            [](const auto& a, const auto& b) { return a.any_of < b.any_of; });
  if (!components.empty()) {
    std::vector<PermissionDemand> of_any;
    add_permissions(project.schema().type(types::Package), {}, false, of_any);
    plan.permissions.insert(plan.permissions.begin(), of_any.begin(), of_any.end());
  }
  const DeclaredSources sources(replacements);
  plan.environment_values = environment_values(project, components, sources);
  plan.placeholders = unresolved_placeholders(project, components, sources);
  plan.digests = content_digests(project, components);
  plan.left_out = left_out_components(project, components);
  if (earlier) {
    plan.losses = losses(project.schema(), components, *earlier);
    plan.removals = selected ? removals(project, parts_of_apps_in(components, *earlier))
                             : removals(project, *earlier);
  }
  for (DeployComponent& component : plan.components) {
    component.path = project.shown_path(component.file);
  }
  return plan;
}

}  // namespace ecac
