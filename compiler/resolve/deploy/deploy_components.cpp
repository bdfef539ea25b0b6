#include "compiler/resolve/deploy/deploy_components.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "compiler/resolve/org/bundle.h"
#include "compiler/resolve/values/reference_resolver.h"
#include "compiler/resolve/values/value_reader.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

constexpr std::array<DeployStageInfo, kDeployStageCount> kStages = {{
    {"parts", "other components name these; they need nothing of the later steps"},
    {"orgSettings", "the flows of the apps need the switches of the org"},
    {"permissionSets", "the policies of the apps name these, and they must exist by then"},
    {"apps",
     "an app deploys together with its OAuth and global OAuth settings; global OAuth settings "
     "alone are refused"},
    {"providers", "external credentials name the provider that issues their tokens"},
    {"externalCredentials",
     "named credentials and permission sets name external credentials and their principals"},
    {"namedCredentials", "a named credential names its external credential"},
    {"principalAccess",
     "a permission set that grants a principal is refused before the external credential exists"},
    {"sites",
     "a site names its handlers, profiles and permission sets; headless flows need it to be there"},
    {"policies",
     "policies and token exchange handlers name their app, policies the permission sets that are "
     "let in; deploying policies replaces what an admin has set"},
}};

struct TypeStage {
  TypeId type;
  DeployStage stage;
};
/// Types whose role does not tell.
constexpr std::array<TypeStage, 13> kTypeStages = {{
    {types::AuthProvider, DeployStage::providers},
    {types::Certificate, DeployStage::parts},
    {types::CustomSite, DeployStage::sites},
    {types::ExternalAuthIdentityProvider, DeployStage::providers},
    {types::ExternalCredential, DeployStage::external_credentials},
    {types::ExternalCredentialPrincipalAccess, DeployStage::principal_access},
    {types::ExternalServiceRegistration, DeployStage::named_credentials},
    {types::MutingPermissionSet, DeployStage::permission_sets},
    {types::NamedCredential, DeployStage::named_credentials},
    {types::Network, DeployStage::sites},
    {types::OauthTokenExchangeHandler, DeployStage::policies},
    {types::PermissionSet, DeployStage::permission_sets},
    {types::PermissionSetGroup, DeployStage::permission_sets},
}};

bool is_deployed(const ProjectFile& file) {
  return !file.wrong_suffix && file.checked && file.exclusion == Exclusion::none &&
         file.type != TypeId::none;
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

  std::vector<FileId> collect(std::optional<std::span<const FileId>> selected) {
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

}  // namespace

const DeployStageInfo& info(DeployStage stage) {
  return kStages[static_cast<std::size_t>(stage)];
}

DeployStage stage_of(const TypeSchema& type) {
  const auto known = std::find_if(kTypeStages.begin(), kTypeStages.end(),
                                  [&](const TypeStage& row) { return row.type == type.id; });
  if (known != kTypeStages.end()) return known->stage;
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
                                               std::optional<std::span<const FileId>> selected) {
  std::vector<DeployComponent> components;
  for (const FileId id : ComponentCollector(project).collect(selected)) {
    const ProjectFile& file = project.file(id);
    DeployComponent component{.file = id, .type = file.type};
    component.name =
        file.definition == SymbolId::none ? file.full_name : project.name_of(file.definition);
    component.stage = stage_of(project.schema().type(file.type));
    if (holds_permissions(component.stage) && grants_principal(project, id)) {
      component.stage = DeployStage::principal_access;
    }
    components.push_back(std::move(component));
  }
  move_groups(project, components);
  std::sort(components.begin(), components.end(),
            [&](const DeployComponent& a, const DeployComponent& b) {
              // Types are in the order of their names.
              const auto left = std::tie(a.stage, a.type, a.name);
              const auto right = std::tie(b.stage, b.type, b.name);
              return left == right ? project.path_before(a.file, b.file) : left < right;
            });
  return components;
}

}  // namespace ecac
