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
  for (const Written<std::string>& entry : list) {
    const auto added =
        add_known(*workspace.sources(), parent_path(config.path), entry.value, components);
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

}  // namespace

AnalysedProject analyse_project(const Workspace& workspace, const DiscoveredProject& discovered,
                                const Project* earlier) {
  const Host& host = workspace.host();
  const WorkspaceRequest& request = workspace.request();
  const Config& config = *discovered.config;
  AnalysedProject result;
  result.discovered_ = &discovered;
  const KnownComponents known =
      with_listed(workspace, workspace.known(), config, config.known, result.config_errors_);
  const KnownComponents no_overwrite =
      with_listed(workspace, {}, config, config.deploy.no_overwrite, result.config_errors_);
  check_complete(workspace, config, result.config_errors_);
  LoadOptions options;
  options.manifest =
      workspace.limits_deploy(discovered) ? workspace.manifest_of(discovered) : nullptr;
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
  RunFacts facts = run_facts_of(discovered, workspace.today());
  if (result.replaced_ != nullptr) facts.unset_variables = result.replaced_->unset_variables();
  result.analysis_ = std::make_unique<ProjectAnalysis>(
      load_project(workspace.sources(), workspace.schema(), discovered, options, host.executor),
      host.certificates, false, std::move(facts), earlier);
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
