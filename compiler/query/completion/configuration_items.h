#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/query/completion/completion.h"

namespace ecac {

/// What may stand at a place of an ecac.json, as its published schema says it: keys that are not
/// there yet, words of closed lists, rules, and the names of apps, credentials and components.
CompletionList configuration_items(const Snapshot& snapshot, std::string_view text,
                                   std::uint32_t offset);

}  // namespace ecac
