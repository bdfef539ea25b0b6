#pragma once

#include <string>

#include "compiler/emit/text/style.h"
#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/project/shown_places.h"

namespace ecac {

/// What `ecac explain --credential NAME` says: where callouts go, how they are signed, who may make
/// them, and the requests that the platform sends. Every line that a file decides has its place.
std::string credential_text(const ResolvedCredential& credential, const ShownPlaces& places,
                            const Style& style);

}  // namespace ecac
