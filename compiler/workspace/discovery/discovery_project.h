#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/mutex.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/discovery/ignore_file.h"

namespace ecac {

class ConfigAssembly;

/// A list of gitignore patterns and the folder they are relative to.
struct IgnoreScope {
  std::string base = {};
  IgnoreFile patterns = IgnoreFile();
  bool knows_names_outside = true;  ///< a path outside of the base is known by its name

  IgnoreAnswer match(std::string_view path, bool is_directory) const;
  /// The folders between the base and the path are asked too.
  bool ignores(std::string_view path, bool is_directory) const;
};

/// Whether a link stands at the path and leads out of the folder `border`, or nowhere.
bool leads_out(const FileTree& tree, const std::string& path, const std::string& border);
inline constexpr std::string_view kLeadsOut =
    "a symbolic link that leads out of the repository is not followed";

/// What the walk must know of a project before it looks at its folders. Immutable once opened.
struct OpenedProject {
  std::string root = {};
  /// What links of the project may lead to: its repository, else the folder that was asked for.
  std::string border = {};
  bool has_project_file = false;
  bool whole = true;  ///< all of it was asked for, not a part
  SfdxProjectFile file = {};
  std::shared_ptr<const Config> config = {};
  std::vector<IgnoreScope> configured_excludes = {};  ///< a later one wins
  IgnoreScope excludes = {};                          ///< of the command line
  std::vector<UnreadPath> unread = {};

  bool excludes_path(std::string_view path, bool is_directory) const;
  /// Index of the innermost package directory that holds the folder; -1 if none does.
  int package_directory_of(std::string_view directory) const;
  /// One that is not there counts: it stands for an empty folder, for git keeps none.
  bool has_package_directories() const;
  /// A folder's path below its package directory, or below the root outside of those; part of the
  /// argument.
  std::string_view below_source(std::string_view directory) const;
};

/// Reads project files and configuration, each file once. Safe from several threads.
class ProjectOpener {
 public:
  ProjectOpener(SourceStore& sources, const DiscoveryOptions& options);

  std::shared_ptr<const OpenedProject> open(std::string root, bool has_project_file, bool whole);

  /// After all projects are open; sorted by path.
  std::vector<ConfigError> take_config_errors();
  std::vector<PathError> take_path_errors() { return std::move(path_errors_); }

 private:
  std::shared_ptr<const Config> config_for(const OpenedProject& project);
  std::string border_of(const std::string& root) const;
  std::string config_border(const std::string& path) const;
  /// "" is no file: there are only the settings of the command line.
  std::shared_ptr<const Config> read_config(const std::string& path);
  std::shared_ptr<const Config> read_member(const SfdxProjectFile& file);
  std::shared_ptr<const Config> finish(ConfigAssembly& assembly);
  void refuse_config(const std::string& path);

  SourceStore& tree_;
  const DiscoveryOptions& options_;
  Mutex mutex_;
  std::map<std::string, std::shared_ptr<const Config>, std::less<>> configs_;
  std::vector<ConfigError> config_errors_;
  std::vector<PathError> path_errors_;
  std::set<std::string> refused_configs_;
};

inline constexpr std::string_view kPackageManifestName = "package.xml";

}  // namespace ecac
