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

/// Whether a text has the form of a user name, which looks like an address (Salesforce Help, "User
/// Fields").
bool is_user_name(std::string_view text);

/// `off` if a switch is known to be off; `blocked` if all are on, and a gate or need is known to be
/// unmet; `ready` if everything is met, or all but a protection; else `unknown`. Sets `off_by` too.
void decide_state(ResolvedFlow& flow);

}  // namespace ecac
