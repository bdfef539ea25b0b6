#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

/// Rules that no page can make fire, and why.
const std::set<std::string> kCannotFire = {
    "PRJ005",  // it is about a failure of our own
};

std::vector<RulePage> all_pages() {
  std::vector<RulePage> pages;
  const std::filesystem::path folder = std::filesystem::path(ECAC_SOURCE_DIR) / "docs" / "rules";
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  for (const auto& path : paths) {
    if (path.extension() != ".md" || find_rule(path.stem().string()) == nullptr) continue;
    pages.push_back(read_rule_page(path.stem().string(), read_text_file(path.string())));
  }
  return pages;
}

/// A page answers for its own rule, for the rules that it names, and for every error: somebody who
/// copies its example must not be stopped by a second one.
std::vector<SeenFinding> findings_of(const RulePage& page, const PageSection& section,
                                     const std::vector<std::string>& options) {
  std::set<std::string> answered = {page.name};
  for (const Expectation& expectation : section.expectations) answered.insert(expectation.rule);
  std::vector<SeenFinding> seen = run_section(section, options);
  std::erase_if(seen, [&](const SeenFinding& finding) {
    return finding.severity != "error" && !answered.contains(finding.rule);
  });
  return seen;
}

std::vector<std::string> run_page(const RulePage& page, const std::vector<std::string>& options) {
  std::vector<std::string> lines;
  for (const PageSection& section : page.sections) {
    const std::vector<SeenFinding> seen = findings_of(page, section, options);
    for (std::string& line : disagreements(section.expectations, seen)) {
      lines.push_back("## " + section.heading + ": " + std::move(line));
    }
  }
  return lines;
}

class Page : public testing::TestWithParam<RulePage> {};

TEST_P(Page, SaysWhatTheRuleSays) {
  for (const std::string& mistake : GetParam().mistakes) ADD_FAILURE() << mistake;
  for (const std::string& line : run_page(GetParam(), {})) ADD_FAILURE() << line;
}

TEST_P(Page, FiresSomewhereAndIsSilentSomewhere) {
  const RulePage& page = GetParam();
  if (kCannotFire.contains(page.code)) return;
  const auto fires = [&](const PageSection& section) {
    return std::any_of(
        section.expectations.begin(), section.expectations.end(),
        [&](const Expectation& expectation) { return expectation.rule == page.name; });
  };
  EXPECT_TRUE(std::any_of(page.sections.begin(), page.sections.end(), fires));
  EXPECT_FALSE(std::all_of(page.sections.begin(), page.sections.end(), fires));
}

TEST_P(Page, FailsWhenTheRuleIsOff) {
  const RulePage& page = GetParam();
  if (kCannotFire.contains(page.code)) return;
  EXPECT_FALSE(run_page(page, {"--ignore", page.code}).empty())
      << "the page passes without its rule, so it tests nothing";
}

INSTANTIATE_TEST_SUITE_P(Rules, Page, testing::ValuesIn(all_pages()), [](const auto& page) {
  std::string name = page.param.name;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Pages, EveryRuleHasOne) {
  std::set<std::string> names;
  for (const RulePage& page : all_pages()) names.insert(page.name);
  for (const RuleInfo& rule : all_rules())
    EXPECT_TRUE(names.contains(std::string(rule.name))) << rule.name;
}

}  // namespace
}  // namespace ecac::test
