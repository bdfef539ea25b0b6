// docs/rules/index.md is what the pages say, and what their examples show of fixes;
// docs/flow-conditions.md what the conditions of flows say.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/resolve/app/flow_condition.h"
#include "tests/support/golden.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

/// The gravest severity of a rule's cases in a mode.
std::string_view gravest(const RuleInfo& rule, Mode mode) {
  Severity result = Severity::off;
  for (const RuleCase& one : rule.cases) {
    result = std::max(result, one.severity[static_cast<std::size_t>(mode)]);
  }
  return to_string(result);
}

/// `safe`, `offer`, both, or nothing: the fixes that the examples of all pages bring forth.
std::map<std::string, std::string> fixes_seen() {
  std::map<std::string, std::pair<bool, bool>> seen;
  for (const RuleInfo& rule : all_rules()) {
    const RulePage page = read_rule_page(std::string(rule.name), rule.page);
    for (const PageSection& section : page.sections) {
      const CheckResult result = check_section(section);
      for (const ReportFinding& finding : result.report.findings) {
        auto& [safe, unsafe] = seen[std::string(rule_of(finding.rule_case).code)];
        for (const ReportFix& fix : finding.fixes) {
          (fix.applicability == Applicability::safe ? safe : unsafe) = true;
        }
      }
    }
  }
  std::map<std::string, std::string> words;
  for (const auto& [code, kinds] : seen) {
    const auto& [safe, unsafe] = kinds;
    words[code] = safe && unsafe ? "safe, offer" : safe ? "safe" : unsafe ? "offer" : "";
  }
  return words;
}

TEST(RuleIndex, SaysWhatThePagesSay) {
  std::map<std::string, std::string> fixes = fixes_seen();
  std::string text = fmt::format(
      "# All {} rules\n\n"
      "One page for each: what it reports, what it leaves alone, and why. The severities are the "
      "gravest that a rule has in\neach mode. A fix that is `safe` is made by `--fix`; an `offer` "
      "needs a person, or `--unsafe-fixes`. Written by\n`tests/run pages`, from the pages.\n\n"
      "[When ecac is silent](false-positives.md) · [rules by standard](standards.md) · "
      "[adding a rule](../adding-a-rule.md)\n",
      all_rules().size());
  for (const RuleFamily& family : all_families()) {
    std::string rows;
    for (const RuleInfo& rule : all_rules()) {
      if (rule.family() != family.code) continue;
      rows += fmt::format("| {} | [{}]({}.md) | {} | {} | {} | {} | {} |\n", rule.code, rule.name,
                          rule.name, gravest(rule, Mode::lint), gravest(rule, Mode::predeploy),
                          gravest(rule, Mode::audit), rule.summary, fixes[std::string(rule.code)]);
    }
    if (rows.empty()) continue;
    text += fmt::format(
        "\n## {}: {}\n\n| Code | Name | lint | predeploy | audit | What it finds | Fix |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n{}",
        family.code, family.title, rows);
  }
  expect_golden("docs/rules/index.md", text);
}

/// The rules of a condition, each once, or the reason why there is none.
std::string reported_by(const ConditionDefinition& condition) {
  std::vector<std::string> words;
  for (const CaseId finding : condition.cases) {
    const RuleInfo& rule = rule_of(finding);
    std::string word = fmt::format("[{}](rules/{}.md)", rule.code, rule.name);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  if (words.empty()) return fmt::format("none: `{}`", to_string(condition.unreported));
  return fmt::format("{}", fmt::join(words, ", "));
}

TEST(ConditionIndex, SaysWhichRulesReportTheConditionsOfFlows) {
  std::string text =
      "# The conditions of flows\n\n"
      "What the flows of an app are turned on by, need, and should have, as [the resolved "
      "document](resolved-format.md) names it,\nand the rules that report it where it is not met. "
      "`choice`: whoever leaves it out does not want the flow; rules beside\nit report half of a "
      "pair. `knownInOrg`: a project can show that it is met, never that it is not. Written by "
      "`tests/run pages`\nfrom `compiler/resolve/app/flow_condition.cpp`, where a condition names "
      "its findings or does not compile.\n\n"
      "| Condition | Met where | Reported by |\n| --- | --- | --- |\n";
  for (const ConditionDefinition& condition : all_conditions()) {
    text +=
        fmt::format("| `{}` | {} | {} |\n", condition.name, condition.text, reported_by(condition));
  }
  expect_golden("docs/flow-conditions.md", text);
}

}  // namespace
}  // namespace ecac::test
