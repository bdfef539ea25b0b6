#pragma once

#include "compiler/syntax/json_document.h"

namespace ecac {

/// Adds to a configuration what a later one says: objects are joined by their keys, lists are
/// appended to, of anything else the later counts. A key that both have stands where the later has
/// it. The folders of an environment are one set, which the later replaces. `extends` and `$schema`
/// are of a file alone and left out.
void join_configuration(JsonValue& document, JsonValue later);

}  // namespace ecac
