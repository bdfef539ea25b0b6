#pragma once

#include <string>

#include "compiler/diagnostics/case_id.h"

namespace ecac {

/// The conditions of flows that a rule reports, a line each below its page; "" if there are none.
std::string conditions_text(RuleId rule);

}  // namespace ecac
