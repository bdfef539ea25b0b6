#pragma once

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// All that the project tells of a named credential, or of an external credential.
ResolvedCredential resolve_credential(const ProjectView& project, SymbolId credential);

/// Where the callouts of a named credential go: its `url`, without the chain behind it.
Resolved<std::string> callout_address(const ProjectView& project, SymbolId named);

/// The headers of the external credential behind a named one, with those marked whose place the
/// named one's take; the rest of the chain is not resolved.
std::vector<CredentialSetting> headers_behind(const ProjectView& project, SymbolId named);

/// The named credentials of the deploy and the external credentials that none of them uses, by
/// name; a named credential stands before an external one of the same name.
std::vector<SymbolId> credentials_of(const ProjectView& project);

}  // namespace ecac
