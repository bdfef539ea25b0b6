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
  std::string effect = {};  ///< what stops with it; "" if that follows from its app's removal
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

/// Something that a component which stays no longer gives: a principal of a permission set, or a
/// way into an app.
struct Loss {
  TypeId type = TypeId::none;
  std::string name = {};
  std::string app = {};      ///< that users get into no more; "" of principals
  std::string_view id = {};  ///< for programs; stands in the program
  std::string text = {};
};

/// The files of components that gave something in an earlier state: deployed, whatever they give
/// now, since only that takes it away.
std::vector<FileId> files_that_gave(const ProjectView& project,
                                    std::span<const DeployComponent> earlier);

/// What users lose by a deploy, apart from what is removed. Sorted by type, name and text.
std::vector<Loss> losses(const SchemaSet& schema, std::span<const DeployComponent> deployed,
                         std::span<const DeployComponent> earlier);

}  // namespace ecac
