#pragma once

#include <functional>

#include "compiler/cli/world.h"

namespace ecac {

/// Runs `once` now and whenever a file that it asked for changes, until a person ends it. What it
/// writes is shown if it is not what stands there already; a terminal is cleared for it. The code
/// of the last run. Throws UsageError as `once` does the first time, and where nobody can tell of
/// changes.
ExitCode watch(const World& world, bool quiet, const std::function<ExitCode(const World&)>& once);

}  // namespace ecac
