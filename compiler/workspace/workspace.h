#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/schema/schema_set.h"
#include "compiler/source/source_store.h"
#include "compiler/support/host.h"
#include "compiler/workspace/discovery/discovery.h"
#include "compiler/workspace/env_file.h"
#include "compiler/workspace/known_components.h"

namespace ecac {

/// Where to look for projects, and what the command line says of them.
struct WorkspaceRequest {
  std::string current_directory = {};   ///< absolute
  std::vector<std::string> paths = {};  ///< as given; none is the project around us
  /// Files that the change under review has deleted: who names what they defined is told.
  std::vector<std::string> deleted = {};
  std::vector<std::string> exclude = {};  ///< gitignore patterns, from the current folder
  bool force_exclude = false;             ///< also files that are given as paths
  std::vector<std::string> known = {};    ///< `Type:Name`, or files that list components
  std::optional<ApiVersion> api_version = {};
  std::string manifest = {};                  ///< a package.xml; "" is none
  std::vector<std::string> destructive = {};  ///< manifests of what is deleted
  /// The mode that was asked for; none: as each project's configuration says it.
  std::optional<Mode> asked_mode = {};
  std::string deploy_environment = {};  ///< of ecac.json, the only one that is wanted; "" is each
  std::string config = {};              ///< instead of the nearest ecac.json
  /// `key=value` of a configuration each, which win over files. Paths in them are seen from the
  /// current folder.
  std::vector<std::string> config_settings = {};
  bool isolated = false;   ///< no ecac.json, also none in sfdx-project.json
  std::string today = {};  ///< judged as if it were this day, `2026-01-31`; "" is the host's
  std::shared_ptr<const SchemaSet> schema = {};  ///< null: the built-in one
  /// Called now and then with the number of files read and of all; by any worker.
  std::function<void(std::size_t done, std::size_t total)> progress = {};
  /// Values for the `replacements` of project files and for `${NAME}`, put in before anything is
  /// read, as ReplacedFileTree does; none: nothing is replaced. Findings still show the places and
  /// lines of the files as they are. What could not be put in is reported as PRJ004, but for unset
  /// variables, which rules see in RunFacts.
  std::optional<Environment> environment = {};
};

/// What was asked for and cannot be used.
struct WorkspaceFailure {
  std::string message = {};  ///< a sentence that needs no place to be understood
  std::string path = {};     ///< absolute; "" where it is about no file
};

/// The projects below the given paths and what all of them share, read once: the texts, the schema,
/// the manifest, what is known to exist elsewhere. Opening never throws for what it is given; what
/// cannot be used is among the failures. Borrows the host.
class Workspace {
 public:
  Workspace(const Host& host, WorkspaceRequest request);
  /// Over texts that are kept from one opening to the next; `sources` is in front of the host's
  /// files.
  Workspace(const Host& host, WorkspaceRequest request, std::shared_ptr<SourceStore> sources);

  const Host& host() const { return host_; }
  const WorkspaceRequest& request() const { return request_; }
  const std::shared_ptr<SourceStore>& sources() const { return sources_; }
  const std::shared_ptr<const SchemaSet>& schema() const { return schema_; }
  /// Sorted by root.
  std::span<const DiscoveredProject> projects() const { return discovery_.projects; }
  std::span<const ConfigError> config_errors() const { return discovery_.config_errors; }
  /// Paths that were named and cannot be used.
  std::span<const PathError> path_errors() const { return discovery_.path_errors; }
  /// Manifests and lists that cannot be used, one sentence each, in the order of reading.
  std::span<const WorkspaceFailure> failures() const { return failures_; }

  /// The manifest that a project is deployed with: the one that was named, else that of a folder in
  /// metadata format; null if there is none.
  const ManifestFile* manifest_of(const DiscoveredProject& project) const;
  /// Whether that manifest says which components are deployed: one of a folder that lists none only
  /// says the version.
  bool limits_deploy(const DiscoveredProject& project) const;
  /// What the deploy of a project deletes: as the manifests say that were named, else those beside
  /// the one of a folder in metadata format; null where nothing is.
  const Removals* removals_of(const DiscoveredProject& project) const;
  /// The API version that a deploy is made with, as the command line, else the manifest, else the
  /// configuration says it; 0 where none does.
  ApiVersion deploy_version(const DiscoveredProject& project) const;
  /// What the command line says exists elsewhere.
  const KnownComponents& known() const { return known_; }
  /// The same and, of a stage of a deploy plan, what the stages before it bring.
  KnownComponents known_of(const DiscoveredProject& project) const;
  const std::string& today() const { return request_.today.empty() ? host_.today : request_.today; }

 private:
  std::optional<ManifestFile> read_named(std::string_view what, const std::string& name);
  void read_manifests();
  void check_version(std::string_view what, const ManifestFile& manifest);
  void read_known();
  void discover_projects();
  void read_own_manifests();
  void add_manifest_files();

  const Host& host_;
  WorkspaceRequest request_;
  std::shared_ptr<SourceStore> sources_;
  std::shared_ptr<const SchemaSet> schema_;
  Discovery discovery_;
  std::optional<ManifestFile> manifest_;
  std::map<std::string, ManifestFile> own_manifests_;  ///< by path
  std::vector<std::string> named_manifests_;  ///< absolute paths, of what is deployed and deleted
  Removals removals_;
  std::map<std::string, Removals> own_removals_;  ///< by the path of the manifest beside them
  KnownComponents known_;
  std::vector<WorkspaceFailure> failures_;
};

}  // namespace ecac
