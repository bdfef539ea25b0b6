#include "compiler/driver/earlier_projects.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/environment_split.h"

namespace ecac {

EarlierProjects::EarlierProjects(const Host& host, const CheckRequest& request,
                                 const Workspace& present) {
  if (!request.earlier) return;
  const EarlierState& state = *request.earlier;
  host_.emplace(host.with(*state.files));
  WorkspaceRequest earlier;
  earlier.current_directory = request.current_directory;
  earlier.paths = state.paths;
  earlier.isolated = true;
  earlier.schema = present.schema();
  workspace_ = std::make_unique<const Workspace>(*host_, std::move(earlier));
  for (const PathError& error : workspace_->path_errors()) {
    failures_.push_back(
        fmt::format("cannot read the earlier state of {}: {}", error.path, error.message));
  }
  for (const DiscoveredProject& discovered : workspace_->projects()) {
    std::string root = discovered.root;
    if (is_within(root, state.earlier_base)) {
      root = absolute_path(state.base, relative_path(root, state.earlier_base));
    }
    projects_.push_back({std::move(root), &discovered, read_project(*workspace_, discovered)});
  }
  if (const auto failure = state.files->failure()) {
    failures_.push_back("cannot read the earlier state: " + failure->message);
  }
  // One project then and one now are the same project, wherever it was.
  if (projects_.size() == 1 && present.projects().size() == 1) {
    projects_.front().root = present.projects().front().root;
  }
  nothing_ =
      std::make_unique<const Project>(present.schema(), ProjectSettings{}, present.sources());
}

const Project* EarlierProjects::state_of(const DiscoveredProject& discovered) {
  const auto earlier = std::ranges::find(projects_, discovered.root, &Earlier::root);
  if (earlier == projects_.end()) return nothing_.get();
  if (discovered.environment.empty()) return earlier->project.get();
  std::vector<std::string> folders;
  for (const std::string& folder : discovered.environment_folders) {
    if (!is_within(folder, discovered.root)) continue;
    folders.push_back(
        absolute_path(earlier->discovered->root, relative_path(folder, discovered.root)));
  }
  deploys_.push_back(
      std::make_unique<const DiscoveredProject>(deploy_of(*earlier->discovered, folders)));
  of_environments_.push_back(read_project(*workspace_, *deploys_.back()));
  return of_environments_.back().get();
}

}  // namespace ecac
