#include "compiler/workspace/discovery/discovery.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "compiler/model/well_known_files.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery_assembly.h"
#include "compiler/workspace/discovery/discovery_project.h"
#include "compiler/workspace/discovery/discovery_walk.h"
#include "compiler/workspace/discovery/environment_split.h"

namespace ecac {
namespace {

/// What was asked of one project.
struct Request {
  bool has_project_file = false;
  Descent descent = Descent::all;
  std::set<std::string> directories = {};
  std::set<std::string> files = {};
};

/// Sorts the given paths to the projects they belong to.
class RequestPlan {
 public:
  RequestPlan(const FileTree& tree, const TypeMatcher& matcher, const DiscoveryOptions& options)
      : tree_(tree), matcher_(matcher), options_(options) {
    if (options.paths.empty() && options.deleted.empty()) {
      const std::string project = project_above(options.current_directory);
      add_directory(project.empty() ? options.current_directory : project);
    }
    for (const std::string& given : options.paths) add_path(given);
    for (const std::string& given : options.deleted) add_deleted(given);
    place_bare_paths();
  }

  const std::map<std::string, Request>& requests() const { return requests_; }
  bool asked_for_all_of(std::string_view directory) const {
    return std::ranges::any_of(directories_, [&](const std::string& requested) {
      return is_within(directory, requested);
    });
  }
  std::string as_given(const std::string& path) const {
    const auto given = given_.find(path);
    return given == given_.end() ? path : given->second;
  }
  /// Whether a file of the project was deleted, so that others may miss it.
  bool lost_files(const std::string& root) const { return with_losses_.contains(root); }
  std::vector<PathError> errors;

 private:
  void add_path(const std::string& given) {
    if (given.empty()) {
      errors.push_back({given, "the path is empty"});
      return;
    }
    const std::string path = absolute_path(options_.current_directory, given);
    given_.emplace(path, given);
    switch (tree_.kind(path)) {
      case EntryKind::missing: errors.push_back({given, reason_of(path)}); return;
      case EntryKind::other: errors.push_back({given, "neither a file nor a folder"}); return;
      case EntryKind::directory: add_directory(path); return;
      case EntryKind::file: add_file(path); return;
    }
  }

  /// Why nothing seems to stand at a path: perhaps one may not look.
  std::string reason_of(const std::string& path) const {
    std::string unused;
    const Result<void> read = tree_.read(path, unused, 0);
    return read ? "no such file or folder" : read.error().message;
  }

  void add_directory(const std::string& path) {
    directories_.insert(path);
    const std::string project = project_above(path);
    if (project.empty()) {
      bare_directories_.insert(path);
    } else {
      Request& request = requests_[project];
      request.has_project_file = true;
      request.directories.insert(path);
    }
  }

  void add_file(const std::string& path) {
    const std::string project = project_above(parent_path(path));
    if (project.empty()) {
      bare_files_.insert(path);
    } else {
      Request& request = requests_[project];
      request.has_project_file = true;
      request.files.insert(path);
    }
  }

  void add_deleted(const std::string& given) {
    const std::string path = absolute_path(options_.current_directory, given);
    const std::string project = project_above(parent_path(path));
    // Without a project nobody knows who may miss it.
    if (project.empty()) return;
    requests_[project].has_project_file = true;
    with_losses_.insert(project);
  }

  /// What has no project file belongs to the path that was given.
  void place_bare_paths() {
    std::set<std::string> outermost;
    for (const std::string& directory : bare_directories_) {
      const bool is_root = directory == "/";
      if (is_root || bare_directory_around(parent_path(directory)) == nullptr) {
        outermost.insert(directory);
      }
    }
    bare_directories_ = std::move(outermost);
    for (const std::string& directory : bare_directories_) {
      requests_[directory].directories.insert(directory);
    }
    for (const std::string& file : bare_files_) place_bare_file(file);
  }

  const std::string* bare_directory_around(std::string_view path) const {
    for (const std::string& directory : bare_directories_) {
      if (!path.empty() && is_within(path, directory)) return &directory;
    }
    return nullptr;
  }

  /// The neighbours of a file without a project are those in its folder and, if that is the folder
  /// of a type, those in the folders of types beside it. No more: it may lie in somebody's home.
  void place_bare_file(const std::string& file) {
    if (const std::string* directory = bare_directory_around(file)) {
      requests_[*directory].files.insert(file);
      return;
    }
    const std::string_view folder = parent_path(file);
    const bool among_types = matcher_.is_type_directory(file_name(folder));
    const std::string root(among_types ? parent_path(folder) : folder);
    const auto [slot, added] = requests_.try_emplace(root);
    if (added) slot->second.descent = Descent::none;
    if (among_types && slot->second.descent == Descent::none) {
      slot->second.descent = Descent::type_directories;
    }
    slot->second.files.insert(file);
  }

  /// The nearest folder with a project file, from the folder upward; "" if there is none.
  std::string project_above(std::string_view directory) const {
    while (!directory.empty()) {
      const std::string file = join_path(directory, kProjectFileName);
      // A link that leads nowhere is a project file that cannot be read.
      if (tree_.kind(file) == EntryKind::file || tree_.is_link(file)) {
        return std::string(directory);
      }
      if (directory == "/") break;
      directory = parent_path(directory);
    }
    return {};
  }

  const FileTree& tree_;
  const TypeMatcher& matcher_;
  const DiscoveryOptions& options_;
  std::map<std::string, std::string> given_;
  std::set<std::string> directories_;
  std::set<std::string> bare_directories_;
  std::set<std::string> bare_files_;
  std::map<std::string, Request> requests_;
  std::set<std::string> with_losses_;
};

void add_starts(const Request& request, const std::shared_ptr<const OpenedProject>& project,
                Walker& walker) {
  WalkTask root = walker.start_at(project->root, project, true);
  root.requested = project->whole;
  root.is_path = request.directories.contains(project->root);
  root.descent = request.descent;
  walker.add_start(std::move(root));
  for (const std::string& directory : request.directories) {
    if (directory == project->root) continue;
    WalkTask start = walker.start_at(directory, project, true);
    start.requested = true;
    start.is_path = true;
    if (project->excludes_path(directory, true)) continue;
    walker.add_start(std::move(start));
  }
  for (const std::string& file : request.files) walker.add_named_file(file);
}

/// A file, or a folder of the project around it.
bool is_excluded(const OpenedProject& project, const std::string& file) {
  if (project.excludes_path(file, false)) return true;
  for (std::string_view folder = parent_path(file);
       folder != project.root && is_within(folder, project.root); folder = parent_path(folder)) {
    if (project.excludes_path(folder, true)) return true;
  }
  return false;
}

/// The package.xml that a folder in metadata format is deployed with; "" if it is none.
std::string own_manifest_of(const DiscoveredProject& project, const TypeMatcher& matcher) {
  if (project.has_project_file) return {};
  std::string manifest = join_path(project.root, kPackageManifestName);
  if (project.find(manifest) == nullptr) return {};
  const bool beside_types =
      std::ranges::any_of(project.directories, [&](const DiscoveredDirectory& directory) {
        return parent_path(directory.path) == project.root &&
               matcher.is_type_directory(file_name(directory.path));
      });
  return beside_types ? manifest : std::string();
}

/// Of a component that is deployed an ignored copy is no twin: it lies outside like any other copy.
void set_ignored_copies_aside(const TypeMatcher& matcher, DiscoveredProject& project) {
  const auto is_ignored = [](const DiscoveredFile& file) {
    return file.reason == ContextReason::force_ignored;
  };
  if (std::ranges::none_of(project.files, is_ignored)) return;
  std::set<std::pair<TypeId, std::string_view>> deployed;
  for (const DiscoveredFile& file : project.files) {
    if (file.kind == FileKind::component && !is_ignored(file)) {
      deployed.emplace(file.type, file.full_name);
    }
  }
  const auto is_copy = [&](const DiscoveredFile& file) {
    return is_ignored(file) && file.kind == FileKind::component &&
           matcher.makes_project(file.type) && deployed.contains({file.type, file.full_name});
  };
  if (std::ranges::none_of(project.files, is_copy)) return;
  auto outside = std::make_shared<DiscoveredProject>(
      project.outside != nullptr ? *project.outside : outside_of(project));
  std::ranges::copy_if(project.files, std::back_inserter(outside->files), is_copy);
  std::ranges::sort(outside->files, {},
                    [&](const DiscoveredFile& file) { return outside->path_of(file); });
  std::erase_if(project.files, is_copy);
  project.outside = std::move(outside);
}

/// What holds nothing is no project, where there is another one: somebody's folder around it.
void drop_empty(const TypeMatcher& matcher, std::vector<DiscoveredProject>& projects) {
  const auto counts = [&](const DiscoveredFile& file) {
    const bool component = file.kind == FileKind::component || file.kind == FileKind::wrong_suffix;
    return file.kind == FileKind::key_file || (component && matcher.makes_project(file.type));
  };
  const auto is_empty = [&](const DiscoveredProject& project) {
    return std::ranges::none_of(project.files, counts) && project.outside == nullptr &&
           project.tree == TreeNotes();
  };
  if (!std::ranges::all_of(projects, is_empty)) std::erase_if(projects, is_empty);
}

/// Of a project that was walked through on the way to a deploy inside it nothing was asked for.
void drop_unasked(const RequestPlan& plan, std::vector<DiscoveredProject>& projects) {
  const auto is_unasked = [&](const DiscoveredProject& project) {
    return !project.whole && !plan.lost_files(project.root) && project.tree == TreeNotes() &&
           std::ranges::all_of(project.files, [](const DiscoveredFile& file) {
             return file.reason == ContextReason::not_requested;
           });
  };
  if (!std::ranges::all_of(projects, is_unasked)) std::erase_if(projects, is_unasked);
}

}  // namespace

Discovery discover(SourceStore& sources, const TypeMatcher& matcher,
                   const DiscoveryOptions& options, Executor& executor) {
  RequestPlan plan(sources, matcher, options);
  ProjectOpener opener(sources, options);
  Walker walker(sources, matcher, opener);

  std::map<std::string, std::shared_ptr<const OpenedProject>> opened;
  for (const auto& [root, request] : plan.requests()) {
    const auto project = opener.open(root, request.has_project_file, plan.asked_for_all_of(root));
    opened.emplace(root, project);
    add_starts(request, project, walker);
  }
  walker.run(executor);
  for (const auto& [root, request] : plan.requests()) {
    for (const std::string& file : request.files) {
      const auto& project = opened.at(root);
      if (options.force_exclude && is_excluded(*project, file)) continue;
      walker.add_file(file, project);
    }
  }

  Discovery discovery;
  discovery.path_errors = std::move(plan.errors);
  std::vector<WalkedDirectory> directories = walker.take();
  for (const WalkedDirectory& directory : directories) {
    if (!directory.error) continue;
    discovery.path_errors.push_back({plan.as_given(directory.path), directory.error->message});
  }
  discovery.projects = assemble_projects(sources, std::move(directories));
  for (DiscoveredProject& project : discovery.projects) {
    project.own_manifest = own_manifest_of(project, matcher);
    set_ignored_copies_aside(matcher, project);
  }
  drop_empty(matcher, discovery.projects);
  drop_unasked(plan, discovery.projects);
  EnvironmentSplit split(sources, options.environment);
  discovery.projects = split.run(std::move(discovery.projects));
  discovery.unknown_environment = split.unknown_environment();
  for (PathError& error : opener.take_path_errors()) {
    discovery.path_errors.push_back(std::move(error));
  }
  std::ranges::stable_sort(discovery.path_errors, {}, &PathError::path);
  discovery.config_errors = opener.take_config_errors();
  std::ranges::move(split.take_errors(), std::back_inserter(discovery.config_errors));
  return discovery;
}

}  // namespace ecac
