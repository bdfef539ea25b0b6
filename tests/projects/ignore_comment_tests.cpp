// Findings that a comment in the file accepts.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/driver/fix.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/support/files/memory_file_tree.h"
#include "tests/support/project_builder.h"
#include "tests/support/test_host.h"

namespace ecac::test {
namespace ignore_comments {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::string_view kPath = "/p/externalClientApps/Harbor.eca-meta.xml";

/// An app with two wrong values; `above` stands before the root, `inside` before the second.
std::string app_with(std::string_view above, std::string_view inside) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}"
      "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
      "    <contactEmail>a@example.com</contactEmail>\n"
      "    <distributionState>Localy</distributionState>\n{}"
      "    <isProtected>maybe</isProtected>\n"
      "    <label>Harbor</label>\n"
      "</ExternalClientApplication>\n",
      above, inside);
}

/// Whether any fix may be made unseen.
bool has_safe_fix(const CheckResult& result, std::string_view code) {
  bool found = false;
  for (const ReportFinding& finding : result.report.findings) {
    if (rule_of(finding.rule_case).code != code) continue;
    for (const ReportFix& fix : finding.fixes) {
      found = found || fix.applicability == Applicability::safe;
    }
  }
  return found;
}

CheckResult check(const std::string& app, const std::string& configuration = "{}",
                  const std::vector<std::string>& select = {"SCH", "CFG"}) {
  MemoryFileTree tree;
  tree.add(std::string(kPath), app);
  tree.add("/p/ecac.json", configuration);
  CheckRequest request;
  request.current_directory = "/p";
  request.select = select;
  request.today = "2027-01-31";
  return run_check(host_with(tree), request);
}

std::string line_of(const ReportFinding& finding) {
  return fmt::format("{}:{}/{}", finding.place.start.line, rule_of(finding.rule_case).code,
                     case_of(finding.rule_case).id);
}
std::vector<std::string> shown(const CheckResult& result) {
  std::vector<std::string> lines;
  for (const ReportFinding& finding : result.report.findings) lines.push_back(line_of(finding));
  return lines;
}
std::vector<std::string> waived(const CheckResult& result) {
  std::vector<std::string> lines;
  for (const WaivedFinding& each : result.report.waived) lines.push_back(line_of(each.finding));
  return lines;
}

TEST(IgnoreComments, AcceptWhatStandsInTheElementBehindThem) {
  const CheckResult plain = check(app_with("", ""));
  ASSERT_EQ(shown(plain).size(), 2U);
  const CheckResult result =
      check(app_with("", "    <!-- ecac-ignore SCH: the importer\n         wants it so -->\n"));
  EXPECT_EQ(shown(result).size(), 1U);
  ASSERT_EQ(waived(result).size(), 1U);
  EXPECT_EQ(result.report.waived[0].finding.fingerprint, plain.report.findings[1].fingerprint);
  const ReportWaiver& waiver = result.report.waivers.at(result.report.waived[0].waiver);
  EXPECT_EQ(waiver.kind, SuppressionKind::comment);
  EXPECT_EQ(waiver.rule, "SCH");
  EXPECT_EQ(waiver.reason, "the importer wants it so");
  EXPECT_EQ(waiver.place.root_path, "externalClientApps/Harbor.eca-meta.xml");
  EXPECT_EQ(waiver.place.start.line, 5U);
  EXPECT_EQ(waiver.place.start.column, 5U);
  EXPECT_EQ(result.report.summary.waived, 1U);
  EXPECT_THAT(result.report.summary.waived_by, ElementsAre(0, 1, 0));
  const auto json = nlohmann::json::parse(json_report(result.report, {.version = "1"}));
  EXPECT_EQ(json["waived"][0]["waiver"]["kind"], "comment");
  EXPECT_EQ(json["summary"]["suppressedBy"]["comment"], 1);
}

TEST(IgnoreComments, AcceptWhatIsInTheFileAboveTheRoot) {
  for (const std::string keyword : {"ecac-ignore-file", "ecac-ignore"}) {
    const CheckResult result =
        check(app_with("<!-- " + keyword + " SCH004, SCH006: why -->\n", ""));
    EXPECT_THAT(shown(result), IsEmpty()) << keyword;
    EXPECT_EQ(waived(result).size(), 2U);
    EXPECT_EQ(result.report.waivers.size(), 2U);
  }
}

TEST(IgnoreComments, AcceptNothingWithoutRulesReasonOrPlace) {
  for (const std::string comment :
       {"<!-- ecac-ignore SCH -->", "<!-- ecac-ignore SCH: -->", "<!-- ecac-ignore: why -->",
        "<!-- ecac-ignore-file SCH: why -->", "<!-- ecac-ignored SCH: why -->",
        "<!-- ECAC-IGNORE SCH: why -->", "<!-- ecac ignore SCH: why -->",
        "<!-- ecac-disable SCH: why -->", "<!-- ecac-ignore SCH999: why -->",
        "<!-- ecac-ignore SCH004/nothing: why -->"}) {
    const CheckResult result = check(app_with("", "    " + comment + "\n"));
    EXPECT_THAT(waived(result), IsEmpty()) << comment;
    ASSERT_EQ(shown(result).size(), 3U) << comment;
    EXPECT_EQ(rule_of(result.report.findings[1].rule_case).code, "CFG006") << comment;
  }
  const CheckResult behind_all = check(app_with("", "    <isProtected>true</isProtected>\n") +
                                       "<!-- ecac-ignore SCH: why -->\n");
  EXPECT_EQ(line_of(behind_all.report.findings.back()), "9:CFG006/place");
}

TEST(IgnoreComments, AreNoBusinessOfOtherWords) {
  for (const std::string comment :
       {"<!-- ecac ignores SCH: why -->", "<!-- ecac-settings.md -->", "<!-- ecac -->", "<!---->",
        "<!-- see ecac-ignore SCH: why -->", "<!-- e -->"}) {
    EXPECT_EQ(shown(check(app_with("", comment))).size(), 2U) << comment;
  }
}

TEST(IgnoreComments, OfOneFindingTheInnermostCounts) {
  const CheckResult result = check(app_with("<!-- ecac-ignore-file SCH: outer -->\n",
                                            "    <!-- ecac-ignore SCH: inner -->\n"
                                            "    <!-- ecac-ignore SCH: again -->\n"));
  ASSERT_EQ(waived(result).size(), 2U);
  EXPECT_EQ(result.report.waivers[result.report.waived[0].waiver].reason, "outer");
  EXPECT_EQ(result.report.waivers[result.report.waived[1].waiver].reason, "inner");
  EXPECT_THAT(shown(result), ElementsAre("7:CFG007/unused"));
}

TEST(IgnoreComments, CountOnceWithAnEntryOfTheConfiguration) {
  const std::string entry =
      R"({"waivers": [{"rule": "SCH", "reason": "so it is", "owner": "me"}]})";
  const CheckResult result = check(app_with("", "    <!-- ecac-ignore SCH: why -->\n"), entry);
  EXPECT_THAT(shown(result), IsEmpty());
  ASSERT_EQ(waived(result).size(), 2U);
  ASSERT_EQ(result.report.waivers.size(), 1U);
  EXPECT_EQ(result.report.waivers[0].owner, "me");
}

TEST(IgnoreComments, DoNotHoldForEnforcedRules) {
  const CheckResult result =
      check(app_with("", "    <!-- ecac-ignore SCH: why -->\n"), R"({"enforced": ["SCH"]})");
  EXPECT_THAT(waived(result), IsEmpty());
  EXPECT_EQ(shown(result).size(), 3U);
  EXPECT_EQ(shown(result)[1], "5:CFG003/waived");
}

TEST(IgnoreComments, UnusedOnesGoWithAFix) {
  const std::string unused =
      app_with("<!-- ecac-ignore-file NAM: why -->\n", "    <!-- ecac-ignore SCH, REF: why -->\n");
  EXPECT_EQ(check(unused).report.waived.size(), 1U);
  MemoryFileTree tree;
  tree.add(std::string(kPath), unused);
  FixRequest request;
  request.check.current_directory = "/p";
  request.check.select = {"NAM", "REF", "CFG"};
  EXPECT_THAT(run_fix(host_with(tree), request).changes, IsEmpty());
  request.unsafe = true;
  const FixOutcome fixed = run_fix(host_with(tree), request);
  // Of a rule that is not selected nobody can tell.
  ASSERT_EQ(fixed.changes.size(), 1U);
  EXPECT_EQ(fixed.changes[0].after, app_with("", "    <!-- ecac-ignore SCH: why -->\n"));
}

/// Else the comment would accept what is found in the next element.
TEST(IgnoreComments, NoElementIsTakenFromUnderOneUnseen) {
  const std::string twice = "    <isProtected>false</isProtected>\n";
  std::string app = app_with("", twice);
  app.replace(app.find("maybe"), 5, "false");
  EXPECT_TRUE(has_safe_fix(check(app, "{}", {"XML"}), "XML004"));
  const std::size_t second = app.rfind("    <isProtected>");
  app.insert(second, "    <!-- ecac-ignore SCH006: the org reads it -->\n");
  const CheckResult result = check(app, "{}", {"XML"});
  ASSERT_FALSE(result.report.findings.empty());
  EXPECT_FALSE(has_safe_fix(result, "XML004"));
}

TEST(IgnoreComments, HoldInAnyNumber) {
  std::string comments;
  for (int i = 0; i < 2000; ++i) comments += "<!-- ecac-ignore SCH006: why -->\n";
  const CheckResult result = check(app_with("", comments));
  EXPECT_EQ(result.report.waived.size(), 1U);
  EXPECT_EQ(result.report.findings.size(), 2000U);  // one value, and all comments but the first
}

}  // namespace
}  // namespace ignore_comments
}  // namespace ecac::test
