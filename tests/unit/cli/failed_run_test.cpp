// What a report says of a run that failed: never that nothing was found.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;

std::string text_of(const CliRun& run, const std::string& path) {
  std::string text;
  EXPECT_TRUE(run.files.read(path, text, 1 << 20)) << path;
  return text;
}

class FailedRun : public testing::Test {
 protected:
  FailedRun() {
    run_.files.add("/work/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
    run_.files.add("/work/app/externalClientApps/Harbor.eca-meta.xml", "<a/>");
  }

  /// Demands exit code 2 and, in a file of each format, the failure.
  void expect_failure(std::vector<std::string> arguments, const std::string& code,
                      const std::string& words) {
    arguments.insert(arguments.begin(), "check");
    for (const ReportFormat& format : kReportFormats) {
      for (const char* word : {"--output-format", "--output-file"}) {
        arguments.emplace_back(word);
        arguments.emplace_back(std::string(word) == "--output-file"
                                   ? "report-" + std::string(format.name)
                                   : std::string(format.name));
      }
    }
    EXPECT_EQ(run_(arguments), 2) << words;
    EXPECT_THAT(run_.err, HasSubstr(words));
    for (const ReportFormat& format : kReportFormats) {
      const std::string report = text_of(run_, "/work/report-" + std::string(format.name));
      // A format that escapes marks of code says the rest.
      EXPECT_THAT(report, HasSubstr(words.substr(0, words.find('`')))) << format.name;
      EXPECT_THAT(report, testing::Not(HasSubstr("no findings"))) << format.name;
      EXPECT_THAT(report, testing::Not(HasSubstr("/work"))) << format.name;
    }
    const auto json = nlohmann::json::parse(text_of(run_, "/work/report-json"));
    EXPECT_EQ(json["run"]["checked"], false);
    ASSERT_EQ(json["failures"].size(), 1U);
    EXPECT_EQ(json["failures"][0]["code"], code);
    EXPECT_TRUE(json["diagnostics"].empty());
    EXPECT_EQ(json["summary"]["filesChecked"], 0);
  }

  CliRun run_;
};

TEST_F(FailedRun, ByAConfiguration) {
  run_.files.add("/work/ecac.json", R"({"rulez": 1})");
  expect_failure({}, "RUN002", "unknown key `rulez`");
  run_.files.add("/work/ecac.json", R"({"rules": {"XYZ": "off"}})");
  expect_failure({}, "RUN002", "no rule is called `XYZ`");
  run_.files.add("/work/ecac.json", R"({"known": ["absent.xml"]})");
  expect_failure({}, "RUN002", "cannot read `absent.xml`");
}

TEST_F(FailedRun, ByAPath) {
  expect_failure({"app", "absent"}, "RUN003", "cannot check absent");
}

TEST_F(FailedRun, ByAnOption) {
  expect_failure({"--manifest", "absent.xml"}, "RUN001", "cannot read the manifest absent.xml");
  expect_failure({"--select", "XYZ"}, "RUN001", "no rule is called `XYZ`");
  expect_failure({"--api-version", "new"}, "RUN001", "`new` is no API version");
}

TEST_F(FailedRun, ByARevision) {
  expect_failure({"--against", "./absent"}, "RUN004", "--against: there is no folder `./absent`");
}

/// What is written as an absolute path is so on standard error alone.
TEST_F(FailedRun, TellsNoFolderOfTheMachine) {
  expect_failure({"/work/app", "/work/absent"}, "RUN003", "cannot check");
  expect_failure({"--manifest", "/work/absent.xml"}, "RUN001", "cannot read the manifest");
  expect_failure({"--known", "/work/absent.xml"}, "RUN001", "cannot read");
  expect_failure({"--env-file", "/work/absent"}, "RUN001", "cannot read");
  expect_failure({"--config", "/work/absent.json"}, "RUN003", "cannot read the configuration");
  expect_failure({"--baseline", "/work/absent.json"}, "RUN002", "cannot use the baseline");
  expect_failure({"--against", "/work/absent"}, "RUN004", "--against");
}

TEST_F(FailedRun, SaysNothingOnStandardOutputToPeople) {
  EXPECT_EQ(run_({"check", "absent"}), 2);
  EXPECT_EQ(run_.out, "");
  EXPECT_THAT(run_.err, HasSubstr("cannot check absent"));
  EXPECT_EQ(run_({"check", "absent", "--output-format", "json"}), 2);
  EXPECT_FALSE(nlohmann::json::parse(run_.out)["failures"].empty());
}

TEST_F(FailedRun, LeavesNoTraceWhereOnlyTheRunIsAskedAbout) {
  EXPECT_EQ(run_({"check", "--show-settings", "--select", "XYZ"}), 2);
  EXPECT_EQ(run_.out, "");
}

}  // namespace
}  // namespace ecac
