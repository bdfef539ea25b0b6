#include "compiler/analysis/project_tree_notes.h"

#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/key_files.h"

namespace ecac {

bool is_deployed_content(const SchemaSet& schema, const DiscoveredProject& project,
                         const DiscoveredFile& file) {
  return file.kind == FileKind::content && file.reason == ContextReason::none &&
         file_name(project.directories[file.directory].path) ==
             schema.type(TypeId{file.type}).directory;
}

TreeNotes tree_notes_of(const SourceStore& sources, const SchemaSet& schema,
                        const DiscoveredProject& project, const ReplacedFileTree* replaced) {
  TreeNotes notes = project.tree;
  if (replaced != nullptr) {
    const std::vector<ProjectFileFault> faults = replaced->faults();
    notes.project_file.insert(notes.project_file.end(), faults.begin(), faults.end());
  }
  notes.key_files = find_key_files(sources, schema, project);
  for (const DiscoveredFile& file : project.files) {
    if (!is_deployed_content(schema, project, file)) continue;
    notes.contents.push_back({TypeId{file.type}, std::string(file.full_name),
                              std::string(file.name), project.path_of(file)});
  }
  return notes;
}

}  // namespace ecac
