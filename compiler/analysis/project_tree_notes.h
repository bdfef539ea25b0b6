#pragma once

#include "compiler/model/tree_notes.h"
#include "compiler/schema/schema_set.h"
#include "compiler/source/source_store.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// Whether a file lies where a deploy looks for contents of its type: `certs/X.crt`.
bool is_deployed_content(const SchemaSet& schema, const DiscoveredProject& project,
                         const DiscoveredFile& file);

/// What is to be said of the files of a project that have no facts. `replaced` has the files with
/// the values of a target put in; null if there is none.
TreeNotes tree_notes_of(const SourceStore& sources, const SchemaSet& schema,
                        const DiscoveredProject& project, const ReplacedFileTree* replaced);

}  // namespace ecac
