#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/deploy/content_digest.h"
#include "compiler/resolve/deploy/deploy_components.h"
#include "compiler/resolve/deploy/environment_values.h"
#include "compiler/resolve/deploy/removals.h"
#include "compiler/resolve/values/declared_replacement.h"
#include "compiler/resolve/values/origin.h"
#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// One deploy of several components; those in it need no order among them.
struct DeployStep {
  DeployStage stage = DeployStage::parts;
  std::size_t begin = 0;  ///< of its components among all of the plan
  std::size_t end = 0;
};

/// What first knows an API version: a type, a field, or a value of one.
struct VersionDemand {
  ApiVersion version = 0;
  std::string subject = {};  ///< `Type`, `Type.field` or `Type.field = value`
  Origin origin = {};
};

/// What the deploying user needs for some types: one of several permissions.
struct PermissionDemand {
  std::vector<std::string_view> any_of = {};  ///< API names
  std::set<std::string_view> types = {};      ///< of the components; empty: of any deploy
  std::set<std::string_view> sources = {};
};

/// What Setup calls a user permission; its name where the schemas do not know it.
std::string_view permission_label(const SchemaSet& schema, std::string_view permission);

/// What a pipeline has to know to deploy the apps and credentials of a project. A pure function of
/// the facts.
struct DeployPlan {
  std::vector<DeployComponent> components = {};  ///< in the order of the steps
  std::vector<DeployStep> steps = {};
  /// For a package.xml: names by the type's name in a manifest.
  std::map<std::string_view, std::set<std::string>> members = {};
  /// The newest version that documentation demands (where the schema of an older version has the
  /// item already, a deploy at that version works too). None if nothing demands one.
  std::optional<VersionDemand> min_version = {};
  /// A newer one that nothing confirms.
  std::optional<VersionDemand> unconfirmed_version = {};
  std::vector<PermissionDemand> permissions = {};
  std::vector<EnvironmentValue> environment_values = {};
  std::vector<UnresolvedPlaceholder> placeholders = {};
  std::vector<ContentDigest> digests = {};
  /// What left the project since an earlier state, in order; none where no state was compared.
  std::optional<std::vector<RemovalStep>> removals = {};
  std::vector<Loss> losses = {};  ///< since an earlier state, of what stays
  /// What the manifest leaves out of apps of which something is deployed.
  std::vector<DeployComponent> left_out = {};
};

/// `replacements` are those of the project file; `selected` as `deploy_components` takes it;
/// `earlier` the components of an earlier state, where one is compared.
DeployPlan plan_deploy(const ProjectView& project,
                       std::span<const DeclaredReplacement> replacements,
                       std::optional<std::span<const FileId>> selected = std::nullopt,
                       std::optional<std::span<const DeployComponent>> earlier = std::nullopt);

}  // namespace ecac
