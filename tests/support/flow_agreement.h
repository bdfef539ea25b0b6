#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/driver/compile.h"

namespace ecac::test {

/// Where rules and the resolved configuration of the same files may say different things about the
/// flows of apps; and how much was seen, so that a test knows that it saw something.
struct FlowAgreement {
  std::vector<std::string> disagreements = {};  ///< one line each
  std::size_t working = 0;                      ///< flows
  std::size_t blocked = 0;                      ///< flows that somebody turned on
  std::size_t claims = 0;                       ///< findings that a condition names
  std::set<CaseId> reported = {};               ///< findings that told of an unmet condition
};

/// Looks at all apps of a result:
/// no flow works while an error of one of its conditions names the app;
/// each blocked flow that somebody turned on has the finding that its condition names;
/// no finding that a condition names speaks of an app in which the condition is met;
/// and no finding says "nobody", "anyone" or "no effect" against the states.
void compare_flows(const CompileResult& result, FlowAgreement& agreement);

/// Whether somebody turned the flow on. The web server flow has no switch: nobody need have meant
/// it without a callback of its own. Refresh follows from flows that give refresh tokens.
bool is_switched_on(const CompiledApp& app, FlowKind kind);

}  // namespace ecac::test
