#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/deploy/manual_steps.h"

namespace ecac {

/// What has to be done for each principal of an external credential before it can be used: secrets
/// to store, somebody to log in.
void add_principal_steps(const ProjectView& project, const DeployComponent& credential,
                         std::vector<ManualStep>& steps);

}  // namespace ecac
