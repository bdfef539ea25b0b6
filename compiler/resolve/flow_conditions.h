#pragma once

#include "compiler/resolve/app_files.h"
#include "compiler/resolve/project_context.h"
#include "compiler/resolve/resolved_app.h"

namespace ecac {

/// Works out every flow of an app whose values are resolved: its switches, the gates above it, what
/// it needs besides, and the state that follows.
void resolve_flows(const ProjectContext& context, const AppFiles& files, ResolvedApp& app);

/// `off` if a switch is known to be off; `blocked` if a gate or need is known to be unmet; `ready`
/// if everything is met; else `unknown`. Sets `off_by` too.
void decide_state(ResolvedFlow& flow);

}  // namespace ecac
