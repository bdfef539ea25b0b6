#include "compiler/diagnostics/rule_explanation.h"

#include <algorithm>

#include "compiler/support/check.h"

namespace ecac {
namespace {

/// The first lines with a bar at their begin are the table of cases: who reads pages when ecac is
/// built takes no other.
std::string_view behind_table(std::string_view page) {
  std::size_t line = page.find("\n|");
  ECAC_CHECK(line != std::string_view::npos);
  while (page.substr(line).starts_with("\n|")) {
    line = std::min(page.find('\n', line + 1), page.size());
  }
  return page.substr(line);
}

/// What stands before the first example, without the line ends around it.
std::string_view before_examples(std::string_view text) {
  std::size_t end = text.size();
  for (const std::string_view example : {"\n## Reported", "\n## Not reported"}) {
    end = std::min(end, text.find(example));
  }
  text = text.substr(0, end);
  while (!text.empty() && text.front() == '\n') text.remove_prefix(1);
  while (!text.empty() && text.back() == '\n') text.remove_suffix(1);
  return text;
}

/// Links with an address stay.
std::string without_local_links(std::string_view markdown) {
  std::string out;
  while (!markdown.empty()) {
    const std::size_t middle = markdown.find("](");
    if (middle == std::string_view::npos) break;
    const std::size_t close = markdown.find(')', middle);
    if (close == std::string_view::npos) break;
    const std::size_t open = markdown.substr(0, middle).rfind('[');
    const std::string_view target = markdown.substr(middle + 2, close - middle - 2);
    if (open == std::string_view::npos || target.find("://") != std::string_view::npos) {
      out += markdown.substr(0, close + 1);
    } else {
      out += markdown.substr(0, open);
      out += markdown.substr(open + 1, middle - open - 1);
    }
    markdown.remove_prefix(close + 1);
  }
  return out += markdown;
}

}  // namespace

std::string rule_explanation(const RuleInfo& rule) {
  return without_local_links(before_examples(behind_table(rule.page)));
}

}  // namespace ecac
