#pragma once

#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/report.h"
#include "compiler/workspace/workspace.h"

namespace ecac {

/// What cannot be used of what was asked for or stands in a file, as a report says it.
ReportFailure shown_failure(const WorkspaceFailure& failure, const ShownPaths& paths);
ReportFailure shown_failure(const PathError& error, const ShownPaths& paths);
ReportFailure shown_failure(const ConfigError& error, const ShownPaths& paths);

}  // namespace ecac
