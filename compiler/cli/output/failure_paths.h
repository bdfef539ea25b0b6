#pragma once

#include <vector>

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/report/report.h"

namespace ecac {

/// A failure repeats what the command line names, as it was written there. Reports travel further
/// than the terminal: in their failures each absolute path becomes the one from the root.
void tell_paths_from_root(std::vector<ReportFailure>& failures, const ParsedArguments& arguments,
                          const World& world);

}  // namespace ecac
