#pragma once

#include <span>
#include <string>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/report/json_report.h"

namespace ecac {

/// Rules as a table for a terminal, and the presets below it where they are all rules.
std::string rules_text(std::span<const RuleInfo* const> rules, bool color);

/// Rules with their cases, and what each preset sets of them, as one JSON document.
std::string rules_json(std::span<const RuleInfo* const> rules, const ToolInfo& tool);

}  // namespace ecac
