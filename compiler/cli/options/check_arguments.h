#pragma once

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/driver/compilation.h"
#include "compiler/support/overlay_file_tree.h"

namespace ecac {

/// The request that the arguments of `ecac check` make. Throws UsageError for values that no
/// request can hold. Standard input, where asked for, is put into `files` under its name.
CheckRequest read_check_request(const ParsedArguments& arguments, const World& world,
                                OverlayFileTree& files);

}  // namespace ecac
