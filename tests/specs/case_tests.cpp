// Every case of every rule is shown by its page.

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "compiler/diagnostics/rule_info.h"
#include "tests/support/page_run.h"

namespace ecac::test {
namespace {

/// Cases that no page can show, and why.
const std::map<std::string, std::string> kNotShown = {
    {"PRJ005 rule", "a rule that fails is a mistake of ours, not of a project"},
    {"PRJ005 file", "the same, while a file is read"},
    {"PRJ001 linked-out", "a page has no links; HostileRepository tests have them"},
    {"PRJ003 size", "64 MB have no place on a page; tests/projects/bad_input_tests.cpp has them"},
    {"PRJ003 elements", "nor has a million elements; the same"},
    {"VER001 unconfirmed", "no type is known from the newest version alone"},
    {"VER003 unconfirmed", "nothing left with the newest version alone"},
    {"SCH017 reported", "a certificate over 4 KB is too long for a page; FlowStateTest has one"},
    {"PRJ003 breaks", "nor have more than a hundred breaks; tests/unit/syntax has them"},
};

std::set<std::string> cases_shown() {
  std::set<std::string> shown;
  for (const RuleInfo& rule : all_rules()) {
    const RulePage page = read_rule_page(std::string(rule.name), rule.page);
    for (const PageSection& section : page.sections) {
      for (const SeenFinding& finding : run_section(section)) {
        shown.insert(std::string(find_rule(finding.rule)->code) + ' ' + finding.case_id);
      }
    }
  }
  return shown;
}

TEST(Cases, EachIsShownByAPage) {
  const std::set<std::string> shown = cases_shown();
  for (const RuleInfo& rule : all_rules()) {
    for (const RuleCase& rule_case : rule.cases) {
      const std::string name = std::string(rule.code) + ' ' + std::string(rule_case.id);
      const bool is_exception = kNotShown.count(name) != 0;
      if (shown.count(name) == 0 && !is_exception) ADD_FAILURE() << name << " is on no page";
      if (shown.count(name) != 0 && is_exception) ADD_FAILURE() << name << " is no exception";
    }
  }
  for (const auto& [name, reason] : kNotShown) {
    if (!find_case(name.substr(0, 6), name.substr(7))) ADD_FAILURE() << name << " is no case";
  }
}

}  // namespace
}  // namespace ecac::test
