#include "compiler/driver/earlier_projects.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/support/path_text.h"

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
      root = join_path(state.base, relative_path(root, state.earlier_base));
    }
    projects_.push_back({std::move(root), read_project(*workspace_, discovered)});
  }
  // One project then and one now are the same project, wherever it was.
  if (projects_.size() == 1 && present.projects().size() == 1) {
    projects_.front().root = present.projects().front().root;
  }
  nothing_ =
      std::make_unique<const Project>(present.schema(), ProjectSettings{}, present.sources());
}

const Project* EarlierProjects::state_of(const DiscoveredProject& discovered) const {
  for (const Earlier& earlier : projects_) {
    if (earlier.root == discovered.root) return earlier.project.get();
  }
  return nothing_.get();
}

}  // namespace ecac
