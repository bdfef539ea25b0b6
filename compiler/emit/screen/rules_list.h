#pragma once

#include <string>

#include "compiler/emit/report/json_report.h"

namespace ecac {

/// All rules as a table for a terminal.
std::string rules_text(bool color);

/// All rules with their cases as one JSON document.
std::string rules_json(const ToolInfo& tool);

}  // namespace ecac
