#pragma once

#include <span>

#include "compiler/emit/document/document_builder.h"
#include "compiler/model/project.h"
#include "compiler/resolve/deploy/deploy_plan.h"
#include "compiler/resolve/deploy/manual_steps.h"

namespace ecac {

/// Writes the member `deploy` of the resolved document.
void write_deploy(const Project& project, const DeployPlan& plan, const DocumentNode& root);

/// Writes the member `manualSteps`.
void write_manual_steps(const Project& project, std::span<const ManualStep> steps,
                        const DocumentNode& root);

}  // namespace ecac
