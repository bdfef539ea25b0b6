#include "compiler/resolve/deploy/deploy_components.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>
#include <utility>

#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/org/permission_set.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/DeployStage.h"

namespace ecac {

namespace {

constexpr std::array<std::string_view, kDeployStageCount> kStages = {{
    values::DeployStage::parts,
    values::DeployStage::orgSettings,
    values::DeployStage::permissionSets,
    values::DeployStage::apps,
    values::DeployStage::providers,
    values::DeployStage::externalCredentials,
    values::DeployStage::namedCredentials,
    values::DeployStage::principalAccess,
    values::DeployStage::sites,
    values::DeployStage::policies,
}};

bool is_deployed(const ProjectFile& file) {
  return !file.wrong_suffix && file.checked && file.exclusion == Exclusion::none &&
         file.type != TypeId::none;
}

/// A file of its own of what a manifest knows as a whole, a permission set.
bool is_part(const SchemaSet& schema, const TypeSchema& type) {
  const TypeSchema* whole = schema.find_type(manifest_name(type));
  return whole != nullptr && whole != &type;
}

/// What a deploy of apps and credentials is about, whoever names it.
bool is_root(const TypeSchema& type) {
  if (type.id == types::McpServerDefinition) return true;
  if (type.role == "context") return type.owner == Owner::org;
  return type.role != "support";
}

/// Collects components, and the ones that belong to them, until there are no more.
class ComponentCollector {
 public:
  explicit ComponentCollector(const ProjectView& project)
      : project_(project), resolver_(project), taken_(project.file_count(), false) {}

  std::vector<FileId> collect(std::optional<std::span<const FileId>> selected,
                              std::span<const FileId> besides) {
    for (const FileId id : besides) take(id);
    if (selected) {
      for (const FileId id : *selected) take(id);
    } else {
      for (const FileId id : project_.files()) {
        if (is_deployed(project_.file(id)) && is_root(type_of(id))) take(id);
      }
    }
    for (std::size_t next = 0; next < files_.size(); ++next) follow(files_[next]);
    return std::move(files_);
  }

 private:
  const TypeSchema& type_of(FileId id) const {
    return project_.schema().type(project_.file(id).type);
  }

  void take(FileId id) {
    if (taken_[project_.index_of(id)] || !is_deployed(project_.file(id))) return;
    taken_[project_.index_of(id)] = true;
    files_.push_back(id);
  }

  void follow(FileId id) {
    const ProjectFile& file = project_.file(id);
    for (std::size_t use = 0; use < file.facts.uses().size(); ++use) {
      const ReferenceAnswer answer = resolver_.resolve(id, use);
      if (answer.state != ReferenceState::found) continue;
      for (const FileId definition : project_.definitions(answer.symbol)) take(definition);
    }
    if (is_part(project_.schema(), type_of(id))) {
      const std::string set = owner_of_part(project_, id);
      for (const FileId whole : project_.definitions(project_.symbol(types::PermissionSet, set))) {
        take(whole);
      }
    }
    follow_flows(id);
    follow_users(file, type_of(id).role);
  }

  /// Sites that headless flows of an app may run on: the only one, or those that say something of
  /// headless flows.
  void follow_flows(FileId id) {
    if (project_.type_of(id) != types::ExtlClntAppGlobalOauthSettings) return;
    const ValueReader global(project_, id);
    if (global.certain(fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled) != "true") {
      return;
    }
    if (std::exchange(took_sites_, true)) return;
    const auto networks = project_.files_of(types::Network);
    for (const FileId network : networks) {
      const ValueReader site(project_, network);
      if (networks.size() == 1 ||
          site.find(fields::Network::networkAuthApiSettings).fact != nullptr) {
        take(network);
      }
    }
  }

  void follow_users(const ProjectFile& file, std::string_view role) {
    const bool is_set = file.type == types::PermissionSet;
    if (file.definition == SymbolId::none) return;
    if (role != "credential" && role != "header" && !is_set) return;
    for (const UseSite site : project_.uses(file.definition)) {
      const TypeSchema& type = type_of(site.file);
      if (is_set) {
        if (type.id == types::PermissionSetGroup) take(site.file);
        continue;
      }
      // A header alone would be another app than the one that is meant.
      if (type.role == "support" || (role == "header" && is_bundle_member(type))) take(site.file);
    }
  }

  ProjectView project_;
  ReferenceResolver resolver_;
  std::vector<bool> taken_;
  std::vector<FileId> files_ = {};
  bool took_sites_ = false;
};

bool grants_principal(const ProjectView& project, FileId id) {
  const auto uses = project.file(id).facts.uses();
  return std::any_of(uses.begin(), uses.end(), [&](const NameUse& use) {
    return project.schema().field(use.field).reference_format == ReferenceFormat::principal;
  });
}

bool holds_permissions(DeployStage stage) {
  return stage == DeployStage::permission_sets || stage == DeployStage::principal_access;
}

/// A permission set goes as one, with those of its parts that grant a principal.
void move_sets_of_parts(const ProjectView& project, std::vector<DeployComponent>& components) {
  std::set<std::string_view> late;
  for (const DeployComponent& component : components) {
    if (is_part(project.schema(), project.schema().type(component.type)) &&
        component.stage == DeployStage::principal_access) {
      late.insert(component.name);
    }
  }
  for (DeployComponent& component : components) {
    if (component.type == types::PermissionSet && late.contains(component.name)) {
      component.stage = DeployStage::principal_access;
    }
  }
}

/// A group goes with the latest of its permission sets. Groups name no groups.
void move_groups(const ProjectView& project, std::vector<DeployComponent>& components) {
  std::vector<bool> late(project.file_count(), false);
  for (const DeployComponent& component : components) {
    late[project.index_of(component.file)] = component.stage == DeployStage::principal_access;
  }
  const auto is_late = [&](FileId file) { return late[project.index_of(file)]; };
  for (DeployComponent& component : components) {
    if (component.type != types::PermissionSetGroup) continue;
    const std::size_t uses = project.file(component.file).facts.uses().size();
    for (std::size_t use = 0; use < uses; ++use) {
      const auto named = project.definitions(project.use_symbol(component.file, use));
      if (std::any_of(named.begin(), named.end(), is_late)) {
        component.stage = DeployStage::principal_access;
      }
    }
  }
}

/// The app whose header, settings or policies a file holds.
SymbolId app_of(const ProjectView& project, FileId id) {
  const ProjectFile& file = project.file(id);
  const TypeSchema& type = project.schema().type(file.type);
  if (type.role == "header") return file.definition;
  if (!is_bundle_member(type)) return SymbolId::none;
  const auto uses = file.facts.uses();
  for (std::size_t use = 0; use < uses.size(); ++use) {
    if (uses[use].type == types::ExternalClientApplication) return project.use_symbol(id, use);
  }
  return SymbolId::none;
}

/// Whether the app that settings or policies name is there.
ReferenceState state_of_app(const ProjectView& project, FileId id) {
  const auto uses = project.file(id).facts.uses();
  for (std::size_t use = 0; use < uses.size(); ++use) {
    if (uses[use].type != types::ExternalClientApplication) continue;
    return ReferenceResolver(project).resolve(id, use).state;
  }
  return ReferenceState::unknown;
}

bool is_switched_off(const SchemaSet& schema, const FileFacts& facts, const FieldFact& fact) {
  if (fact.parent == kNoFact) return false;
  const FieldFact& record = facts.fields()[fact.parent];
  const RecordSchema* fields = schema.field(record.field).record;
  const FieldSchema* field = fields == nullptr ? nullptr : fields->find("enabled");
  const FieldFact* enabled = field == nullptr ? nullptr : facts.find(field->id, record);
  return enabled != nullptr && facts.text(*enabled) == "false";
}

/// What users lose that goes from a file which stays: principals of a permission set, and
/// permission sets of policies.
std::vector<std::string> given_by(const ProjectView& project, FileId id) {
  const SchemaSet& schema = project.schema();
  const FileFacts& facts = project.file(id).facts;
  const bool lets_in = schema.type(project.type_of(id)).role == "policies";
  std::set<std::string> names;
  for (const NameUse& use : facts.uses()) {
    const FieldFact& fact = facts.fields()[use.fact];
    if (fact.tainted) continue;
    if (schema.field(use.field).reference_format == ReferenceFormat::principal) {
      if (!is_switched_off(schema, facts, fact)) names.emplace(facts.text(fact));
    } else if (lets_in && use.type != types::ExternalClientApplication) {
      names.emplace(facts.name(use));
    }
  }
  return {names.begin(), names.end()};
}

DeployComponent component_of(const ProjectView& project, FileId id) {
  const ProjectFile& file = project.file(id);
  DeployComponent component{.file = id, .type = file.type};
  component.name =
      file.definition == SymbolId::none ? file.full_name : project.name_of(file.definition);
  const TypeSchema& type = project.schema().type(file.type);
  if (is_part(project.schema(), type)) component.name = owner_of_part(project, id);
  component.stage = stage_of(type);
  const SymbolId app = app_of(project, id);
  if (app != SymbolId::none && app != file.definition) {
    component.app = project.name_of(app);
    component.app_state = state_of_app(project, id);
  }
  if (component.stage == DeployStage::policies || holds_permissions(component.stage)) {
    component.gives = given_by(project, id);
  }
  return component;
}

void sort_components(const ProjectView& project, std::vector<DeployComponent>& components) {
  std::sort(components.begin(), components.end(),
            [&](const DeployComponent& a, const DeployComponent& b) {
              // Types are in the order of their names.
              const auto left = std::tie(a.stage, a.type, a.name);
              const auto right = std::tie(b.stage, b.type, b.name);
              return left == right ? project.path_before(a.file, b.file) : left < right;
            });
}

}  // namespace

DeployStageInfo info(const SchemaSet& schema, DeployStage stage) {
  const std::string_view id = kStages[static_cast<std::size_t>(stage)];
  const EnumSchema* list = schema.find_enum(values::DeployStage::kListName);
  const EnumValue* known = list == nullptr ? nullptr : list->find(id);
  return {id, known == nullptr ? std::string_view() : known->description};
}

DeployStage stage_of(const TypeSchema& type) {
  const auto known = std::find(kStages.begin(), kStages.end(), type.deploy_stage);
  if (known != kStages.end()) return static_cast<DeployStage>(known - kStages.begin());
  if (type.role == "header" || type.role == "settings") return DeployStage::apps;
  if (type.role == "policies") return DeployStage::policies;
  if (type.role == "org") return DeployStage::org_settings;
  return type.role == "context" && type.owner == Owner::org ? DeployStage::org_settings
                                                            : DeployStage::parts;
}

std::string_view manifest_name(const TypeSchema& type) {
  return type.metadata_name.empty() ? type.name : type.metadata_name;
}

std::vector<FileId> org_setting_files(const ProjectView& project) {
  std::vector<FileId> files;
  for (const FileId id : project.files()) {
    if (!is_deployed(project.file(id))) continue;
    const TypeSchema& type = project.schema().type(project.file(id).type);
    if (is_root(type) && stage_of(type) == DeployStage::org_settings) files.push_back(id);
  }
  return files;
}

std::vector<DeployComponent> deploy_components(const ProjectView& project,
                                               std::optional<std::span<const FileId>> selected,
                                               std::span<const FileId> besides) {
  std::vector<DeployComponent> components;
  for (const FileId id : ComponentCollector(project).collect(selected, besides)) {
    components.push_back(component_of(project, id));
    DeployComponent& component = components.back();
    if (holds_permissions(component.stage) && grants_principal(project, id)) {
      component.stage = DeployStage::principal_access;
    }
  }
  move_sets_of_parts(project, components);
  move_groups(project, components);
  sort_components(project, components);
  return components;
}

std::vector<DeployComponent> left_out_components(const ProjectView& project,
                                                 std::span<const DeployComponent> deployed) {
  std::set<SymbolId> apps;
  for (const DeployComponent& component : deployed) {
    const SymbolId app = app_of(project, component.file);
    if (app != SymbolId::none) apps.insert(app);
  }
  std::vector<DeployComponent> components;
  const auto add = [&](FileId id) {
    const ProjectFile& file = project.file(id);
    if (file.exclusion != Exclusion::not_in_manifest || file.wrong_suffix) return;
    components.push_back(component_of(project, id));
    components.back().path = project.shown_path(id);
  };
  for (const SymbolId app : apps) {
    project.for_each_definition(app, add);
    const Bundle bundle(project, app);
    for (const BundleMember& member : bundle.members()) add(member.site.file);
  }
  sort_components(project, components);
  return components;
}

}  // namespace ecac
