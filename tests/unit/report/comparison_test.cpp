#include "compiler/report/known/comparison.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ecac::comparison_test {
namespace {

struct About {
  std::string fingerprint = {};
  std::string path = "app/Harbor.eca-meta.xml";
  std::string component = "ExternalClientApplication:Harbor";
  std::string message = "it is wrong";
  std::string project = {};
  Severity severity = Severity::error;
};

ReportFinding finding(const About& about) {
  ReportFinding finding;
  finding.rule_case = find_rule("SCH001")->first_case;
  finding.severity = about.severity;
  finding.place.path = finding.place.root_path = about.path;
  finding.message = about.message;
  finding.component = about.component;
  finding.project = about.project;
  finding.fingerprint = about.fingerprint;
  return finding;
}

Report report(const std::vector<About>& findings) {
  Report report;
  for (const About& about : findings) {
    report.findings.push_back(finding(about));
    report.run.projects[about.project];
  }
  return report;
}

/// The states in the order of the report, and what is gone: "new known; gone 1".
std::string compared(const Report& earlier, Report present,
                     const std::vector<std::string>& paths = {}) {
  compare(
      earlier, paths, [](const std::string&) { return false; }, present);
  std::string words;
  for (const ReportFinding& finding : present.findings) {
    words += std::string(to_string(finding.state)) + ' ';
  }
  const ReportChange& change = *present.summary.change;
  EXPECT_EQ(change.fresh() + change.known, present.findings.size());
  EXPECT_EQ(change.gone, present.gone.size());
  return words + "gone " + std::to_string(change.gone);
}

TEST(Comparison, GoesByTheFingerprint) {
  EXPECT_EQ(compared(report({{"a"}, {"b"}}),
                     report({{"b"}, {.fingerprint = "c", .message = "another thing"}})),
            "known new gone 1");
  EXPECT_EQ(compared(report({}), report({{"a"}})), "new gone 0");
  EXPECT_EQ(compared(report({{"a"}}), report({})), "gone 1");
}

TEST(Comparison, CountsTheNewOnesBySeverity) {
  Report present = report({{"a"}, {.fingerprint = "b", .severity = Severity::warning}});
  present.findings.push_back(finding({.fingerprint = "c", .severity = Severity::info}));
  compare(
      report({}), {}, [](const std::string&) { return false; }, present);
  EXPECT_EQ(present.summary.change->errors, 1U);
  EXPECT_EQ(present.summary.change->warnings, 1U);
  EXPECT_EQ(present.summary.change->infos, 1U);
}

TEST(Comparison, KnowsAFindingWhoseFileHasMoved) {
  // A component is the same one wherever its file lies.
  EXPECT_EQ(compared(report({{"a", "old/Harbor.eca-meta.xml"}}),
                     report({{"a", "new/Harbor.eca-meta.xml"}})),
            "known gone 0");
  // What is no component is known by its path, which makes another fingerprint.
  EXPECT_EQ(compared(report({{"a", "old/X.xml", "old/X.xml"}}),
                     report({{"b", "new/X.xml", "new/X.xml"}})),
            "known gone 0");
  EXPECT_EQ(compared(report({{"a", "old/X.xml", "old/X.xml"}}),
                     report({{"b", "new/Y.xml", "new/Y.xml"}})),
            "new gone 1");
}

TEST(Comparison, DoesNotTakeACopyForTheMovedOne) {
  EXPECT_EQ(compared(report({{"a", "one/X.xml", "one/X.xml"}}),
                     report({{"a", "one/X.xml", "one/X.xml"}, {"b", "two/X.xml", "two/X.xml"}})),
            "known new gone 0");
}

TEST(Comparison, KnowsAProjectWhoseFolderHasAnotherName) {
  EXPECT_EQ(compared(report({{.fingerprint = "a", .project = "apps/one"}}),
                     report({{.fingerprint = "b", .project = "apps/two"}})),
            "known gone 0");
  // Another project that has the same fault is not that project.
  Report earlier = report({{.fingerprint = "a", .project = "apps/one"}});
  earlier.run.projects["apps/two"];
  EXPECT_EQ(compared(earlier, report({{.fingerprint = "b", .project = "apps/two"}})), "new gone 1");
  Report present = report({{.fingerprint = "b", .project = "apps/two"}});
  present.run.projects["apps/one"];
  EXPECT_EQ(compared(report({{.fingerprint = "a", .project = "apps/one"}}), present), "new gone 1");
}

TEST(Comparison, CountsEqualOnes) {
  // Two folders without a project file show the same fingerprint; the new one is told by its path.
  EXPECT_EQ(
      compared(report({{"a", "two/X.eca"}}), report({{"a", "one/X.eca"}, {"a", "two/X.eca"}})),
      "new known gone 0");
  EXPECT_EQ(
      compared(report({{"a", "one/X.eca"}, {"a", "two/X.eca"}}), report({{"a", "two/X.eca"}})),
      "known gone 1");
}

TEST(Comparison, WhatIsAcceptedNowIsNotMended) {
  Report present;
  present.waivers.emplace_back();
  present.waived.push_back({finding({"a"}), 0});
  EXPECT_EQ(compared(report({{"a"}, {"a", "two/X.eca"}}), present), "gone 1");
}

TEST(Comparison, WhatWasAcceptedIsNewOnceItIsNot) {
  Report earlier;
  earlier.waivers.emplace_back();
  earlier.waived.push_back({finding({"a"}), 0});
  EXPECT_EQ(compared(earlier, report({{"a"}})), "new gone 0");
}

TEST(Comparison, OnlyWhatWasAskedForCanBeGone) {
  const Report earlier = report({{"a", "app/X.eca"}, {"b", "apple/Y.eca"}});
  EXPECT_EQ(compared(earlier, report({}), {"app"}), "gone 1");
  EXPECT_EQ(compared(earlier, report({}), {"."}), "gone 2");
  EXPECT_EQ(compared(earlier, report({}), {"other"}), "gone 0");
}

}  // namespace
}  // namespace ecac::comparison_test
