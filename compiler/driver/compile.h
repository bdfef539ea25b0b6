#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/resolve/project/project_resolver.h"

namespace ecac {

/// What to compile, beside what to check: everything, or the apps and credentials named.
struct CompileRequest {
  CheckRequest check = {};
  ProjectSelection selection = {};
  /// A folder or git revision with an earlier state of the project, as `EarlierRun` takes it, to
  /// tell which effects are new; "" is none.
  std::string against = {};
};

/// The answer of `compile`. `failures` of the check also hold what could not be compiled: an
/// unknown name, or more than one project.
struct CompileResult {
  CheckResult check = {};
  std::optional<ResolvedProject> project = {};  ///< none where there was none, or a failure
};

/// The whole of `ecac compile` before anything is written: checks and resolves the one project that
/// the request finds. What it returns needs nothing of the run.
CompileResult compile(const Host& host, const CompileRequest& request);

/// Everything of one project, while a check shows it (CheckRequest::inspect).
ResolvedProject resolve_analysed(const Host& host, const CheckRequest& check,
                                 const AnalysedProject& project);

}  // namespace ecac
