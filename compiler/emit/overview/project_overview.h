#pragma once

#include <string>

#include "compiler/report/overview.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// The same answers as `explain` and `plan` give, as texts without secrets. `path` is the project's
/// folder from the root of the report. What was put into its files is covered, too.
ProjectOverview project_overview(const ResolvedProject& project, std::string path,
                                 std::string environment, const SecretValues& put_in = {});

}  // namespace ecac
