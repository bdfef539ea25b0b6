// What readers keep of a report, and how they are told of the rest.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/sample_reports.h"

namespace ecac {
namespace {

using test::SampleReport;
using testing::HasSubstr;

std::string emitted(std::string_view format, const SampleReport& sample,
                    Severity fail_on = Severity::error,
                    std::size_t max_bytes = EmitOptions::kMostBytes) {
  return find_report_format(format)->emit(sample.report, {.tool = {.version = "1.2.3"},
                                                          .lines = *sample.lines,
                                                          .fail_on = fail_on,
                                                          .max_bytes = max_bytes});
}

std::vector<std::string> lines_with(const std::string& text, std::string_view part) {
  std::vector<std::string> found;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(part) != std::string::npos) found.push_back(line);
  }
  return found;
}

TEST(FormatLimits, AnnotationsAreTenOfAKindAndTheLastTellsOfTheRest) {
  const SampleReport large = test::large_report(300);
  for (const std::string format : {"github", "azure"}) {
    const std::string text = emitted(format, large);
    for (const std::string kind : {"error", "warning"}) {
      const auto lines =
          lines_with(text, format == "github" ? "::" + kind + " " : "type=" + kind + ";");
      ASSERT_EQ(lines.size(), 10u) << format;
      EXPECT_THAT(lines[8], testing::Not(HasSubstr("more"))) << format;
      EXPECT_THAT(lines[9], HasSubstr("%0Aand 90 more " + kind + "s")) << format;
    }
    EXPECT_LT(text.find("error"), text.find("warning")) << format;
  }
  EXPECT_EQ(lines_with(emitted("github", large), "::notice ").size(), 10u);
  EXPECT_THAT(emitted("github", test::large_report(30)), testing::Not(HasSubstr("more")));
}

TEST(FormatLimits, ATaskWithWarningsAloneEndsWithIssues) {
  EXPECT_THAT(emitted("azure", test::large_report(2)), HasSubstr("SucceededWithIssues"));
  EXPECT_THAT(emitted("azure", test::large_report(3)), testing::Not(HasSubstr("Succeeded")));
  EXPECT_EQ(emitted("azure", test::clean_report()), "");
}

TEST(FormatLimits, SarifKeepsTheGravest) {
  const auto run_of = [](const SampleReport& sample) {
    return nlohmann::json::parse(emitted("sarif", sample))["runs"][0];
  };
  const auto whole = run_of(test::large_report(5000));
  EXPECT_EQ(whole["results"].size(), 5000u);
  EXPECT_EQ(whole["results"][0]["level"], "note");
  EXPECT_FALSE(whole["invocations"][0].contains("toolExecutionNotifications"));
  const auto cut = run_of(test::large_report(6000));
  EXPECT_EQ(cut["results"].size(), 5000u);
  EXPECT_EQ(cut["results"][0]["level"], "error");
  const auto& invocation = cut["invocations"][0];
  EXPECT_EQ(invocation["executionSuccessful"], true);
  EXPECT_THAT(invocation["toolExecutionNotifications"][0]["message"]["text"].get<std::string>(),
              HasSubstr("1000 of the least grave"));
}

TEST(FormatLimits, MarkdownIsCutAtAFinding) {
  const SampleReport large = test::large_report(5001);
  const std::string whole = emitted("markdown", large);
  EXPECT_THAT(whole, testing::Not(HasSubstr("no place here")));
  const std::string cut = emitted("markdown", large, Severity::error, 65536);
  EXPECT_LE(cut.size(), 65536u);
  EXPECT_GT(cut.size(), 50000u);
  const std::size_t rows = lines_with(cut, "invalid-enum-value").size();
  EXPECT_THAT(cut, HasSubstr(std::to_string(5001 - rows) + " findings have no place here"));
  EXPECT_THAT(cut, testing::Not(HasSubstr("finding 0 of many"))) << "infos go first";
}

TEST(FormatLimits, GitLabGetsNoFingerprintTwice) {
  std::set<std::string> seen;
  for (const SampleReport& sample : {test::large_report(100), test::full_report()}) {
    for (const auto& entry : nlohmann::json::parse(emitted("gitlab", sample))) {
      EXPECT_TRUE(seen.insert(entry["fingerprint"].get<std::string>()).second);
    }
  }
  EXPECT_EQ(emitted("gitlab", test::clean_report()), "[]\n");
}

TEST(FormatLimits, WhatFailsARunFailsATest) {
  const SampleReport full = test::full_report();
  EXPECT_THAT(emitted("junit", full), HasSubstr("failures=\"3\""));
  EXPECT_THAT(emitted("junit", full, Severity::warning), HasSubstr("failures=\"5\""));
  EXPECT_THAT(emitted("junit", full, Severity::off), HasSubstr("failures=\"0\""));
  EXPECT_THAT(emitted("junit", test::clean_report()), HasSubstr("tests=\"1\""));
}

TEST(FormatLimits, AFailedRunIsNoSuccessInSarif) {
  const auto run = nlohmann::json::parse(emitted("sarif", test::failed_report()))["runs"][0];
  EXPECT_EQ(run["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(run["invocations"][0]["exitCode"], 2);
  EXPECT_TRUE(run["results"].is_array());
  EXPECT_TRUE(run["results"].empty());
}

TEST(FormatUnits, ColumnsAreThoseOfTheReader) {
  const SampleReport full = test::full_report();
  // Behind U+1F600, which is one character, two units of UTF-16 and four bytes.
  const auto sarif = nlohmann::json::parse(emitted("sarif", full))["runs"][0]["results"];
  EXPECT_EQ(sarif[3]["locations"][0]["physicalLocation"]["region"]["startColumn"], 45);
  const auto rdjson = nlohmann::json::parse(emitted("rdjson", full));
  for (const auto& each : rdjson["diagnostics"]) {
    if (each["code"]["value"] != "SEC008") continue;
    EXPECT_EQ(each["location"]["range"]["start"]["column"], 48);
  }
}

}  // namespace
}  // namespace ecac
