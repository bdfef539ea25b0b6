#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Works out everything that the metadata decides about one app: pure, three-valued, the same for
/// every order of files. What a rule, `compile`, `explain` and an editor say of an app comes from
/// here. Flows follow when they are asked for, from the same context.
ResolvedApp resolve_app(const ProjectContext& context, const AppName& app);

}  // namespace ecac
