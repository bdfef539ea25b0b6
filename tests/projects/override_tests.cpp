#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace overrides {
namespace {

using testing::ElementsAre;

/// Severities of the wrong values in three files, in the order of their paths.
std::vector<std::string> severities(const std::string& configuration, CheckRequest request = {}) {
  MemoryFileTree tree;
  tree.add("/p/sfdx-project.json", R"({"packageDirectories": [{"path": "a"}, {"path": "b"}]})");
  for (const std::string path : {"a/Harbor", "a/old/Ferry", "b/Ledger"}) {
    const std::string name = path.substr(path.rfind('/') + 1);
    tree.add("/p/" + path + ".eca-meta.xml",
             metadata_text("ExternalClientApplication",
                           "    <distributionState>Localy</distributionState>\n    <label>" + name +
                               "</label>\n"));
  }
  tree.add("/p/ecac.json", configuration);
  request.current_directory = "/p";
  if (request.select.empty()) request.select = {"SCH004"};
  const CheckResult result = run_check(host_with(tree), request);
  EXPECT_TRUE(result.report.failures.empty());
  std::vector<std::string> seen;
  for (const ReportFinding& finding : result.report.findings) {
    seen.emplace_back(to_string(finding.severity));
  }
  return seen;
}

std::string with(const std::string& entries, const std::string& more = {}) {
  return "{\"overrides\": [" + entries + "]" + more + "}";
}

TEST(Overrides, HoldForTheirPaths) {
  EXPECT_THAT(severities("{}"), ElementsAre("error", "error", "error"));
  EXPECT_THAT(severities(with(R"({"paths": ["a/"], "rules": {"SCH": "warning"}})")),
              ElementsAre("warning", "warning", "error"));
  EXPECT_THAT(severities(with(R"({"paths": ["a/*", "!a/old"], "rules": {"SCH": "warning"}})")),
              ElementsAre("warning", "error", "error"));
  EXPECT_THAT(severities(with(R"({"paths": ["Ferry.*"], "rules": {"SCH004/unknown": "off"}})")),
              ElementsAre("error", "error"));
}

TEST(Overrides, FollowEachOtherAndTheRulesOfAll) {
  EXPECT_THAT(severities(with(R"({"paths": ["a/"], "rules": {"SCH": "warning"}},
                                 {"paths": ["old/"], "rules": {"SCH004": "error"}})",
                              R"(, "rules": {"SCH": "info"})")),
              ElementsAre("warning", "error", "info"));
}

/// An entry of ecac.json has a path like any other.
TEST(Overrides, HoldForTheConfigurationItself) {
  CheckRequest request;
  request.select = {"CFG", "SCH001", "SCH002"};
  const std::string more = R"(, "waivers": [{"rule": "SCH001", "reason": "why"}],
    "apps": {"Nobody": {"clientType": "public"}, "Harbor": {"suppress": {"SCH002": "why"}}})";
  EXPECT_THAT(severities(with("", more), request), ElementsAre("info", "info", "info"));
  EXPECT_THAT(
      severities(with(R"({"paths": ["/ecac.json"], "rules": {"CFG": "error"}})", more), request),
      ElementsAre("error", "error", "error"));
  EXPECT_THAT(
      severities(with(R"({"paths": ["/ecac.json"], "rules": {"CFG": "off"}})", more), request),
      ElementsAre());
}

TEST(Overrides, MakeAnEnforcedRuleNoLessGrave) {
  EXPECT_THAT(severities(with(R"({"paths": ["a/"], "rules": {"SCH": "off"}})",
                              R"(, "enforced": ["SCH004"])")),
              ElementsAre("error", "error", "error"));
}

TEST(Overrides, AreLessThanTheCommandLine) {
  CheckRequest request;
  request.ignore = {"SCH004"};
  EXPECT_THAT(severities(with(R"({"paths": ["a/"], "rules": {"SCH": "warning"}})"), request),
              ElementsAre());
}

}  // namespace
}  // namespace overrides
}  // namespace ecac::test
