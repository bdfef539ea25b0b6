#pragma once

#include <string>

#include "compiler/support/file_tree.h"
#include "compiler/workspace/known_components.h"

namespace ecac {

/// Whether the package.xml of a folder was written as a stage of a deploy plan.
bool is_plan_stage(const FileTree& tree, const std::string& folder);

/// Adds what the stages before this one bring, in the order of their folders' names.
void add_stages_before(const FileTree& tree, const std::string& folder, KnownComponents& known);

}  // namespace ecac
