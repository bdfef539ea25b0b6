#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/deploy/deploy_components.h"

namespace ecac {

/// A component that an earlier state had and the project has not.
struct RemovedComponent {
  TypeId type = TypeId::none;
  std::string name = {};
  std::string effect = {};  ///< what stops with it; "" if that follows from another component
};

/// What can be deleted together; what is left names nothing of it.
struct RemovalStep {
  DeployStage stage = DeployStage::parts;  ///< of a deploy, whose order this turns round
  std::vector<RemovedComponent> components = {};
};

/// What of the components of an earlier state no file of the project defines, in an order in which
/// an org lets it go: whoever names something goes before it. A deploy removes nothing by itself.
/// Settings of the org, sites, profiles and code stay out: only apps, credentials, and what belongs
/// to them are removed here.
std::vector<RemovalStep> removals(const ProjectView& project,
                                  std::span<const DeployComponent> earlier);

}  // namespace ecac
