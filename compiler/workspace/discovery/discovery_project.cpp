#include "compiler/workspace/discovery/discovery_project.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/model/well_known_files.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config_assembly.h"

namespace ecac {
namespace {

/// A path outside the base is known by its name only.
std::string_view seen_from(std::string_view path, std::string_view base) {
  return is_within(path, base) ? relative_path(path, base) : file_name(path);
}

/// The patterns of each file by themselves, for each has a folder of its own.
std::vector<IgnoreScope> exclude_scopes(const SourceStore& sources, const Config& config) {
  std::vector<IgnoreScope> scopes;
  FileId of = FileId::none;
  for (const Configured<std::string>& entry : config.exclude) {
    if (scopes.empty() || entry.place.file != of) {
      of = entry.place.file;
      // Of a file that another one extends, patterns speak of its own folder alone.
      scopes.push_back({config_folder(sources, entry.place), IgnoreFile(),
                        of == config.id || of == config.settings});
    }
    scopes.back().patterns.add_pattern(entry.value);
  }
  return scopes;
}

}  // namespace

bool leads_out(const FileTree& tree, const std::string& path, const std::string& border) {
  return tree.is_link(path) && !stays_within(tree, path, border);
}

IgnoreAnswer IgnoreScope::match(std::string_view path, bool is_directory) const {
  if (!knows_names_outside && !is_within(path, base)) return IgnoreAnswer::unmentioned;
  return patterns.match(seen_from(path, base), is_directory);
}

bool IgnoreScope::ignores(std::string_view path, bool is_directory) const {
  return patterns.ignores(seen_from(path, base), is_directory);
}

bool OpenedProject::excludes_path(std::string_view path, bool is_directory) const {
  // What comes later may take in again what was left out before.
  for (auto scope = configured_excludes.rbegin(); scope != configured_excludes.rend(); ++scope) {
    const IgnoreAnswer answer = scope->match(path, is_directory);
    if (answer == IgnoreAnswer::ignored) return true;
    if (answer == IgnoreAnswer::included) break;
  }
  return excludes.match(path, is_directory) == IgnoreAnswer::ignored;
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
    : tree_(sources), options_(options) {
  ConfigAssembly::keep_settings(sources, options.current_directory, options.config_settings);
}

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
  project->configured_excludes = exclude_scopes(tree_, *project->config);
  project->excludes.base = options_.current_directory;
  for (const std::string& pattern : options_.exclude) {
    project->excludes.patterns.add_pattern(pattern);
  }
  return project;
}

std::vector<ConfigError> ProjectOpener::take_config_errors() {
  std::ranges::stable_sort(config_errors_, {}, &ConfigError::path);
  // Of a file that several extend.
  const auto repeated =
      std::unique(config_errors_.begin(), config_errors_.end(), [](const auto& a, const auto& b) {
        return a.path == b.path && a.range == b.range && a.message == b.message;
      });
  config_errors_.erase(repeated, config_errors_.end());
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
  // The project's own file may hold the configuration, where no other is as near.
  const bool in_project_file =
      project.file.configuration && !options_.isolated && options_.config_path.empty();
  const bool both = in_project_file && !path.empty() && parent_path(path) == project.root;
  if (in_project_file && !both) path = project.file.path;
  auto& config = configs_[path];
  if (config) return config;
  if (both) {
    const Place place = {project.file.id, project.file.configuration->range};
    config_errors_.push_back(config_error(
        tree_, place, "there is an `ecac.json` beside this file; say all of it in one of the two"));
  }
  config = in_project_file && !both ? read_member(project.file) : read_config(path);
  return config;
}

std::shared_ptr<const Config> ProjectOpener::finish(ConfigAssembly& assembly) {
  assembly.add_settings(options_.current_directory, options_.config_settings);
  ConfigResult result = assembly.finish();
  std::ranges::move(result.errors, std::back_inserter(config_errors_));
  return std::make_shared<const Config>(std::move(result.config));
}

std::shared_ptr<const Config> ProjectOpener::read_member(const SfdxProjectFile& file) {
  std::string text;
  const Result<void> read = tree_.read(file.path, text, limits::kSettingsFile);
  ConfigAssembly assembly(tree_, config_border(file.path));
  // It was read a moment ago; who has changed it since finds that out by its places.
  if (read) assembly.add_member(file.path, text, *file.configuration, "/plugins/ecac");
  return finish(assembly);
}

/// What a project brings along must not have any file of the machine read.
std::string ProjectOpener::config_border(const std::string& path) const {
  if (!options_.config_path.empty()) return {};
  std::string border = repository_around(tree_, parent_path(path));
  return border.empty() ? std::string(parent_path(path)) : border;
}

void ProjectOpener::refuse_config(const std::string& path) {
  if (!refused_configs_.insert(path).second) return;
  path_errors_.push_back({path,
                          "cannot use the configuration: it belongs to another user than the "
                          "project; `--config` names one that is meant, `--isolated` takes none"});
}

std::shared_ptr<const Config> ProjectOpener::read_config(const std::string& path) {
  const std::string border = path.empty() ? std::string() : config_border(path);
  ConfigAssembly assembly(tree_, border);
  if (path.empty()) return finish(assembly);
  std::string text;
  const Result<void> read = !border.empty() && leads_out(tree_, path, border)
                                ? Error{std::string(kLeadsOut), ErrorKind::permission}
                                : tree_.read(path, text, limits::kSettingsFile);
  if (!read) {
    path_errors_.push_back(
        {options_.config_path.empty() ? path : options_.config_path,
         fmt::format("cannot read the configuration: {}", read.error().message)});
    return std::make_shared<const Config>();
  }
  assembly.add_file(path, text);
  return finish(assembly);
}

}  // namespace ecac
