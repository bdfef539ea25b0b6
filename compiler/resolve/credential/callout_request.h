#pragma once

#include <optional>

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// What Apex sends to the address of a named credential: what the protocol adds, and the custom
/// headers, those of the external credential first. None where the protocol is not known or adds
/// nothing, and for an external credential by itself.
std::optional<HttpRequest> callout_request(const SchemaSet& schema,
                                           const ResolvedCredential& credential);

}  // namespace ecac
