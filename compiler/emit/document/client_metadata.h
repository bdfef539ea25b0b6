#pragma once

#include <nlohmann/json.hpp>

#include "compiler/resolve/app/resolved_app.h"

namespace ecac {

/// One app as OAuth 2.0 client metadata (RFC 7591, section 2): redirect addresses, authentication
/// at the token endpoint, the grants whose flows are ready, scopes. The client id is a placeholder.
nlohmann::json client_metadata(const ResolvedApp& app);

}  // namespace ecac
