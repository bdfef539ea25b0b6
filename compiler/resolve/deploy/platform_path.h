#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/view/project_view.h"

namespace ecac {

/// Path of a REST resource of an org in the project's API version: an endpoint of the schemas with
/// the version and what follows it put in.
std::string platform_path(const ProjectView& project, std::string_view endpoint,
                          std::string_view first, std::string_view second = {});

/// The same of the Connect REST API for named credentials.
std::string connect_path(const ProjectView& project, std::string_view resource);

/// The permissions that let somebody change credentials; one is enough.
std::vector<std::string_view> manages_credentials();

}  // namespace ecac
