#pragma once

#include "compiler/query/hover/markdown.h"
#include "compiler/query/place/what_stands_here.h"

namespace ecac {

/// What the value, or the word of a list, means that stands at a place; nothing where it says no
/// more than its field does. Never repeats a secret.
void add_value_card(Markdown& page, const Snapshot& snapshot, FileId file,
                    const StandingHere& here);

}  // namespace ecac
