#pragma once

#include <span>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/report/json_report.h"

namespace ecac {

/// All rules as a table for a terminal.
std::string rules_text(bool color);

/// All rules with their cases as one JSON document.
std::string rules_json(const ToolInfo& tool);

/// Some of them in the same form, with what presets set of them.
std::string rules_json(std::span<const RuleInfo* const> rules, const ToolInfo& tool);

}  // namespace ecac
