#pragma once

#include <vector>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The requests that a client must send for a flow of the app, in their order; none where it is
/// off. `schemas/requests/` describes them. What only the client knows stands in angle brackets.
std::vector<HttpRequest> client_requests(const ProjectContext& context, const ResolvedApp& app,
                                         const ResolvedFlow& flow);

/// What a client may send that belongs to no flow: giving tokens back, asking about them, and where
/// the org tells about itself. None where no flow issues tokens.
std::vector<HttpRequest> token_requests(const ProjectContext& context, const ResolvedApp& app);

}  // namespace ecac
