#pragma once

#include "compiler/emit/overview/shown_words.h"
#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/project/shown_places.h"

namespace ecac {

OverviewCredential credential_overview(const ResolvedCredential& credential,
                                       const ShownPlaces& places, const ShownWords& shown);

}  // namespace ecac
