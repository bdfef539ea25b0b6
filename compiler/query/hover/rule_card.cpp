#include "compiler/query/hover/rule_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/diagnostics/rule_explanation.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/emit/text/sentence.h"

namespace ecac {

namespace {

/// On one line; lists and what comes behind the first empty line are left to the page.
std::string first_paragraph(const RuleInfo& rule) {
  std::string text = rule_explanation(rule);
  text.resize(std::min(text.find("\n\n"), text.size()));
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace

void add_rule_card(Markdown& page, const RuleInfo& rule, std::string_view documentation) {
  const std::string url = help_url(rule, {.documentation_url = documentation});
  const std::string name = fmt::format("{} {}", rule.code, rule.name);
  const std::string head =
      url.empty() ? fmt::format("**{}**", name) : fmt::format("[**{}**]({})", name, url);
  page.paragraph(fmt::format("{}: {}", head, as_sentence(in_prose(rule.summary))));
  page.paragraph(first_paragraph(rule));
}

void add_selector_card(Markdown& page, std::string_view selector, std::string_view documentation) {
  selector = selector.substr(0, selector.find('/'));
  if (const RuleInfo* rule = find_rule(selector)) {
    add_rule_card(page, *rule, documentation);
    return;
  }
  for (const RuleFamily& family : all_families()) {
    if (family.code != selector) continue;
    const auto rules = all_rules();
    const auto count = std::count_if(rules.begin(), rules.end(), [&](const RuleInfo& rule) {
      return rule.family() == family.code;
    });
    page.paragraph(fmt::format("**{}**: {}, {} rules.", family.code, family.title, count));
  }
}

}  // namespace ecac
