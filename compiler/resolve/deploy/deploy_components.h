#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/reference_resolver.h"
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
DeployStageInfo info(const SchemaSet& schema, DeployStage stage);

/// The stage of a type. A permission set that grants a principal goes later than its type.
DeployStage stage_of(const TypeSchema& type);

/// A component that is deployed. Its file outlives nothing: it is one of the project's.
struct DeployComponent {
  FileId file = FileId::none;
  TypeId type = TypeId::none;
  std::string name = {};  ///< full name, decoded
  DeployStage stage = DeployStage::parts;
  std::string app = {};  ///< the app that settings and policies belong to; "" of all else
  ReferenceState app_state = ReferenceState::unknown;  ///< whether that app is there
  std::string path = {};  ///< below the project's root; of a component of a `DeployPlan`
  /// Whom it lets in, or which principals it grants: names, each once, sorted.
  std::vector<std::string> gives = {};
};

/// A type's name in a manifest.
std::string_view manifest_name(const TypeSchema& type);

/// The checked files of a project that make its apps and credentials: headers, settings, policies,
/// credentials, settings of the org and MCP servers, what these name, the permission sets that
/// grant a principal with the groups that give them, the token exchange handlers of an app, and the
/// sites that its headless flows run on; without what the deploy leaves out.
/// Sorted by stage, type and name. With `selected` files only these, and what they need: what they
/// name, the whole of an app that something of them names, and who grants their principals.
/// `besides` are deployed too, whatever else is.
std::vector<DeployComponent> deploy_components(
    const ProjectView& project, std::optional<std::span<const FileId>> selected = std::nullopt,
    std::span<const FileId> besides = {});

/// Settings and policies of apps of which something is deployed, and headers of such apps, that the
/// manifest leaves out: the org keeps what it has of them. Sorted by type and name.
std::vector<DeployComponent> left_out_components(const ProjectView& project,
                                                 std::span<const DeployComponent> deployed);

/// The files of settings of the org, on which the flows of every app depend.
std::vector<FileId> org_setting_files(const ProjectView& project);

}  // namespace ecac
