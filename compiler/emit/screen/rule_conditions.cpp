#include "compiler/emit/screen/rule_conditions.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/flow_condition.h"

namespace ecac {

std::string conditions_text(RuleId rule) {
  std::string rows;
  for (const ConditionDefinition& condition : all_conditions()) {
    const bool told = std::any_of(condition.cases.begin(), condition.cases.end(),
                                  [&](CaseId each) { return rule_id_of(each) == rule; });
    if (told) rows += fmt::format("  {}: {}\n", condition.name, condition.text);
  }
  return rows.empty() ? rows : "\nConditions of flows that it reports\n\n" + rows;
}

}  // namespace ecac
