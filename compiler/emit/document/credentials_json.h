#pragma once

#include <span>

#include "compiler/emit/document/document_builder.h"
#include "compiler/resolve/credential/resolved_credential.h"

namespace ecac {

/// Writes `credentials[]` of the resolved document, each value with its reason. No secret and no
/// consumer key gets into it.
void write_credentials(const DocumentNode& root, std::span<const ResolvedCredential> credentials);

}  // namespace ecac
