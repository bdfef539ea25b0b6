// docs/rules/index.md is what the pages say, and what their examples show of fixes; the schema of
// ecac.json offers their rules;
// docs/flow-conditions.md what the conditions of flows say.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/text/json_writer.h"
#include "compiler/resolve/app/flow_condition.h"
#include "tests/support/golden.h"
#include "tests/support/page_run.h"
#include "tests/support/rule_page.h"

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

/// What editors offer as a selector of rules, and say of it.
std::vector<std::pair<std::string, std::string>> selectors_and_words() {
  std::vector<std::pair<std::string, std::string>> words = {{"ALL", "All rules."}};
  for (const RuleFamily& family : all_families()) {
    std::vector<std::pair<std::string, std::string>> rules;
    for (const RuleInfo& rule : all_rules()) {
      if (rule.family() != family.code) continue;
      rules.emplace_back(rule.code, fmt::format("{}: {}", rule.name, rule.summary));
      rules.emplace_back(rule.name, fmt::format("{}: {}", rule.code, rule.summary));
    }
    if (rules.empty()) continue;
    words.emplace_back(family.code, family.title);
    words.insert(words.end(), rules.begin(), rules.end());
  }
  return words;
}

std::string json_string(std::string_view text) {
  std::string quoted;
  append_json_string(quoted, text);
  return quoted;
}

TEST(RuleIndex, IsWhatTheSchemaOfTheConfigurationOffers) {
  const std::string file = "schemas/config/ecac.schema.json";
  const std::string begin = "    \"ruleNames\": {\n";
  std::string text = read_text_file(std::string(ECAC_SOURCE_DIR) + "/" + file);
  ASSERT_NE(text.find(begin), std::string::npos);
  text.resize(text.find(begin));
  std::string properties;
  std::string names;
  for (const auto& [selector, words] : selectors_and_words()) {
    const std::string comma = names.empty() ? "" : ",\n";
    properties += fmt::format("{}        {}: {{\"description\": {}}}", comma, json_string(selector),
                              json_string(words));
    names += fmt::format("{}        {}", comma, json_string(selector));
  }
  text += begin +
          "      \"description\": \"All rules by code and name, and their families. Written by "
          "`tests/run pages`.\",\n      \"properties\": {\n" +
          properties + "\n      }\n    },\n    \"ruleName\": {\n      \"enum\": [\n" + names +
          "\n      ]\n    }\n  }\n}\n";
  expect_golden(file, text);
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
