#pragma once

#include "compiler/server/session/page_address.h"
#include "compiler/server/session/session.h"

namespace ecac::requests {

// Each gives the result of the request of its name. They throw RpcError.

Json hover(const Session& session, const Json& params);
Json definition(const Session& session, const Json& params);
std::string references(const Session& session, const Json& params);
Json document_highlight(const Session& session, const Json& params);
Json document_symbol(const Session& session, const Json& params);
Json workspace_symbol(const Session& session, const Json& params);
Json document_link(const Session& session, const Json& params);

/// `ecac/document`: the text of a page that no file has.
Json page(const Session& session, const Json& params);
/// `workspace/textDocumentContent`: the same by its address.
Json page_content(const Session& session, const Json& params);

}  // namespace ecac::requests
