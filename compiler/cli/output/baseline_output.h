#pragma once

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/driver/check.h"

namespace ecac {

/// Whether the arguments ask for another baseline.
bool changes_baseline(const ParsedArguments& arguments);

/// Throws UsageError where only a part of the project would be looked at: what is not seen would
/// get lost.
void check_baseline_options(const ParsedArguments& arguments);

/// Writes the baselines of a run as `--update-baseline` and `--prune-baseline` want them, and tells
/// what has changed; whether any was written. Throws UsageError where there is none to write.
bool write_baselines(const ParsedArguments& arguments, const World& world,
                     const CheckResult& result);

}  // namespace ecac
