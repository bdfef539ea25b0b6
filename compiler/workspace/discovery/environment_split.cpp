#include "compiler/workspace/discovery/environment_split.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "compiler/diagnostics/words.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery_assembly.h"

namespace ecac {

namespace {

std::string folder_of(const SourceStore& sources, const Configured<std::string>& directory) {
  return absolute_path(config_folder(sources, directory.place), directory.value);
}

/// The name of the folder beside the missing one that is called nearly like it; "" if none is.
/// Nobody is told what lies outside of `around`.
std::string folder_near(const SourceStore& sources, const std::string& missing,
                        const std::string& around) {
  DirectoryListing listing;
  const std::string parent(parent_path(missing));
  if (!stays_within(sources, parent, around) || !sources.list(parent, listing)) return {};
  std::vector<std::string_view> names;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    if (entry.kind == EntryKind::directory) names.push_back(listing.name(entry));
  }
  return std::string(nearest_word(file_name(missing), names));
}

std::vector<std::string> folders_of(const SourceStore& sources,
                                    const DeployEnvironment& environment) {
  std::vector<std::string> folders;
  for (const Configured<std::string>& directory : environment.directories) {
    folders.push_back(folder_of(sources, directory));
  }
  return folders;
}

/// For each folder of the project whether it lies in one of these.
std::vector<bool> directories_in(const DiscoveredProject& project,
                                 const std::vector<std::string>& folders) {
  std::vector<bool> within;
  within.reserve(project.directories.size());
  for (const DiscoveredDirectory& directory : project.directories) {
    within.push_back(std::ranges::any_of(
        folders, [&](const std::string& folder) { return is_within(directory.path, folder); }));
  }
  return within;
}

/// The project's files and those outside, in the order of their paths.
std::vector<DiscoveredFile> all_files(const DiscoveredProject& project) {
  std::vector<DiscoveredFile> files = project.files;
  if (project.outside == nullptr) return files;
  files.insert(files.end(), project.outside->files.begin(), project.outside->files.end());
  std::ranges::sort(files, {}, [&](const DiscoveredFile& file) { return project.path_of(file); });
  return files;
}

/// What stands beside the source belongs to every deploy of it.
bool stands_beside(const DiscoveredFile& file) {
  return file.type == types::Package ||
         (file.kind != FileKind::component && file.kind != FileKind::wrong_suffix &&
          file.kind != FileKind::content);
}

}  // namespace

DiscoveredProject deploy_of(const DiscoveredProject& project,
                            const std::vector<std::string>& folders) {
  const std::vector<bool> within = directories_in(project, folders);
  DiscoveredProject deploy = project;
  deploy.outside = nullptr;
  deploy.files.clear();
  for (DiscoveredFile file : all_files(project)) {
    if (!within[file.directory] && !stands_beside(file)) continue;
    if (within[file.directory] && file.reason == ContextReason::outside_packages) {
      file.reason = ContextReason::none;
    }
    deploy.files.push_back(file);
  }
  return deploy;
}

std::vector<DiscoveredProject> EnvironmentSplit::run(std::vector<DiscoveredProject> projects) {
  std::vector<DiscoveredProject> deploys;
  for (DiscoveredProject& project : projects) {
    if (!project.whole || project.config->environments.empty()) {
      deploys.push_back(std::move(project));
      continue;
    }
    check_folders(*project.config);
    split(std::move(project), deploys);
  }
  return deploys;
}

void EnvironmentSplit::split(DiscoveredProject project, std::vector<DiscoveredProject>& deploys) {
  const Config& config = *project.config;
  for (const DeployEnvironment& environment : config.environments) {
    names_.push_back(environment.name.value);
  }
  // One ecac.json may stand above several projects, and speak of one.
  const auto touches = [&](const DeployEnvironment& environment) {
    return std::ranges::count(directories_in(project, folders_of(sources_, environment)), true) !=
           0;
  };
  if (std::ranges::none_of(config.environments, touches)) {
    deploys.push_back(std::move(project));
    return;
  }
  const std::vector<DiscoveredFile> files = all_files(project);
  std::vector<bool> in_any(project.directories.size(), false);
  const std::size_t first = deploys.size();
  for (const DeployEnvironment& environment : config.environments) {
    const std::vector<std::string> folders = folders_of(sources_, environment);
    const std::vector<bool> within = directories_in(project, folders);
    for (std::size_t i = 0; i < within.size(); ++i) in_any[i] = in_any[i] || within[i];
    if (!chosen_.empty() && environment.name.value != chosen_) continue;
    found_ = true;
    DiscoveredProject& deploy = deploys.emplace_back(deploy_of(project, folders));
    deploy.environment = environment.name.value;
    deploy.environment_folders = folders;
    if (deploys.size() == first + 1) continue;
    // The tree is told of once.
    deploy.tree = {};
    deploy.skipped = {};
    deploy.skipped_files = {};
  }
  if (deploys.size() == first) return;
  auto outside = std::make_shared<DiscoveredProject>(outside_of(project));
  for (DiscoveredFile file : files) {
    if (in_any[file.directory] || stands_beside(file)) continue;
    if (file.reason == ContextReason::none) file.reason = ContextReason::outside_packages;
    outside->files.push_back(file);
  }
  if (!outside->files.empty()) deploys[first].outside = std::move(outside);
}

void EnvironmentSplit::check_folders(const Config& config) {
  if (std::ranges::find(checked_, config.path) != checked_.end()) return;
  checked_.push_back(config.path);
  for (const DeployEnvironment& environment : config.environments) {
    for (const Configured<std::string>& directory : environment.directories) {
      if (sources_.kind(folder_of(sources_, directory)) == EntryKind::directory) continue;
      const std::string near = folder_near(sources_, folder_of(sources_, directory),
                                           config_folder(sources_, directory.place));
      errors_.push_back(config_error(
          sources_, directory.place,
          fmt::format(
              "there is no folder `{}`, which the environment `{}` names{}", directory.value,
              environment.name.value,
              near.empty() ? std::string() : fmt::format("; one beside it is called `{}`", near))));
    }
  }
}

std::string EnvironmentSplit::unknown_environment() const {
  if (chosen_.empty() || found_) return {};
  if (names_.empty()) {
    return fmt::format(
        "no project here has `environments` in its ecac.json, so none is called `{}`", chosen_);
  }
  return fmt::format("no environment is called `{}`; ecac.json has {}", chosen_,
                     list_of_names(names_));
}

}  // namespace ecac
