#pragma once

#include <span>
#include <string_view>

#include "compiler/emit/report/json_report.h"

namespace ecac {

/// A SarifRuleText, where it lies already.
struct RenderedSarifRule {
  std::string_view before_link = {};
  std::string_view link = {};
  std::string_view behind_link = {};
};

/// In catalogue order. Made from docs/rules when ecac is built (`tools/sarif`), because writing
/// these half a million bytes anew took a quarter of a small run; a program that is to be small
/// renders them when the first log is written.
std::span<const RenderedSarifRule> rendered_sarif_rules();

/// The members of `tool.driver.rules`: all rules in catalogue order, whether they have findings or
/// not, so that an index is the same in every report of a version.
void write_sarif_rules(JsonWriter& json, const ToolInfo& tool);

/// Place of a rule among them.
std::size_t sarif_rule_index(const RuleInfo& rule);

}  // namespace ecac
