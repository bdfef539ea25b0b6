#pragma once

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/project/value_node.h"

namespace ecac {

/// Shows one credential, a new item of `credentials`. No secret and no consumer key is shown.
void visit_credential(const ValueNode& root, const ResolvedCredential& credential);

}  // namespace ecac
