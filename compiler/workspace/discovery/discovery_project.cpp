#include "compiler/workspace/discovery/discovery_project.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/well_known_files.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

/// A path outside the base is known by its name only.
std::string_view seen_from(std::string_view path, std::string_view base) {
  return is_within(path, base) ? relative_path(path, base) : file_name(path);
}

IgnoreScope exclude_scope(std::string base, const std::vector<std::string>& patterns) {
  IgnoreScope scope{std::move(base), IgnoreFile()};
  for (const std::string& pattern : patterns) scope.patterns.add_pattern(pattern);
  return scope;
}

}  // namespace

bool leads_out(const FileTree& tree, const std::string& path, const std::string& border) {
  return tree.is_link(path) && !stays_within(tree, path, border);
}

IgnoreAnswer IgnoreScope::match(std::string_view path, bool is_directory) const {
  return patterns.match(seen_from(path, base), is_directory);
}

bool IgnoreScope::ignores(std::string_view path, bool is_directory) const {
  return patterns.ignores(seen_from(path, base), is_directory);
}

bool OpenedProject::excludes_path(std::string_view path, bool is_directory) const {
  return std::ranges::any_of(excludes, [&](const IgnoreScope& scope) {
    return scope.match(path, is_directory) == IgnoreAnswer::ignored;
  });
}

int OpenedProject::package_directory_of(std::string_view directory) const {
  if (file.package_directories.empty() || !is_within(directory, root)) return -1;
  const std::string_view relative = relative_path(directory, root);
  int best = -1;
  std::size_t best_size = 0;
  for (std::size_t i = 0; i < file.package_directories.size(); ++i) {
    const PackageDirectory& package = file.package_directories[i];
    if (package.missing || !is_within(relative, package.path)) continue;
    if (best >= 0 && package.path.size() <= best_size) continue;
    best = static_cast<int>(i);
    best_size = package.path.size();
  }
  return best;
}

std::string_view OpenedProject::below_source(std::string_view directory) const {
  if (!is_within(directory, root)) return {};
  const std::string_view below_root = relative_path(directory, root);
  const int package = package_directory_of(directory);
  if (package < 0) return below_root;
  const std::string& base = file.package_directories[static_cast<std::size_t>(package)].path;
  return base.empty() ? below_root : relative_path(below_root, base);
}

bool OpenedProject::has_package_directories() const {
  return !file.package_directories.empty();
}

ProjectOpener::ProjectOpener(SourceStore& sources, const DiscoveryOptions& options)
    : tree_(sources), options_(options) {}

std::shared_ptr<const OpenedProject> ProjectOpener::open(std::string root, bool has_project_file,
                                                         bool whole) {
  auto project = std::make_shared<OpenedProject>();
  project->root = std::move(root);
  project->border = border_of(project->root);
  project->has_project_file = has_project_file;
  project->whole = whole;
  if (has_project_file) {
    std::string path = join_path(project->root, kProjectFileName);
    std::string text;
    Result<void> read = leads_out(tree_, path, project->border)
                            ? Error{std::string(kLeadsOut), ErrorKind::permission}
                            : tree_.read(path, text, limits::kSettingsFile);
    if (read) {
      project->file = parse_project_file(tree_.id_of(path), path, text, &tree_);
    } else {
      project->unread.push_back(
          {UnreadPath::Reason::file, path,
           fmt::format("cannot read the project file: {}", read.error().message)});
      project->file.path = std::move(path);
    }
  }
  project->config = config_for(*project);
  if (!project->config->exclude.empty()) {
    std::vector<std::string> patterns;
    for (const Written<std::string>& entry : project->config->exclude) {
      patterns.push_back(entry.value);
    }
    project->excludes.push_back(
        exclude_scope(std::string(parent_path(project->config->path)), patterns));
  }
  if (!options_.exclude.empty()) {
    project->excludes.push_back(exclude_scope(options_.current_directory, options_.exclude));
  }
  return project;
}

std::vector<ConfigError> ProjectOpener::take_config_errors() {
  std::ranges::stable_sort(config_errors_, {}, &ConfigError::path);
  return std::move(config_errors_);
}

/// A repository is one whole. Without one it is what the user named: the outermost given folder
/// around the project.
std::string ProjectOpener::border_of(const std::string& root) const {
  std::string border = repository_around(tree_, root);
  if (!border.empty()) return border;
  border = root;
  for (const std::string& given : options_.paths) {
    std::string path = absolute_path(options_.current_directory, given);
    if (is_within(border, path)) border = std::move(path);
  }
  return border;
}

std::shared_ptr<const Config> ProjectOpener::config_for(const OpenedProject& project) {
  const MutexLock lock(mutex_);
  std::string path;
  if (!options_.isolated) {
    // Without a repository, where the user stands is theirs too; folders above may be of others.
    const bool stands_around = is_within(project.border, options_.current_directory) &&
                               repository_around(tree_, project.root).empty();
    path = options_.config_path.empty()
               ? find_config(tree_, project.root,
                             stands_around ? options_.current_directory : project.border)
               : absolute_path(options_.current_directory, options_.config_path);
    // A repository is taken as a whole; a folder that many write to is not.
    if (stands_around && !path.empty() && options_.config_path.empty() &&
        tree_.is_of_another(path, project.root)) {
      refuse_config(path);
      path.clear();
    }
  }
  auto& config = configs_[path];
  if (!config) config = path.empty() ? std::make_shared<const Config>() : read_config(path);
  return config;
}

void ProjectOpener::refuse_config(const std::string& path) {
  if (!refused_configs_.insert(path).second) return;
  path_errors_.push_back({path,
                          "cannot use the configuration: it belongs to another user than the "
                          "project; `--config` names one that is meant, `--isolated` takes none"});
}

std::shared_ptr<const Config> ProjectOpener::read_config(const std::string& path) {
  std::string text;
  std::string border = repository_around(tree_, parent_path(path));
  if (border.empty()) border = parent_path(path);
  const bool brought_along = options_.config_path.empty();
  const Result<void> read = brought_along && leads_out(tree_, path, border)
                                ? Error{std::string(kLeadsOut), ErrorKind::permission}
                                : tree_.read(path, text, limits::kSettingsFile);
  if (!read) {
    path_errors_.push_back(
        {options_.config_path.empty() ? path : options_.config_path,
         fmt::format("cannot read the configuration: {}", read.error().message)});
    return std::make_shared<const Config>();
  }
  ConfigResult parsed = parse_config(tree_.id_of(path), path, text);
  config_errors_.insert(config_errors_.end(), std::make_move_iterator(parsed.errors.begin()),
                        std::make_move_iterator(parsed.errors.end()));
  return std::make_shared<const Config>(std::move(parsed.config));
}

}  // namespace ecac
