#pragma once

#include "compiler/server/session/session.h"

namespace ecac::requests {

// Each gives the result of the request of its name. They throw RpcError.

Json completion(const Session& session, const Json& params);
Json resolve_completion(const Session& session, const Json& item);

Json prepare_rename(const Session& session, const Json& params);
Json rename(const Session& session, const Json& params);

Json code_action(const Session& session, const Json& params);
/// With the edit that `code_action` has left out for a client that asks later.
Json resolve_code_action(const Session& session, const Json& action);
/// The edit of an action that a client without literals has been given as a command.
Json edit_of_action(const Session& session, const Json& reference);
/// All safe fixes of a document.
Json edit_of_all_fixes(const Session& session, const std::string& uri);

Json formatting(const Session& session, const Json& params);
Json range_formatting(const Session& session, const Json& params);

}  // namespace ecac::requests
