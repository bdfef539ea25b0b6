#pragma once

#include <span>
#include <string>

#include "compiler/resolve/posture/client_registration.h"
#include "compiler/secrets/secret_values.h"

namespace ecac {

/// One app as OAuth 2.0 client metadata (RFC 7591, section 2), JSON with a line end: redirect
/// addresses, authentication at the token endpoint, the grants whose flows are ready, scopes. The
/// client id is a placeholder, and none of `secrets` is repeated.
std::string client_metadata(const ClientRegistration& client, const SecretValues& secrets);
/// Any number of apps as one document: an array of the same.
std::string client_metadata(std::span<const ClientRegistration> clients,
                            const SecretValues& secrets);

}  // namespace ecac
