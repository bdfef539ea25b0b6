#include "compiler/cli/options/unknown_rule.h"

#include <fmt/format.h>

#include <vector>

#include "compiler/cli/options/usage_error.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/diagnostics/rule_selector.h"

namespace ecac {

std::string unknown_rule(std::string_view word) {
  if (check_selector(word)) {
    return fmt::format("`{}` means several rules, or a case of one; `ecac rules {}` lists them",
                       word, word);
  }
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
