#include "compiler/emit/report/sarif/sarif_rules.h"

#include <gtest/gtest.h>

#include <string>

#include "compiler/diagnostics/rule_explanation.h"
#include "compiler/emit/report/sarif/sarif_rule_text.h"

namespace ecac {
namespace {

/// A small program renders them when a log is written; both must be the same.
TEST(SarifRules, AreWhatIsRenderedAtRunTime) {
  const std::span<const RenderedSarifRule> rules = rendered_sarif_rules();
  ASSERT_EQ(rules.size(), all_rules().size());
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const SarifRuleText text = sarif_rule_text(all_rules()[i]);
    EXPECT_EQ(rules[i].before_link, text.before_link);
    EXPECT_EQ(rules[i].link, text.link);
    EXPECT_EQ(rules[i].behind_link, text.behind_link);
    EXPECT_TRUE(text.link.starts_with(",")) << text.link;
    EXPECT_TRUE(text.behind_link.ends_with("}")) << text.behind_link;
  }
}

TEST(RuleExplanations, StandBetweenTableAndExamples) {
  for (const RuleInfo& rule : all_rules()) {
    const std::string explanation = rule_explanation(rule);
    ASSERT_FALSE(explanation.empty()) << rule.code;
    EXPECT_TRUE(explanation.front() != '\n' && explanation.front() != '|') << explanation;
    EXPECT_NE(explanation.back(), '\n') << rule.code;
    EXPECT_EQ(explanation.find("\n## Reported"), std::string::npos) << rule.code;
    EXPECT_EQ(explanation.find(".md)"), std::string::npos) << rule.code << " links to a page";
    const std::string begin = explanation.substr(0, explanation.find_first_of("[`\n."));
    EXPECT_NE(rule.page.find("|\n\n" + begin), std::string_view::npos) << rule.code;
  }
}

}  // namespace
}  // namespace ecac
