#pragma once

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/driver/check.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/host.h"

namespace ecac {

/// The number of threads that the arguments ask for; without them, what the machine can run at
/// once. Throws UsageError.
unsigned requested_threads(const ParsedArguments& arguments);

/// The length in bytes of a report that has a limit. Throws UsageError.
std::size_t requested_size(const ParsedArguments& arguments);

/// This machine as a run sees it. Borrows all three.
Host host_of(const World& world, const FileTree& files, Executor& executor);

/// The request that the arguments of `ecac check` make. Throws UsageError for values that no
/// request can hold. Standard input, where asked for, is put into `files`, which the host has,
/// under its name.
/// All of it, at most as much as a file may have.
std::string standard_input(const World& world);

CheckRequest read_check_request(const ParsedArguments& arguments, const World& world,
                                const Host& host, OverlayFileTree& files);

}  // namespace ecac
