#pragma once

#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// Which permission sets and groups of them give what of an external credential, by holder and
/// principal. A muting permission set takes away inside its group only.
/// `principals` are those of the credential; `principals_known` is false where there may be more.
std::vector<PrincipalGrant> resolve_grants(const ProjectView& project, SymbolId external_credential,
                                           const std::vector<ResolvedPrincipal>& principals,
                                           bool principals_known);

}  // namespace ecac
