#include "compiler/emit/report/rule_words.h"

#include <algorithm>
#include <string_view>

#include "compiler/diagnostics/cases/resource_missing_on_token_request.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

bool is_about_security(const RuleInfo& rule) {
  const std::string_view family = rule.family();
  return !rule.weaknesses.empty() || family == "SEC" || family == "SCT" ||
         family == rule_of(rules::MCP001).family();
}

std::vector<std::string> tags_of(const RuleInfo& rule) {
  std::vector<std::string> tags = {std::string(rule.family())};
  if (is_about_security(rule)) tags.emplace_back("security");
  for (std::string_view rest = rule.weaknesses; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const std::string_view weakness = rest.substr(0, end);
    tags.push_back("external/cwe/" + ascii::in_small_letters(weakness));
    tags.emplace_back(weakness);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return tags;
}

}  // namespace ecac
