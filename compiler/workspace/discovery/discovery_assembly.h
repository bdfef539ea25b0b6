#pragma once

#include <string>
#include <vector>

#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/discovery_walk.h"

namespace ecac {

/// Sorts what a walk found into projects, sorted by root, their files in the order of their paths.
/// The store is asked only about symbolic links, and keeps the names of the files.
std::vector<DiscoveredProject> assemble_projects(SourceStore& sources,
                                                 std::vector<WalkedDirectory> directories);

/// What lies outside the deploy of a project, without files yet; their folders are those of the
/// project.
DiscoveredProject outside_of(const DiscoveredProject& project);

/// Makes a manifest that the deploy of a project follows one of the files that are checked,
/// whatever it is called and wherever it lies.
void add_deploy_manifest(SourceStore& sources, const std::string& path, DiscoveredProject& project);

}  // namespace ecac
