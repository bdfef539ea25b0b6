#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/app_files.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Which tokens an app issues, PKCE, and how long each token lives. Asks for the name and the
/// scopes of the app.
void resolve_tokens(const ProjectContext& context, const AppFiles& files, ResolvedApp& app);

}  // namespace ecac
