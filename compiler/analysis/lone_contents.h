#pragma once

#include <vector>

#include "compiler/model/project.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// Whether a file lies where a deploy looks for contents of its type: `certs/X.crt`.
bool is_deployed_content(const SchemaSet& schema, const DiscoveredProject& project,
                         const DiscoveredFile& file);

/// The contents that something in the project names and that have no file with their fields beside
/// them (CRD022). A reference to one counts as met: this is why it is not.
std::vector<ProjectProblem> find_lone_contents(const DiscoveredProject& discovered,
                                               const Project& project);

}  // namespace ecac
