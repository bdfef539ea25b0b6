#pragma once

#include <string>

#include "compiler/diagnostics/rule_info.h"

namespace ecac {

/// The object of a rule as it is written in every log: its text around the place of an address,
/// which not every build has.
struct SarifRuleText {
  std::string before_link = {};
  std::string link = {};  ///< with the comma before it and up to the value
  std::string behind_link = {};
};

/// Renders it for its place, `runs[].tool.driver.rules[]`.
SarifRuleText sarif_rule_text(const RuleInfo& rule);

}  // namespace ecac
