#include "compiler/analysis/analysed_project.h"

#include <fmt/format.h>

#include <atomic>
#include <string>
#include <utility>

#include "compiler/analysis/project_loader.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/analysis/project_tree_notes.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// `components` and those that a list in ecac.json names.
KnownComponents with_listed(const Workspace& workspace, KnownComponents components,
                            const Config& config, const std::vector<Written<std::string>>& list,
                            std::vector<ConfigError>& errors) {
  const std::string folder(parent_path(config.path));
  // What a project brings along must not have any file of the machine read.
  std::string border;
  if (workspace.request().config.empty()) {
    border = repository_around(*workspace.sources(), folder);
    if (border.empty()) border = folder;
  }
  for (const Written<std::string>& entry : list) {
    const auto added = add_known(*workspace.sources(), folder, entry.value, components, border);
    if (!added)
      errors.push_back(
          config_error(*workspace.sources(), config, entry.range, added.error().message));
  }
  return components;
}

/// Names in ecac.json that are no metadata types.
void check_complete(const Workspace& workspace, const Config& config,
                    std::vector<ConfigError>& errors) {
  for (const Written<std::string>& entry : config.complete) {
    if (workspace.schema()->find_type(entry.value) != nullptr) continue;
    errors.push_back(config_error(*workspace.sources(), config, entry.range,
                                  fmt::format("`{}` is no metadata type that ecac reads; `ecac "
                                              "schema` lists them",
                                              entry.value)));
  }
}

/// Whether the file of an earlier state is still at its place: nobody has deleted what is only
/// excluded now.
bool is_still_there(const SourceStore& sources, const Project& earlier, FileId id,
                    const Project& project) {
  const std::string path = earlier.path(id);
  const std::string& root = earlier.settings().root;
  if (!is_within(path, root)) return false;
  const std::string now = absolute_path(project.settings().root, relative_path(path, root));
  return sources.kind(now) != EntryKind::missing;
}

/// What an earlier state had and no project here has any more. What has moved to where nothing is
/// deployed from is not deleted either.
void add_deleted(const Workspace& workspace, const Project& earlier, Project& project) {
  std::string decoded;
  std::unordered_set<std::uint64_t> present;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (!file.full_name.empty()) {
      present.insert(project.name_key(file.type, project.component_name(file, decoded)));
    }
  }
  std::set<std::pair<TypeId, std::string>> gone;
  for (const FileId id : earlier.files()) {
    const ProjectFile& file = earlier.file(id);
    if (file.full_name.empty() || file.wrong_suffix) continue;
    const std::string_view name = earlier.component_name(file, decoded);
    if (present.contains(project.name_key(file.type, name))) continue;
    if (project.is_known(file.type, name)) continue;
    if (project.outside_definition(file.type, name) != FileId::none) continue;
    if (is_still_there(*workspace.sources(), earlier, id, project)) continue;
    gone.emplace(file.type, name);
  }
  if (gone.empty()) return;
  for (const DiscoveredProject& other : workspace.projects()) {
    for (const DiscoveredFile& found : other.files) {
      gone.erase({found.type, std::string(found.full_name)});
    }
  }
  for (const auto& [type, name] : gone) project.add_removed(type, name, RemovedBy::deletion);
}

}  // namespace

AnalysedProject analyse_project(const Workspace& workspace, const DiscoveredProject& discovered,
                                const Project* earlier) {
  const Host& host = workspace.host();
  const WorkspaceRequest& request = workspace.request();
  const Config& config = *discovered.config;
  AnalysedProject result;
  result.discovered_ = &discovered;
  const KnownComponents known = with_listed(workspace, workspace.known_of(discovered), config,
                                            config.known, result.config_errors_);
  const KnownComponents no_overwrite =
      with_listed(workspace, {}, config, config.deploy.no_overwrite, result.config_errors_);
  check_complete(workspace, config, result.config_errors_);
  LoadOptions options;
  options.manifest =
      workspace.limits_deploy(discovered) ? workspace.manifest_of(discovered) : nullptr;
  options.removals = workspace.removals_of(discovered);
  options.known = &known;
  options.no_overwrite = &no_overwrite;
  options.api_version = workspace.deploy_version(discovered);
  options.judges_left_out = request.judges_left_out;
  std::atomic<std::size_t> read{0};
  if (request.progress) {
    options.progress = [&, total = discovered.files.size()](std::size_t files) {
      request.progress(read.fetch_add(files) + files, total);
    };
  }
  if (request.environment) {
    result.replaced_ = std::make_unique<const ReplacedFileTree>(
        *workspace.sources(), discovered.root, discovered.project_file, *request.environment);
  }
  options.files = result.replaced_.get();
  Project loaded =
      load_project(workspace.sources(), workspace.schema(), discovered, options, host.executor);
  if (earlier != nullptr) add_deleted(workspace, *earlier, loaded);
  RunFacts facts = run_facts_of(discovered, workspace.today());
  if (result.replaced_ != nullptr) {
    facts.unset_variables = result.replaced_->unset_variables();
    facts.missing_files = result.replaced_->missing_files();
  }
  result.analysis_ = std::make_unique<ProjectAnalysis>(std::move(loaded), host.certificates, false,
                                                       std::move(facts), earlier);
  ProjectAnalysis& analysis = *result.analysis_;
  analysis.link_all();
  analysis.read_on_reference(result.replaced_ == nullptr
                                 ? static_cast<const FileTree&>(*workspace.sources())
                                 : *result.replaced_);
  analysis.note_tree(
      tree_notes_of(*workspace.sources(), *workspace.schema(), discovered, result.replaced_.get()));
  analysis.analyze_all(host.executor);
  return result;
}

std::unique_ptr<Project> read_project(const Workspace& workspace,
                                      const DiscoveredProject& discovered) {
  auto project = std::make_unique<Project>(load_project(workspace.sources(), workspace.schema(),
                                                        discovered, {}, workspace.host().executor));
  for (const FileId id : project->files()) project->link(id);
  return project;
}

}  // namespace ecac
