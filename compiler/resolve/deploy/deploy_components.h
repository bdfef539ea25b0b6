#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// When in the order of a deploy a component can go; none needs anything of a later stage.
enum class DeployStage : std::uint8_t {
  parts,
  org_settings,
  permission_sets,
  apps,
  providers,
  external_credentials,
  named_credentials,
  principal_access,
  sites,
  policies,
};
inline constexpr std::size_t kDeployStageCount = 10;

/// A stage in words: a name for programs, and for people why it stands where it stands.
struct DeployStageInfo {
  std::string_view id;
  std::string_view why;
};
const DeployStageInfo& info(DeployStage stage);

/// The stage of a type. A permission set that grants a principal goes later than its type.
DeployStage stage_of(const TypeSchema& type);

/// A component that is deployed. Its file outlives nothing: it is one of the project's.
struct DeployComponent {
  FileId file = FileId::none;
  TypeId type = TypeId::none;
  std::string name = {};  ///< full name, decoded
  DeployStage stage = DeployStage::parts;
  std::string path = {};  ///< below the project's root; of a component of a `DeployPlan`
};

/// A type's name in a manifest.
std::string_view manifest_name(const TypeSchema& type);

/// The checked files of a project that make its apps and credentials: headers, settings, policies,
/// credentials, settings of the org and MCP servers, what these name, the permission sets that
/// grant a principal with the groups that give them, the token exchange handlers of an app, and the
/// sites that its headless flows run on; without what the deploy leaves out.
/// Sorted by stage, type and name. With `selected` files only these, and what they need: what they
/// name, the whole of an app that something of them names, and who grants their principals.
std::vector<DeployComponent> deploy_components(
    const ProjectView& project, std::optional<std::span<const FileId>> selected = std::nullopt);

/// The files of settings of the org, on which the flows of every app depend.
std::vector<FileId> org_setting_files(const ProjectView& project);

}  // namespace ecac
