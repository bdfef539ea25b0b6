#pragma once

#include <vector>

#include "compiler/cli/options/options.h"
#include "compiler/cli/output/outputs.h"
#include "compiler/cli/world.h"

namespace ecac {

/// Throws UsageError where a report would be written over what the run reads: metadata, a
/// configuration, a baseline, or a file that an option names; or over another report.
void check_output_targets(const std::vector<Output>& outputs, const ParsedArguments& arguments,
                          const World& world);

}  // namespace ecac
