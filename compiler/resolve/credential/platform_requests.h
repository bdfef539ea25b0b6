#pragma once

#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// The requests with which the platform gets tokens for a credential: authorize, token, refresh.
/// Empty where the protocol asks no token endpoint, or the flow is not known. What the flow never
/// sends although parameters are configured for it is there too, with `sent` false. Apart from
/// `resolve_credential`, because documents show requests and rules do not ask for them.
std::vector<HttpRequest> platform_requests(const ResolvedCredential& credential);

/// What the JWT of a credential says, as the metadata has it; formulas as they are written.
std::vector<RequestParameter> assertion_claims(const ResolvedCredential& credential);

}  // namespace ecac
