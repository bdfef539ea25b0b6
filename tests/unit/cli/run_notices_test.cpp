// What a run says of itself in every format: why it fails where no finding that is shown does, and
// that nothing was checked.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::HasSubstr;
using testing::Not;

class RunNotices : public testing::Test {
 protected:
  /// With a warning: nothing belongs to the app.
  void add_app(std::string_view elements = "<lable>Harbor</lable>") {
    run_.files.add("/work/p/externalClientApps/Harbor.eca-meta.xml",
                   test::metadata_text(
                       "ExternalClientApplication",
                       fmt::format("<contactEmail>a@example.com</contactEmail><distributionState>"
                                   "Local</distributionState>{}",
                                   elements)));
  }

  /// The report of each format.
  std::map<std::string, std::string> reports(std::vector<std::string> arguments, int code) {
    arguments.insert(arguments.begin(), "check");
    for (const ReportFormat& format : kReportFormats) {
      const std::string name(format.name);
      arguments.insert(arguments.end(), {"--output-format", name, "-o", "r/" + name});
    }
    EXPECT_EQ(run_(arguments), code) << run_.err;
    std::map<std::string, std::string> written;
    for (const ReportFormat& format : kReportFormats) {
      const std::string name(format.name);
      EXPECT_TRUE(run_.files.read("/work/r/" + name, written[name], 100'000'000)) << name;
    }
    return written;
  }

  CliRun run_;
};

TEST_F(RunNotices, AFailureThatTheLevelHidesIsToldInEveryFormat) {
  add_app();
  const auto all = reports({"p", "--level", "error", "--fail-on", "info", "--ignore", "SCH001"}, 1);
  for (const auto& [format, report] : all) {
    EXPECT_THAT(report, HasSubstr("that --level error hides")) << format;
  }
  EXPECT_THAT(all.at("junit"), HasSubstr("<failure type=\"RUN006\""));
  EXPECT_THAT(all.at("junit"), HasSubstr("failures=\"1\""));
  EXPECT_THAT(all.at("github"), HasSubstr("::error title=RUN006 hidden-findings"));
  EXPECT_THAT(all.at("gitlab"), HasSubstr("\"critical\""));
  EXPECT_THAT(all.at("markdown"), HasSubstr("### ecac: the run fails"));
  EXPECT_THAT(all.at("html"), HasSubstr("No errors, and yet the run fails"));
  const auto sarif = nlohmann::json::parse(all.at("sarif"))["runs"][0]["invocations"][0];
  EXPECT_EQ(sarif["exitCode"], 1);
  EXPECT_EQ(sarif["executionSuccessful"], true);
  EXPECT_EQ(sarif["toolExecutionNotifications"][0]["level"], "error");
  const auto json = nlohmann::json::parse(all.at("json"));
  EXPECT_EQ(json["notices"][0]["code"], "RUN006");
  EXPECT_EQ(json["notices"][0]["fails"], true);
}

TEST_F(RunNotices, WhereAFindingIsShownThatFailsNothingElseIsTold) {
  add_app();
  const auto all = reports({"p", "--level", "error", "--fail-on", "info"}, 1);
  EXPECT_TRUE(nlohmann::json::parse(all.at("json"))["notices"].empty());
  EXPECT_THAT(all.at("junit"), HasSubstr("<failure type=\"SCH001\""));
  EXPECT_EQ(run_({"check", "p", "--level", "error", "--ignore", "SCH001"}), 0);
  EXPECT_THAT(run_.out, Not(HasSubstr("the run fails")));
}

TEST_F(RunNotices, PeopleSeeWhatFailsTheRun) {
  add_app("");
  EXPECT_EQ(run_({"check", "p", "--fail-on", "info", "--quiet", "--ignore", "SCH005"}), 1);
  EXPECT_THAT(run_.out, HasSubstr("info["));
  EXPECT_EQ(run_({"check", "p", "--fail-on", "info", "--quiet", "--level", "error", "--ignore",
                  "SCH005"}),
            1);
  EXPECT_THAT(run_.out, HasSubstr("the run fails for"));
}

TEST_F(RunNotices, AnOutdatedBaselineIsToldInEveryFormat) {
  add_app();
  EXPECT_EQ(run_({"check", "p", "--baseline", "b.json", "--update-baseline"}), 0) << run_.err;
  add_app("<label>Harbor</label>");
  const auto all = reports({"p", "--baseline", "b.json", "--baseline-strict"}, 1);
  for (const auto& [format, report] : all) {
    EXPECT_THAT(report, HasSubstr("(--baseline-strict)")) << format;
  }
  EXPECT_THAT(all.at("junit"), HasSubstr("<failure type=\"RUN007\""));
  EXPECT_THAT(all.at("checkstyle"), HasSubstr("<file name=\"b.json\">"));
}

TEST_F(RunNotices, ThatNothingWasCheckedIsToldInEveryFormat) {
  run_.files.add("/work/p/readme.txt", "x");
  run_.files.add("/work/none.txt", "");
  add_app();
  const std::vector<std::vector<std::string>> runs = {
      {"p/readme.txt"}, {"p", "--exclude", "**"}, {"--files-from", "none.txt"}};
  for (const std::vector<std::string>& arguments : runs) {
    const auto all = reports(arguments, 0);
    for (const auto& [format, report] : all) {
      EXPECT_THAT(report, testing::AnyOf(HasSubstr("nothing was checked"),
                                         HasSubstr("Nothing was checked")))
          << format << " of " << arguments.back();
      EXPECT_THAT(report, Not(HasSubstr("no findings"))) << format;
    }
    EXPECT_THAT(all.at("junit"), HasSubstr("<skipped message=\"nothing was checked"));
    EXPECT_THAT(all.at("github"), HasSubstr("::notice title=RUN008"));
    EXPECT_THAT(all.at("azure"), Not(HasSubstr("SucceededWithIssues")));
    EXPECT_EQ(nlohmann::json::parse(all.at("json"))["notices"][0]["fails"], false);
  }
}

TEST_F(RunNotices, ASettingOfTheCommandLineIsInNoFile) {
  add_app();
  const std::string setting =
      R"(waivers=[{"rule": "SCH002", "component": "NamedCredential:None", "reason": "none"}])";
  const auto with = reports({"p", "--config", setting}, 1);
  const auto without = reports({"p"}, 1);
  const auto json = nlohmann::json::parse(with.at("json"));
  const auto before = nlohmann::json::parse(without.at("json"));
  EXPECT_GT(json["diagnostics"].size(), before["diagnostics"].size()) << "the waiver is unused";
  EXPECT_EQ(json["summary"]["filesChecked"], before["summary"]["filesChecked"]);
  EXPECT_THAT(with.at("full"), Not(HasSubstr("2 files")));
  for (const char* format : {"gitlab", "github", "junit", "checkstyle"}) {
    EXPECT_THAT(with.at(format), Not(HasSubstr("--config"))) << format;
  }
  EXPECT_THAT(with.at("sarif"), Not(HasSubstr("\"uri\": \"--config\"")));
  EXPECT_THAT(with.at("csv"), Not(HasSubstr("'--config,1")));
}

TEST_F(RunNotices, WhatALeftOutFolderHoldsIsCounted) {
  add_app();
  const std::vector<std::pair<std::string, std::string>> files = {
      {"/work/p/ecac.json", R"({"exclude": ["externalClientApps/"]})"},
      {"/work/p/.gitignore", "externalClientApps/\n"}};
  for (const auto& [path, text] : files) {
    run_.files.add(path, text);
    const std::string by = path.ends_with("json") ? "`exclude`" : ".gitignore";
    const auto all = reports({"p"}, 0);
    const auto json = nlohmann::json::parse(all.at("json"));
    EXPECT_EQ(json["summary"]["filesSkipped"], 1);
    EXPECT_EQ(json["notices"][0]["message"],
              "nothing was checked: all that is there is left out, 1 file (" + by + ")");
    EXPECT_THAT(all.at("full"), HasSubstr("1 file (" + by + ")"));
    EXPECT_THAT(all.at("full"), Not(HasSubstr("no External Client App")));
    run_.files.add(path, path.ends_with("json") ? "{}" : "");
  }
}

TEST_F(RunNotices, WhoAcceptsAFindingAndUntilWhenIsTold) {
  add_app();
  run_.files.add(
      "/work/p/ecac.json",
      R"({"waivers": [{"rule": "SCH001", "reason": "of a test", "owner": "Jo of Harbor",)"
      R"( "until": "2026-03-31"}]})");
  const auto all = reports({"p", "--show-suppressed", "--level", "error"}, 0);
  for (const char* format :
       {"full", "json", "json-lines", "sarif", "markdown", "junit", "csv", "html"}) {
    for (const char* words : {"of a test", "Jo of Harbor", "2026-03-31"}) {
      EXPECT_THAT(all.at(format), HasSubstr(words)) << format;
    }
  }
  // What is listed above is not among what is not shown.
  EXPECT_THAT(all.at("full"), Not(HasSubstr("waived finding")));
}

TEST_F(RunNotices, AReasonInABaselineIsOnThePage) {
  add_app();
  EXPECT_EQ(run_({"check", "p", "--baseline", "b.json", "--update-baseline"}), 0) << run_.err;
  std::string baseline;
  ASSERT_TRUE(run_.files.read("/work/b.json", baseline, 1 << 20));
  const std::size_t at = baseline.find(",\"message\":\"`lable`");
  ASSERT_NE(at, std::string::npos) << baseline;
  run_.files.add("/work/b.json",
                 baseline.substr(0, at) + ",\"reason\":\"until the rename\"" + baseline.substr(at));
  EXPECT_THAT(reports({"p", "--baseline", "b.json"}, 0).at("html"), HasSubstr("until the rename"));
}

TEST_F(RunNotices, AManifestThatCannotBeReadIsNamed) {
  add_app();
  run_.files.add("/work/bad.xml", "<Package><a");
  const auto all = reports({"p", "--manifest", "bad.xml"}, 2);
  EXPECT_EQ(nlohmann::json::parse(all.at("json"))["failures"][0]["path"], "bad.xml");
  EXPECT_THAT(all.at("checkstyle"), HasSubstr("<file name=\"bad.xml\">"));
}

TEST_F(RunNotices, AFailedRunIsOfTheModeOfItsProject) {
  add_app();
  run_.files.add("/work/p/ecac.json", R"({"mode": "predeploy"})");
  const auto id_of = [&](const std::vector<std::string>& arguments, int code) {
    return nlohmann::json::parse(
        reports(arguments, code).at("sarif"))["runs"][0]["automationDetails"]["id"];
  };
  EXPECT_EQ(id_of({"p"}, 1), "ecac/predeploy/");
  EXPECT_EQ(id_of({"p", "--since", "main"}, 2), "ecac/predeploy/");
  EXPECT_EQ(id_of({"p", "--select", "nonsense"}, 2), "ecac/predeploy/");
  EXPECT_EQ(id_of({"p", "--mode", "audit", "--select", "nonsense"}, 2), "ecac/audit/");
}

TEST_F(RunNotices, ARootThatDoesNotHoldWhatIsCheckedIsRefused) {
  add_app();
  run_.files.add("/work/other/x", "");
  EXPECT_EQ(run_({"check", "p", "--root", "other"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("--root: `other` does not hold `p`, which is to be checked"));
  EXPECT_EQ(run_({"check", "--root", "other"}), 2);
  EXPECT_EQ(run_({"check", "p", "--root", "p"}), 1);
  EXPECT_EQ(run_({"check", "p/externalClientApps", "--root", "."}), 1) << run_.err;
}

TEST_F(RunNotices, NoFileNameSteersAReader) {
  const std::string name =
      "Har\xE2\x80\xAE"
      "bor\x1B[2J\nx";
  run_.files.add("/work/p/externalClientApps/" + name + ".eca-meta.xml", "<a/>");
  for (const auto& [format, report] : reports({"p"}, 1)) {
    EXPECT_EQ(report.find("\xE2\x80\xAE"), std::string::npos) << format;
    EXPECT_EQ(report.find('\x1B'), std::string::npos) << format;
    EXPECT_EQ(report.find("bor\xE2\x90\x9B[2J\nx"), std::string::npos) << format;
  }
}

TEST_F(RunNotices, APageOfMarkdownTellsAllThatItLeavesOut) {
  for (int i = 0; i < 200; ++i) {
    run_.files.add(
        fmt::format("/work/p/externalClientApps/Harbor{}.eca-meta.xml", i),
        test::metadata_text("ExternalClientApplication",
                            "<contactEmail>a@example.com</contactEmail><distributionState>"
                            "Local</distributionState><lable>x</lable>"));
  }
  run_.files.add("/work/p/ecac.json",
                 R"({"waivers": [{"rule": "SCH001", "reason": "of a test"}]})");
  run_({"check", "p", "--output-format", "markdown", "--max-bytes", "10000"});
  EXPECT_LE(run_.out.size(), 10'000U);
  EXPECT_THAT(run_.out, testing::ContainsRegex("[0-9]+ accepted findings.* no place here"));
}

}  // namespace
}  // namespace ecac
