#pragma once

#include <vector>

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// The requests that a client must send for a flow of the app, in their order; none where it is
/// off: the authorize and token requests of RFC 6749, PKCE of RFC 7636, and the steps of the
/// headless flows (Headless Identity Implementation Guide). What only the client knows stands in
/// angle brackets.
std::vector<HttpRequest> client_requests(const ProjectContext& context, const ResolvedApp& app,
                                         const ResolvedFlow& flow);

}  // namespace ecac
