#pragma once

#include <span>

#include "compiler/resolve/deploy/deploy_plan.h"
#include "compiler/resolve/deploy/manual_steps.h"
#include "compiler/resolve/project/value_node.h"

namespace ecac {

/// Shows the member `deploy`.
void visit_deploy(const ValueNode& root, const DeployPlan& plan);

/// Shows the member `manualSteps`.
void visit_manual_steps(const ValueNode& root, std::span<const ManualStep> steps);

}  // namespace ecac
