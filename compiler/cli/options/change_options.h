#pragma once

#include <memory>

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"
#include "compiler/driver/check.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/host.h"

namespace ecac {

// The options of `ecac check` that tell which change is judged. They throw UsageError.

/// The files that `--staged` judges; null without it.
/// What git's index has of the files that a sparse checkout leaves out of the work tree, where the
/// run compares two states: what is left out is not deleted. Null where nothing is.
std::unique_ptr<FileTree> left_out_files(const ParsedArguments& arguments, const World& world,
                                         const Host& host);

std::unique_ptr<FileTree> staged_files(const ParsedArguments& arguments, const World& world,
                                       const Host& host);

/// What `--since`, `--staged` and `--files-from` make of a request that is else complete. With
/// `--staged`, files that other options name and nobody has staged are put in front of `files`.
void take_change(const ParsedArguments& arguments, const World& world, const Host& host,
                 OverlayFileTree& files, CheckRequest& request);

/// Whether `--files-from` names nothing, so that there is nothing to check.
bool lists_nothing(const ParsedArguments& arguments, const CheckRequest& request);

}  // namespace ecac
