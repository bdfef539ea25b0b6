#pragma once

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// Fills in what follows from protocol, variant and provider: the flow, its addresses, how the
/// client authenticates, PKCE, the redirect URI and the scope. `own_scope` is what the credential
/// itself asks for.
void resolve_flow(ResolvedCredential& credential, const Resolved<std::string>& own_scope);

/// Whether the platform sends a request of this step in this flow, whatever is configured for it.
bool sends(CredentialFlow flow, RequestStep step);

/// Where a provider sends users back to after their login, with a placeholder for My Domain.
std::string callback_address(ProviderKind kind, std::string_view name);

/// What callouts with a principal of this kind need in the store of tokens. Documented for OAuth
/// only.
Resolved<TokenStoreNeed> token_store_need(const Resolved<CredentialFlow>& flow, PrincipalKind kind);

}  // namespace ecac
