#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/emit/report/json_report.h"

namespace ecac {

/// What to resolve, beside what to check: everything, or the apps and credentials named.
struct ResolutionRequest {
  CheckRequest check = {};
  std::vector<std::string> apps = {};
  std::vector<std::string> credentials = {};
  /// A folder or git revision with an earlier state of the project, as `EarlierRun` takes it, to
  /// tell which effects are new; "" is none.
  std::string against = {};
  ToolInfo tool = {};
};

/// One app as OAuth client metadata.
struct ClientDocument {
  std::string app = {};
  std::string text = {};  ///< JSON with a line end
};

/// The resolved project as documents and as text for people, each made only if it is asked for.
struct ResolvedProject {
  std::string document = {};  ///< docs/resolved-format.md
  std::vector<ClientDocument> clients = {};
  std::vector<std::string> screens = {};  ///< one for each app and credential named
};

/// The answer of `resolve_project`. `failures` of the check also hold what could not be resolved:
/// an unknown name, or more than one project.
struct ResolutionResult {
  CheckResult check = {};
  ResolvedProject project = {};
  bool resolved = false;
};

/// Which of them is made.
enum class ResolutionOutput { document, clients, screens };

/// How screens look.
struct ScreenOptions {
  std::string flow = {};  ///< all of one flow instead of a line for each; "" is none
  bool color = false;
};

ResolutionResult resolve_project(const Host& host, const ResolutionRequest& request,
                                 ResolutionOutput output, const ScreenOptions& screen = {});

}  // namespace ecac
