#include "compiler/analysis/configuration_coverage.h"

#include <algorithm>

#include "compiler/support/path_text.h"

namespace ecac {

bool asks_for_part(const WorkspaceRequest& request) {
  return !request.manifest.empty() || !request.destructive.empty() ||
         !request.deploy_environment.empty() || !request.exclude.empty() || request.isolated ||
         request.api_version || !request.known.empty();
}

bool covers_users_of(const std::string& path, const WorkspaceRequest& request,
                     const Workspace& workspace) {
  if (asks_for_part(request)) return false;
  const bool is_own =
      std::ranges::any_of(workspace.projects(), [&](const DiscoveredProject& project) {
        return project.has_project_file && project.whole && is_within(path, project.root);
      });
  if (is_own) return true;
  const std::string folder(parent_path(path));
  std::string users = repository_around(*workspace.sources(), folder);
  if (users.empty()) users = folder;
  if (request.paths.empty()) return is_within(users, request.current_directory);
  return std::ranges::any_of(request.paths, [&](const std::string& asked) {
    return is_within(users, absolute_path(request.current_directory, asked));
  });
}

}  // namespace ecac
