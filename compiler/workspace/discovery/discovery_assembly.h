#pragma once

#include <vector>

#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/discovery_walk.h"

namespace ecac {

/// Sorts what a walk found into projects, sorted by root, their files in the order of their paths.
/// `tree` is asked only about symbolic links.
std::vector<DiscoveredProject> assemble_projects(const FileTree& tree,
                                                 std::vector<WalkedDirectory> directories);

}  // namespace ecac
