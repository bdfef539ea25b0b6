#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/model/project.h"
#include "compiler/resolve/values/declared_markers.h"
#include "compiler/support/executor.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/known_components.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// What decides, besides its files, how a project is read.
struct LoadOptions {
  ApiVersion api_version = 0;               ///< 0: the project file's, else the newest known
  const ReplacedFileTree* files = nullptr;  ///< with values put in; null: those of the store
  const ManifestFile* manifest = nullptr;
  const KnownComponents* known = nullptr;
  const KnownComponents* no_overwrite = nullptr;  ///< that a deploy leaves alone in the org
  const Removals* removals = nullptr;             ///< what the deploy takes out of the org
  /// What `.forceignore` or the package directories leave out is judged too, and not only searched
  /// for secrets.
  bool judges_left_out = false;
  std::function<void(std::size_t files)> progress = {};  ///< called by any worker
};

/// Reads the files of a discovered project and makes their facts. Names of the
/// discovered project must outlive the result. Nothing is linked yet.
Project load_project(const std::shared_ptr<SourceStore>& sources,
                     std::shared_ptr<const SchemaSet> schema, const DiscoveredProject& discovered,
                     const LoadOptions& options, Executor& executor = inline_executor());

/// The files of a discovered project as their places and names tell them, without facts.
class ProjectLister {
 public:
  /// Borrows all but the discovery.
  ProjectLister(SourceStore& sources, const SchemaSet& schema, const DiscoveredProject& discovered,
                const LoadOptions& options);

  /// Whether a file is one of the project's own; others only matter to discovery. What nobody asked
  /// for is none where a component of the same name was asked for: it belongs to another deploy.
  /// Nor is what the deploy removes.
  bool is_listed(const DiscoveredFile& found) const;
  /// To be asked once a file.
  FileId id(const DiscoveredFile& found) const;
  ProjectFile file(const DiscoveredFile& found) const;

 private:
  SourceStore& sources_;
  const SchemaSet& schema_;
  const LoadOptions& options_;
  std::vector<const SourceStore::Folder*> folders_;  ///< by their index in the discovery
  std::string name_in_manifest(const DiscoveredFile& found) const;
  bool is_in_manifest(const DiscoveredFile& found) const;
  bool is_removed(const DiscoveredFile& found) const;

  std::vector<std::string> set_of_parts_ = {};  ///< by the same index; "" of most folders
  KnownComponents in_manifest_;
  std::set<std::pair<TypeId, std::string_view>> requested_;  ///< empty where all was asked for
};

/// The project without its files.
Project project_without_files(const std::shared_ptr<SourceStore>& sources,
                              std::shared_ptr<const SchemaSet> schema,
                              const DiscoveredProject& discovered, const LoadOptions& options);

/// Reads one file; what cannot be read has the finding that says so in its facts. Nothing is read
/// of types whose fields are not.
FileFacts read_file_facts(const FileTree& files, const SourceStore& sources,
                          const SchemaSet& schema, const DeclaredMarkers& markers, FileId id,
                          const ProjectFile& file);

/// What a deploy of the project still replaces in the files as they are read.
DeclaredMarkers declared_markers(const DiscoveredProject& discovered, const LoadOptions& options);

/// Whether the text of a file, or what lies beside it, is read once something names it.
bool is_read_on_reference(const SchemaSet& schema, const ProjectFile& file);
/// Reads that of one file, or forgets it where nothing names the file; returns whether anything is
/// different then.
bool read_on_reference(const FileTree& files, bool named, Project& project, FileId id);

/// Reads what is only read when a reference names it: Apex classes, and the content beside the file
/// of a certificate. Needs the index.
void read_on_reference(const FileTree& files, Project& project);

}  // namespace ecac
