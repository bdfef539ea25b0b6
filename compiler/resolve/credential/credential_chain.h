#pragma once

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/values/ask_log.h"

namespace ecac {

/// All that the project tells of a named credential, or of an external credential. With a log, each
/// name asked for is recorded in it.
ResolvedCredential resolve_credential(const Project& project, SymbolId credential,
                                      AskLog* log = nullptr);

/// Where the callouts of a named credential go: its `url`, without the chain behind it.
Resolved<std::string> callout_address(const Project& project, SymbolId named);

/// The named credentials of the deploy and the external credentials that none of them uses, by
/// name; a named credential stands before an external one of the same name.
std::vector<SymbolId> credentials_of(const Project& project);

}  // namespace ecac
