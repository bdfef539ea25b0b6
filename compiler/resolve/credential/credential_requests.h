#pragma once

#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/schema/schema_set.h"

namespace ecac {

/// The requests that the platform sends for a credential, as `schemas/requests/` describes them:
/// those with which it gets tokens, and the callout of a named credential. None where the flow is
/// not known or described. What the flow never sends although parameters are configured for it is
/// there too, with `sent` false. Apart from `resolve_credential`, because documents show requests
/// and rules do not ask for them.
std::vector<HttpRequest> credential_requests(const SchemaSet& schema,
                                             const ResolvedCredential& credential);

/// Whether a request to a provider has the parameter without anybody configuring it.
bool is_sent_by_platform(const SchemaSet& schema, std::string_view parameter);

}  // namespace ecac
