#pragma once

#include <string>
#include <vector>

#include "compiler/edit/fix_session.h"

namespace ecac {

/// A fix in one line: `path:line:column: CODE name: description (safe)`.
std::string line_of(const ShownFix& fix);

/// Why fixes that were offered are not made, one sentence each, no sentence twice.
std::vector<std::string> refusals_of(const FixOutcome& outcome);

}  // namespace ecac
