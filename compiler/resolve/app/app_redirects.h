#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Whether a browser is ever sent back to a callback of the app. The element is required all the
/// same, so that apps with client credentials, JWT bearer, device or token exchange alone hold one
/// that only stands there. Unknown where the app has such a flow, and a callback that may be meant
/// all the same. Works the flows out, so that it is asked last.
Resolved<bool> resolve_redirects(const ProjectContext& context, const ResolvedApp& app);

/// Whether a client exchanges a code: a browser is sent back, to an address at which one can be
/// waiting.
Resolved<bool> exchanges_codes(const ProjectContext& context, const ResolvedApp& app);

}  // namespace ecac
