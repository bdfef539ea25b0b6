#pragma once

#include <vector>

#include "compiler/schema/schema_set.h"
#include "compiler/support/file_tree.h"
#include "compiler/workspace/discovery/discovery.h"

namespace ecac {

/// The private keys that lie in a project as files of their own, also where nothing is
/// deployed from. Only files whose names say so are opened.
std::vector<KeyFile> find_key_files(const FileTree& files, const SchemaSet& schema,
                                    const DiscoveredProject& project);

}  // namespace ecac
