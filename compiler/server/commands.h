#pragma once

#include "compiler/server/loading.h"
#include "compiler/server/session/session.h"

namespace ecac {

/// `workspace/executeCommand`: the result, which may be followed by an edit that the client is
/// asked to make. Throws RpcError.
Json execute_command(Session& session, Loading& loading, const Json& params);

}  // namespace ecac
