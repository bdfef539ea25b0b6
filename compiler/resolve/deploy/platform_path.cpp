#include "compiler/resolve/deploy/platform_path.h"

#include <fmt/format.h>

#include "compiler/schema/values/PlatformEndpoint.h"
#include "compiler/schema/values/UserPermission.h"

namespace ecac {

std::string platform_path(const ProjectView& project, std::string_view endpoint,
                          std::string_view first, std::string_view second) {
  const ApiVersion version =
      project.api_version() != 0 ? project.api_version() : project.schema().newest_version();
  return fmt::format(fmt::runtime(endpoint), version, first, second);
}

std::string connect_path(const ProjectView& project, std::string_view resource) {
  return platform_path(project, values::PlatformEndpoint::named_credentials, resource);
}

std::vector<std::string_view> manages_credentials() {
  return {values::UserPermission::ManageNamedCredentials,
          values::UserPermission::CustomizeApplication};
}

}  // namespace ecac
