// In the place of what is rendered when ecac is built, for a program that is to be small
// (ECAC_SMALL): half a megabyte less, and some milliseconds more for each program that writes logs.

#include <vector>

#include "compiler/emit/report/sarif/sarif_rule_text.h"
#include "compiler/emit/report/sarif/sarif_rules.h"

namespace ecac {
namespace {

std::vector<SarifRuleText> all_texts() {
  std::vector<SarifRuleText> texts;
  texts.reserve(all_rules().size());
  for (const RuleInfo& rule : all_rules()) texts.push_back(sarif_rule_text(rule));
  return texts;
}

std::vector<RenderedSarifRule> views_of(const std::vector<SarifRuleText>& texts) {
  std::vector<RenderedSarifRule> views;
  views.reserve(texts.size());
  for (const SarifRuleText& text : texts) {
    views.push_back({text.before_link, text.link, text.behind_link});
  }
  return views;
}

}  // namespace

std::span<const RenderedSarifRule> rendered_sarif_rules() {
  static const std::vector<SarifRuleText> texts = all_texts();
  static const std::vector<RenderedSarifRule> rules = views_of(texts);
  return rules;
}

}  // namespace ecac
