#pragma once

#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Adds the requests that a client must send for each flow that is not off, in their order: the
/// authorize and token requests of RFC 6749, PKCE of RFC 7636, and the steps of the headless flows
/// (Headless Identity Implementation Guide). What only the client knows stands in angle brackets.
/// Apart from `resolve_app`, because documents show requests and rules do not ask for them.
void add_client_requests(const ProjectContext& context, ResolvedApp& app);

}  // namespace ecac
