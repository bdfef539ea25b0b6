#pragma once

#include "compiler/emit/report/json_report.h"

namespace ecac {

/// The members of `tool.driver.rules`: all rules in catalogue order, whether they have findings or
/// not, so that an index is the same in every report of a version.
void write_sarif_rules(JsonWriter& json, const ToolInfo& tool);

/// Place of a rule among them.
std::size_t sarif_rule_index(const RuleInfo& rule);

/// `error`, `warning` or `note`.
std::string_view sarif_level(Severity severity);

}  // namespace ecac
