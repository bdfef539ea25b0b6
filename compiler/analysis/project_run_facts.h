#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/org/run_facts.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// What ecac.json says of apps and credentials, each value with its place.

/// What rules may know of a project beside its files. `today` is `2026-01-31`, or "".
RunFacts run_facts_of(const DiscoveredProject& project, std::string today);

}  // namespace ecac
