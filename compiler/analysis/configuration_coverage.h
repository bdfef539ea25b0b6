#pragma once

#include <string>

#include "compiler/workspace/workspace.h"

namespace ecac {

/// Whether options make a run look at a part only of what is there.
bool asks_for_part(const WorkspaceRequest& request);

/// Whether a run has looked at all projects that may use a configuration file: one that lies in a
/// project is that project's; any other, and one that is extended, may be used by every project of
/// its repository.
bool covers_users_of(const std::string& path, const WorkspaceRequest& request,
                     const Workspace& workspace);

}  // namespace ecac
