#include "compiler/analysis/analysed_project.h"

#include <fmt/format.h>

#include <atomic>
#include <string>
#include <utility>

#include "compiler/analysis/project_loader.h"
#include "compiler/analysis/project_refresh.h"
#include "compiler/analysis/project_run_facts.h"
#include "compiler/analysis/project_tree_notes.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac {

namespace {

/// `components` and those that a list in ecac.json names.
KnownComponents with_listed(const Workspace& workspace, KnownComponents components,
                            const Config& config, const std::vector<Configured<std::string>>& list,
                            std::vector<ConfigError>& errors) {
  const SourceStore& sources = *workspace.sources();
  // What a project brings along must not have any file of the machine read.
  std::string border;
  if (workspace.request().config.empty() && !config.path.empty()) {
    border = repository_around(sources, parent_path(config.path));
    if (border.empty()) border = std::string(parent_path(config.path));
  }
  for (const Configured<std::string>& entry : list) {
    const bool is_meant = is_of_command_line(sources, entry.place);
    const auto added = add_known(sources, config_folder(sources, entry.place), entry.value,
                                 components, is_meant ? std::string() : border);
    if (!added) errors.push_back(config_error(sources, entry.place, added.error().message));
  }
  return components;
}

/// Names in ecac.json that are no metadata types.
void check_complete(const Workspace& workspace, const Config& config,
                    std::vector<ConfigError>& errors) {
  for (const Configured<std::string>& entry : config.complete) {
    if (workspace.schema()->find_type(entry.value) != nullptr) continue;
    std::vector<std::string_view> names;
    for (const TypeSchema& type : workspace.schema()->types()) names.push_back(type.name);
    const std::string_view near = nearest_word(entry.value, names);
    errors.push_back(config_error(*workspace.sources(), entry.place,
                                  near.empty()
                                      ? fmt::format("`{}` is no metadata type that ecac reads; "
                                                    "`ecac schema` lists them",
                                                    entry.value)
                                      : fmt::format("`{}` is no metadata type that ecac reads; "
                                                    "did you mean `{}`?",
                                                    entry.value, near)));
  }
}

/// Whether the file of an earlier state is still at its place: nobody has deleted what is only
/// excluded now.
bool is_still_there(const SourceStore& sources, const std::string& path, const std::string& root,
                    const Project& project) {
  if (!is_within(path, root)) return false;
  const std::string now = absolute_path(project.settings().root, relative_path(path, root));
  return sources.kind(now) != EntryKind::missing;
}

/// What an earlier state had and no project here has any more. What has moved to where nothing is
/// deployed from is not deleted either.
void add_deleted(const Workspace& workspace, const EarlierComponents& earlier, RemovedBy how,
                 Project& project) {
  std::string decoded;
  std::unordered_set<std::uint64_t> present;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (!file.full_name.empty()) {
      present.insert(project.name_key(file.type, project.component_name(file, decoded)));
    }
  }
  std::set<std::pair<TypeId, std::string>> gone;
  for (const EarlierComponents::Component& component : earlier.components) {
    const auto& [type, name, path] = component;
    if (present.contains(project.name_key(type, name))) continue;
    if (project.is_known(type, name)) continue;
    if (project.outside_definition(type, name) != FileId::none) continue;
    if (is_still_there(*workspace.sources(), path, earlier.root, project)) continue;
    gone.emplace(type, name);
  }
  if (gone.empty()) return;
  for (const DiscoveredProject& other : workspace.projects()) {
    for (const DiscoveredFile& found : other.files) {
      gone.erase({found.type, std::string(found.full_name)});
    }
  }
  for (const auto& [type, name] : gone) project.add_removed(type, name, how);
}

}  // namespace

EarlierComponents components_of(const Project& earlier) {
  EarlierComponents result{.root = earlier.settings().root};
  std::string decoded;
  for (const FileId id : earlier.files()) {
    const ProjectFile& file = earlier.file(id);
    if (file.full_name.empty() || file.wrong_suffix) continue;
    result.components.push_back({.type = file.type,
                                 .name = std::string(earlier.component_name(file, decoded)),
                                 .path = earlier.path(id)});
  }
  return result;
}

EarlierComponents deleted_components(const Workspace& workspace,
                                     const DiscoveredProject& discovered) {
  EarlierComponents result{.root = discovered.root};
  const SchemaMatcher matcher(*workspace.schema());
  for (const std::string& given : workspace.request().deleted) {
    const std::string path = absolute_path(workspace.request().current_directory, given);
    if (!is_within(path, discovered.root)) continue;
    const std::string_view directory = parent_path(path);
    std::string source = discovered.root;
    for (const PackageDirectory& package : discovered.project_file.package_directories) {
      std::string folder = absolute_path(discovered.root, package.path);
      if (is_within(directory, folder) && folder.size() > source.size()) {
        source = std::move(folder);
      }
    }
    const TypeMatch match =
        matcher.match(file_name(path), matcher.folder(relative_path(directory, source)));
    if (match.kind != FileKind::component) continue;
    result.components.push_back({match.type, std::string(match.full_name), path});
  }
  return result;
}

namespace {

/// What a project is read with, as its configuration and the command line say it.
struct ProjectInputs {
  KnownComponents known = {};
  KnownComponents no_overwrite = {};
  LoadOptions options = {};  ///< borrows the two
};

void read_inputs(const Workspace& workspace, const DiscoveredProject& discovered,
                 ProjectInputs& inputs, std::vector<ConfigError>& errors) {
  const Config& config = *discovered.config;
  inputs.known =
      with_listed(workspace, workspace.known_of(discovered), config, config.known, errors);
  inputs.no_overwrite = with_listed(workspace, {}, config, config.deploy.no_overwrite, errors);
  check_complete(workspace, config, errors);
  LoadOptions& options = inputs.options;
  options.manifest =
      workspace.limits_deploy(discovered) ? workspace.manifest_of(discovered) : nullptr;
  options.removals = workspace.removals_of(discovered);
  options.known = &inputs.known;
  options.no_overwrite = &inputs.no_overwrite;
  options.api_version = workspace.deploy_version(discovered);
  // A review is of the repository, whatever of it is deployed.
  options.judges_left_out = mode_of(config, workspace.request().asked_mode) == Mode::audit;
}

RunFacts facts_of(const Workspace& workspace, const DiscoveredProject& discovered) {
  RunFacts facts = run_facts_of(discovered, workspace.today());
  // With several projects, what the command line says may be of any.
  const FileId settings = discovered.config->settings;
  if (settings != FileId::none && discovered.whole && workspace.projects().size() == 1) {
    facts.own_configurations.push_back(settings);
  }
  return facts;
}

}  // namespace

AnalysedProject analyse_project(const Workspace& workspace, const DiscoveredProject& discovered,
                                const ProjectComparison& comparison, bool track_edits) {
  const Host& host = workspace.host();
  const WorkspaceRequest& request = workspace.request();
  AnalysedProject result;
  result.discovered_ = &discovered;
  ProjectInputs inputs;
  read_inputs(workspace, discovered, inputs, result.config_errors_);
  std::atomic<std::size_t> read{0};
  if (request.progress) {
    inputs.options.progress = [&, total = discovered.files.size()](std::size_t files) {
      request.progress(read.fetch_add(files) + files, total);
    };
  }
  if (request.environment) {
    result.replaced_ = std::make_unique<const ReplacedFileTree>(
        *workspace.sources(), discovered.root, discovered.project_file, *request.environment);
  }
  inputs.options.files = result.replaced_.get();
  Project loaded = load_project(workspace.sources(), workspace.schema(), discovered, inputs.options,
                                host.executor);
  if (comparison.before != nullptr) {
    add_deleted(workspace, *comparison.before, RemovedBy::change, loaded);
  }
  if (comparison.earlier != nullptr) {
    add_deleted(workspace, components_of(*comparison.earlier), RemovedBy::deletion, loaded);
  }
  RunFacts facts = facts_of(workspace, discovered);
  if (result.replaced_ != nullptr) {
    facts.unset_variables = result.replaced_->unset_variables();
    facts.missing_files = result.replaced_->missing_files();
  }
  result.analysis_ = std::make_unique<ProjectAnalysis>(std::move(loaded), track_edits,
                                                       std::move(facts), comparison.earlier);
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

std::size_t refresh_project(const Workspace& workspace, const DiscoveredProject& discovered,
                            std::span<const std::string> changed, AnalysedProject& project) {
  project.discovered_ = &discovered;
  project.config_errors_.clear();
  ProjectInputs inputs;
  read_inputs(workspace, discovered, inputs, project.config_errors_);
  return refresh(discovered, inputs.options, facts_of(workspace, discovered), changed,
                 *project.analysis_);
}

FileFacts read_facts_of(FileId file, const AnalysedProject& project) {
  const Project& known = project.project();
  const SourceStore& sources = known.sources();
  return read_file_facts(sources, sources, known.schema(),
                         declared_markers(project.discovered(), {}), file, known.file(file));
}

void reread_files(std::span<const FileId> files, AnalysedProject& project) {
  ProjectAnalysis& analysis = *project.analysis_;
  const Project& known = analysis.project();
  const DeclaredMarkers markers = declared_markers(*project.discovered_, {});
  for (const FileId id : files) {
    const ProjectFile& file = known.file(id);
    if (is_read_on_reference(known.schema(), file)) analysis.content_changed(id);
    if (known.schema().type(file.type).read != ReadDepth::fields) continue;
    const SourceStore& sources = known.sources();
    analysis.replace(id, read_file_facts(sources, sources, known.schema(), markers, id, file));
  }
}

std::unique_ptr<Project> read_project(const Workspace& workspace,
                                      const DiscoveredProject& discovered) {
  auto project = std::make_unique<Project>(load_project(workspace.sources(), workspace.schema(),
                                                        discovered, {}, workspace.host().executor));
  for (const FileId id : project->files()) project->link(id);
  return project;
}

}  // namespace ecac
