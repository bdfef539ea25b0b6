#include "compiler/emit/overview/project_overview.h"

#include <utility>

#include "compiler/emit/overview/app_overview.h"
#include "compiler/emit/overview/credential_overview.h"
#include "compiler/emit/overview/deploy_overview.h"
#include "compiler/emit/overview/map_overview.h"

namespace ecac {

ProjectOverview project_overview(const ResolvedProject& project, std::string path,
                                 std::string environment, const SecretValues& put_in) {
  ProjectOverview overview;
  overview.path = std::move(path);
  overview.environment = std::move(environment);
  const ShownWords shown(project.secrets, put_in);
  for (const CompiledApp& app : project.apps) {
    overview.apps.push_back(app_overview(project, app, overview.path, shown));
  }
  for (const ResolvedCredential& credential : project.credentials) {
    overview.credentials.push_back(credential_overview(credential, project.places, shown));
  }
  overview.map = map_overview(project, shown);
  overview.deploy = deploy_overview(project, shown);
  return overview;
}

}  // namespace ecac
