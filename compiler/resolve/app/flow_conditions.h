#pragma once

#include <memory>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Works out the flows of an app whose values are resolved, each when it is asked for: its
/// switches, the gates above it, what it needs besides, and the state that follows. Borrows the
/// context.
std::unique_ptr<FlowSource> flows_of(const ProjectContext& context, AppFiles files);

/// Whether a scope of the app gives refresh tokens.
Resolved<bool> offline_scope(const ResolvedApp& app);

/// `off` if a switch is known to be off; `blocked` if a gate or need is known to be unmet; `ready`
/// if everything is met; else `unknown`. Sets `off_by` too.
void decide_state(ResolvedFlow& flow);

}  // namespace ecac
