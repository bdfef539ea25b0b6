#include "compiler/cli/options/unknown_rule.h"

#include <vector>

#include "compiler/cli/options/usage_error.h"
#include "compiler/diagnostics/rule_info.h"

namespace ecac {

std::string unknown_rule(std::string_view word) {
  std::vector<std::string_view> known;
  for (const RuleInfo& rule : all_rules()) {
    known.push_back(rule.code);
    known.push_back(rule.name);
  }
  std::string hint = did_you_mean(word, known);
  if (hint.empty()) hint = "; `ecac rules` lists them";
  return "unknown rule `" + std::string(word) + "`" + hint;
}

}  // namespace ecac
