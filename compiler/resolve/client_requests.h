#pragma once

#include "compiler/resolve/project_context.h"
#include "compiler/resolve/resolved_app.h"

namespace ecac {

/// Adds the requests that a client must send for a flow that is not off, in their order: the
/// authorize and token requests of RFC 6749, PKCE of RFC 7636, and the steps of the headless flows
/// (Headless Identity Implementation Guide). What only the client knows stands in angle brackets.
void add_client_requests(const ProjectContext& context, const ResolvedApp& app, ResolvedFlow& flow);

}  // namespace ecac
