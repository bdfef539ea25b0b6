#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace waivers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

MemoryFileTree two_apps(const std::string& configuration) {
  ProjectFiles files;
  for (const std::string app : {"Harbor", "Ledger"}) {
    files.app(app).edit(app + ".eca-meta.xml", "Local<", "Localy<");
  }
  return files.file("ecac.json", configuration).tree("/p");
}

CheckResult check(const MemoryFileTree& tree, std::vector<std::string> paths = {}) {
  CheckRequest request;
  request.current_directory = "/p";
  request.paths = std::move(paths);
  request.select = {"SCH004", "CFG"};
  request.today = "2027-01-31";
  return run_check(host_with(tree), request);
}

CheckResult check(const std::string& configuration) {
  return check(two_apps(configuration));
}

std::vector<std::string> codes(const CheckResult& result) {
  std::vector<std::string> codes;
  for (const ReportFinding& finding : result.report.findings) {
    codes.push_back(std::string(rule_of(finding.rule_case).code) + "/" +
                    std::string(case_of(finding.rule_case).id));
  }
  return codes;
}

std::string waivers_of(const std::string& entries) {
  return R"({"waivers": [)" + entries + "]}";
}

TEST(Waivers, CoverWhatAllTheirWordsSay) {
  const std::string sch004 = codes(check("{}")).front();
  for (
      const std::string words :
      {R"("rule": "SCH004", "component": "ExternalClientApplication:Harbor")",
       R"("rule": "SCH", "component": "*:Har*r", "element": "distributionState")",
       R"("rule": "invalid-enum-value/unknown", "component": "*Harbor", "element": "/distributionState")"}) {
    const CheckResult result = check(waivers_of("{" + words + R"(, "reason": "why"})"));
    EXPECT_THAT(codes(result), ElementsAre(sch004)) << words;
    ASSERT_EQ(result.report.waived.size(), 1U) << words;
    EXPECT_EQ(result.report.waived[0].finding.component, "ExternalClientApplication:Harbor");
  }
  for (const std::string words :
       {R"("rule": "SCH004", "element": "State")", R"("rule": "SCH004", "component": "Harbor*")",
        R"("rule": "SCH001")", R"("rule": "SCH004", "fingerprint": "0123456789abcdef")"}) {
    const CheckResult result = check(waivers_of("{" + words + R"(, "reason": "why"})"));
    EXPECT_THAT(result.report.waived, IsEmpty()) << words;
  }
  EXPECT_EQ(check(waivers_of(R"({"rule": "SCH004", "reason": "why"})")).report.waived.size(), 2U);
}

TEST(Waivers, KnowAFingerprint) {
  const CheckResult all = check("{}");
  ASSERT_EQ(all.report.findings.size(), 2U);
  const std::string fingerprint = all.report.findings[1].fingerprint;
  const CheckResult result =
      check(waivers_of(R"({"fingerprint": ")" + fingerprint +
                       R"(", "reason": "it is so", "owner": "me", "until": "2027-06-01"})"));
  ASSERT_EQ(result.report.waived.size(), 1U);
  EXPECT_EQ(result.report.waived[0].finding.fingerprint, fingerprint);
  const ReportWaiver& waiver = result.report.waivers.at(result.report.waived[0].waiver);
  EXPECT_EQ(waiver.rule, "SCH004");
  EXPECT_EQ(waiver.reason, "it is so");
  EXPECT_EQ(waiver.owner, "me");
  EXPECT_EQ(waiver.until, "2027-06-01");
  EXPECT_EQ(waiver.place.root_path, "ecac.json");
  EXPECT_EQ(result.report.summary.waived, 1U);
  // The day on which it ends is the last.
  for (const auto& [until, waived] : {std::pair("2027-01-30", 0U), std::pair("2027-01-31", 1U)}) {
    EXPECT_EQ(check(waivers_of(R"({"fingerprint": ")" + fingerprint +
                               R"(", "reason": "why", "until": ")" + until + R"("})"))
                  .report.waived.size(),
              waived);
  }
}

TEST(Waivers, AreReplacedByALaterOneThatHolds) {
  const CheckResult result =
      check(waivers_of(R"({"rule": "SCH004", "reason": "old", "until": "2026-12-31"},
                    {"rule": "SCH004", "reason": "new", "until": "2027-12-31"})"));
  EXPECT_EQ(result.report.waived.size(), 2U);
  EXPECT_THAT(codes(result), ElementsAre("CFG002/unused"));
}

TEST(Waivers, DoNotCoverAnEnforcedRule) {
  const std::string fingerprint = check("{}").report.findings[0].fingerprint;
  const CheckResult result = check(R"({"enforced": ["SCH004"], "waivers": [{"fingerprint": ")" +
                                   fingerprint + R"(", "reason": "why"}]})");
  EXPECT_THAT(result.report.waived, IsEmpty());
  EXPECT_EQ(result.report.findings.size(), 3U);
  EXPECT_EQ(codes(result)[0], "CFG003/waived");
}

TEST(Waivers, AreUnusedOnlyWhereAllWasChecked) {
  const MemoryFileTree tree = two_apps(waivers_of(
      R"({"rule": "SCH004", "component": "ExternalClientApplication:Harbor", "reason": "why"},
         {"rule": "SCH004", "element": "label", "reason": "why"})"));
  EXPECT_EQ(codes(check(tree)).size(), 2U);
  for (const std::string& code : codes(check(tree, {"externalClientApps/Ledger.eca-meta.xml"}))) {
    EXPECT_THAT(code, testing::StartsWith("SCH004"));
  }
}

TEST(Waivers, OfOneFileServeSeveralProjects) {
  MemoryFileTree tree;
  for (const std::string project : {"one", "two"}) {
    tree.add("/p/" + project + "/sfdx-project.json",
             R"({"packageDirectories": [{"path": "app"}]})");
    tree.add("/p/" + project + "/app/externalClientApps/Harbor.eca-meta.xml",
             metadata_text("ExternalClientApplication",
                           "    <distributionState>" +
                               std::string(project == "two" ? "Localy" : "Local") +
                               "</distributionState>\n    <label>Harbor</label>\n"));
  }
  tree.add("/p/ecac.json", waivers_of(R"({"rule": "SCH004", "reason": "why"},
                                         {"rule": "SCH004", "element": "label", "reason": "why"})"));
  const CheckResult result = check(tree);
  EXPECT_EQ(result.report.waived.size(), 1U);
  EXPECT_THAT(codes(result), ElementsAre("CFG002/unused"));
}

/// What no run has looked at may use an entry.
TEST(Waivers, OfSharedFilesAreUnusedOnlyWhereAllUsersWereChecked) {
  MemoryFileTree tree;
  tree.add_directory("/p/.git");
  for (const std::string project : {"one", "two"}) {
    tree.add("/p/" + project + "/sfdx-project.json",
             R"({"packageDirectories": [{"path": "app"}]})");
    tree.add("/p/" + project + "/app/externalClientApps/Harbor.eca-meta.xml",
             metadata_text("ExternalClientApplication", "    <label>Harbor</label>\n"));
    tree.add("/p/" + project + "/ecac.json",
             R"({"extends": "../config/base.json", "waivers": [
               {"rule": "SCH004", "element": "x", "reason": "of its own"}]})");
  }
  tree.add("/p/config/base.json", R"({"apps": {"Harbor": {"suppress": {"SCH004": "why"}}},
    "waivers": [{"rule": "SCH004", "element": "label", "reason": "why"}]})");
  EXPECT_EQ(codes(check(tree)).size(), 3U + 1U);
  // Of one project only what it says itself.
  const CheckResult one = check(tree, {"one"});
  ASSERT_THAT(codes(one), ElementsAre("CFG002/unused"));
  EXPECT_EQ(one.report.findings[0].place.root_path, "one/ecac.json");
  // A part of the deploy tells nothing.
  CheckRequest request;
  request.current_directory = "/p";
  request.exclude = {"nothing"};
  request.select = {"CFG", "SCH004"};
  EXPECT_THAT(codes(run_check(host_with(tree), request)), IsEmpty());
}

TEST(Waivers, CoverNothingThatIsSaidOfWaivers) {
  const CheckResult result = check(waivers_of(R"({"rule": "CFG002", "reason": "why"},
    {"rule": "SCH004", "reason": "why"}, {"rule": "SCH004", "element": "y", "reason": "why"},
    {"rule": "CFG", "element": "x", "reason": "why"})"));
  ASSERT_THAT(codes(result), ElementsAre("CFG002/unused", "CFG002/unused", "CFG002/unused"));
  EXPECT_THAT(result.report.findings[0].message,
              testing::HasSubstr("`CFG002` speaks of waivers, and no waiver covers that"));
}

TEST(Waivers, CostNoMoreThanTheirNumberTimesTheFindings) {
  EXPECT_FALSE(check(waivers_of([] {
                 std::string many;
                 for (int i = 0; i < 1001; ++i) {
                   if (i != 0) many += ',';
                   many += R"({"rule": "SCH004", "reason": "why"})";
                 }
                 return many;
               }()))
                   .report.failures.empty());
}

}  // namespace
}  // namespace waivers
}  // namespace ecac::test
