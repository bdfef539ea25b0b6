#include "compiler/report/failures/shown_failures.h"

#include <fmt/format.h>

#include "compiler/support/path_text.h"

namespace ecac {

ReportFailure shown_failure(const WorkspaceFailure& failure, const ShownPaths& paths) {
  ReportFailure shown{.kind = FailureKind::option, .message = failure.message};
  if (failure.path.empty()) return shown;
  shown.path = paths(failure.path);
  shown.root_path = paths.from_root(failure.path);
  return shown;
}

ReportFailure shown_failure(const PathError& error, const ShownPaths& paths) {
  return {
      .kind = FailureKind::path,
      .message = error.path.empty()
                     ? "a path that was given is empty; without paths the project around the "
                       "current folder is checked"
                     : fmt::format("cannot check {}: {}", written_path(error.path), error.message),
      .path = written_path(error.path),
      .root_path = paths.from_root(paths.absolute(error.path))};
}

ReportFailure shown_failure(const ConfigError& error, const ShownPaths& paths) {
  return {.kind = FailureKind::configuration,
          .message = error.message,
          .path = paths(error.path),
          .root_path = paths.from_root(error.path),
          .line = error.line,
          .column = error.column};
}

}  // namespace ecac
