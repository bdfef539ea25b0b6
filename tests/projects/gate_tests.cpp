// A change under review: what of it is new, and that nothing else is.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/emit/report/report_formats.h"
#include "tests/support/gate_history.h"
#include "tests/support/project_builder.h"

namespace ecac::test::gate_tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST_F(Gate, WhatWasThereFailsNothing) {
  EXPECT_EQ(run("check").exit_code, 1);
  expect_as_before();
  const ProgramResult result = run("check --since before");
  EXPECT_THAT(result.output, HasSubstr("nothing new in 19 files (3 apps)\n23 as before, 0 gone; "
                                       "compared with before, at "));
  EXPECT_THAT(result.output, Not(HasSubstr("error[")));
}

TEST_F(Gate, IndentationAndOrderAndLineEndsAreNoChange) {
  for (const std::string& path : files()) {
    std::string changed = text(path);
    std::string other;
    for (const char c : changed) other += c == '\n' ? std::string("\r\n  ") : std::string(1, c);
    // Nothing but a comment may stand behind the root, and what is no XML stays as it is.
    if (changed.find("\xFF") == std::string::npos && changed.find('\0') == std::string::npos) {
      repository_.write(path, other);
    }
  }
  expect_as_before();
  repository_.commit("another form");
  expect_as_before();
}

TEST_F(Gate, ElementsInAnotherOrderAreNoChange) {
  const std::string path = kSource + std::string("extlClntAppGlobalOauthSets/") +
                           "Portal_Beta_glbloauth.ecaGlblOauth-meta.xml";
  const std::string before = text(path);
  const std::size_t first = before.find("    <");
  const std::size_t end = before.find('\n', first) + 1;
  const std::size_t root = before.rfind("</");
  const std::string line = before.substr(first, end - first);
  repository_.write(
      path, before.substr(0, first) + before.substr(end, root - end) + line + before.substr(root));
  expect_as_before();
}

TEST_F(Gate, AMovedFileIsNoChange) {
  fs::create_directories(repository_.at("force-app/main/other"));
  for (const std::string& path : files()) {
    const fs::path to =
        fs::path(repository_.at("force-app/main/other")) / fs::relative(path, kSource);
    fs::create_directories(to.parent_path());
    fs::rename(repository_.at(path), to);
  }
  expect_as_before();
  expect_as_before("force-app/main/other");
}

TEST_F(Gate, ARenamedFolderIsNoChange) {
  fs::create_directory(repository_.at("salesforce"));
  for (const std::string name : {"force-app", "sfdx-project.json", "ecac.json", "manifest"}) {
    fs::rename(repository_.at(name), repository_.at("salesforce/" + name));
  }
  expect_as_before();
  expect_as_before("", "salesforce");
  expect_as_before("salesforce");
}

TEST_F(Gate, OneDefectIsOneNewFinding) {
  edit(kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml"), "<label>",
       "<nonsense>1</nonsense>\n    <label>");
  const json seen = report();
  EXPECT_THAT(in_state(seen, "new"), ElementsAre("SCH001 Portal_oauth.ecaOauth-meta.xml"));
  EXPECT_EQ(seen["summary"]["newErrors"], 1);
  EXPECT_EQ(seen["summary"]["known"], 23);
  EXPECT_EQ(seen["summary"]["gone"], 0);
  const ProgramResult result = run("check --since before");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("1 new error in 19 files (3 apps)\n23 as before, 0 gone"));
  EXPECT_EQ(run("check --since before --fail-on never").exit_code, 0);
}

TEST_F(Gate, OneMendedAndOneBrokenOfTheSameRuleInTheSameFile) {
  const std::string path =
      kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml");
  edit(path, "<label>", "<nonsense>1</nonsense>\n    <label>");
  repository_.commit("a fault");
  repository_.git("tag --force before");
  edit(path, "<nonsense>1</nonsense>", "<rubbish>1</rubbish>");
  const json seen = report();
  EXPECT_THAT(in_state(seen, "new"), ElementsAre("SCH001 Portal_oauth.ecaOauth-meta.xml"));
  ASSERT_EQ(seen["gone"].size(), 1U);
  EXPECT_EQ(seen["gone"][0]["code"], "SCH001");
  EXPECT_THAT(seen["gone"][0]["message"].get<std::string>(), HasSubstr("nonsense"));
  EXPECT_EQ(seen["summary"]["known"], 23);
}

TEST_F(Gate, ASiblingThatIsMendedChangesNothing) {
  for (const auto& [path, text] : texts_of_folder("samples/headless-public-broken")) {
    repository_.write("sibling/" + path, text);
  }
  repository_.commit("two projects");
  repository_.git("tag --force before");
  fs::remove_all(repository_.at("sibling"));
  const json seen = report();
  EXPECT_THAT(in_state(seen, "new"), IsEmpty());
  EXPECT_EQ(seen["summary"]["known"], 23);
  EXPECT_EQ(seen["summary"]["gone"], 23);
}

/// One state knows it as a secret, and the other repeats it.
TEST_F(Gate, ASecretThatOnlyOneStateTellsIsCoveredInBoth) {
  const std::string secret = "Zq8Wm3Rt5Xy7Lk2Vb9";
  const std::string credential =
      kSource + std::string("namedCredentials/Dock.namedCredential-meta.xml");
  const std::string with_secret = metadata_text(
      "NamedCredential",
      "<endpoint>https://api.example.com</endpoint><label>Dock</label><password>" + secret +
          "</password><principalType>NamedUser</principalType><protocol>Password</protocol>"
          "<username>a</username>");
  edit(kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml"), "<label>",
       "<X" + secret + ">1</X" + secret + ">\n    <label>");
  const auto expect_covered = [&](const char* what) {
    const ProgramResult result = run("check --since before --output-format json");
    EXPECT_THAT(result.output, Not(HasSubstr(secret.substr(0, 5)))) << what;
    for (const std::string& finding : in_state(report(), "new")) {
      EXPECT_THAT(finding, Not(HasSubstr("SCH001"))) << what;
    }
  };
  repository_.commit("repeats it");
  repository_.git("tag --force before");
  repository_.write(credential, with_secret);
  expect_covered("the new state knows it");
  repository_.commit("tells it");
  repository_.git("tag --force before");
  fs::remove(repository_.at(credential));
  expect_covered("the old state knows it");
}

TEST_F(GateOfCrew, ADeletionIsToldWhereItBreaksSomething) {
  fs::remove(repository_.at(kSet));
  for (const std::string mode : {"lint", "predeploy", "audit"}) {
    const json seen = report("--mode " + mode);
    ASSERT_THAT(in_state(seen, "new"), ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"))
        << mode;
    for (const json& finding : seen["diagnostics"]) {
      if (finding["state"] != "new") continue;
      EXPECT_EQ(finding["severity"], "error") << mode;
      EXPECT_THAT(finding["message"].get<std::string>(),
                  HasSubstr("`Crew`, which is deleted in this change"));
    }
  }
  EXPECT_EQ(run("check --since before").exit_code, 1);
  // The change after it knows.
  repository_.commit("without crew");
  EXPECT_EQ(run("check --since HEAD").exit_code, 0);
}

/// What the deploy deletes was there before it, whoever lists it.
TEST_F(GateOfCrew, ADeletionThatIsListedIsStillOne) {
  fs::remove(repository_.at(kSet));
  repository_.write(
      "destructiveChanges.xml",
      "<Package xmlns=\"http://soap.sforce.com/2006/04/metadata\"><types><members>Crew"
      "</members><name>PermissionSet</name></types><version>66.0</version></Package>\n");
  for (const std::string mode : {"lint", "predeploy"}) {
    const json seen = report("--destructive destructiveChanges.xml --mode " + mode);
    EXPECT_THAT(in_state(seen, "new"), ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"));
    EXPECT_EQ(seen["summary"]["newErrors"], 1) << mode;
  }
}

/// The copied file is known where everything is looked at as where it alone is.
TEST_F(Gate, ACopyIsNewWhateverIsNamed) {
  const std::string file =
      "extlClntAppGlobalOauthSets/Portal_Kiosk_glbloauth.ecaGlblOauth-meta.xml";
  repository_.write("force-app/copy/" + file, text("force-app/main/default/" + file));
  for (const std::string path :
       {"", "force-app/copy", "force-app/copy/extlClntAppGlobalOauthSets"}) {
    const json seen = report(path);
    EXPECT_THAT(in_state(seen, "new"), Not(IsEmpty())) << path;
    EXPECT_EQ(run("check --since before " + path).exit_code, 1) << path;
  }
}

TEST_F(GateOfCrew, WhatMovesIsNotDeleted) {
  fs::create_directories(repository_.at("force-app/sets/permissionsets"));
  fs::rename(repository_.at(kSet),
             repository_.at("force-app/sets/permissionsets/Crew.permissionset-meta.xml"));
  EXPECT_THAT(in_state(report(), "new"), IsEmpty());
}

TEST_F(GateOfCrew, WhatTheOrgKeepsIsNotMissing) {
  fs::remove(repository_.at(kSet));
  repository_.write("ecac.json", R"({"known": ["PermissionSet:Crew"]})");
  EXPECT_THAT(in_state(report(), "new"), IsEmpty());
}

TEST_F(GateOfCrew, GoesTogetherWithAgainst) {
  repository_.git("tag deployed");
  repository_.write(kSource + std::string("permissionsets/Mates.permissionset-meta.xml"),
                    metadata_text("PermissionSet", "<label>Mates</label>"));
  repository_.commit("mates");
  repository_.git("tag --force before");
  fs::remove(repository_.at(kSet));
  const json seen = report("--against deployed");
  EXPECT_EQ(seen["run"]["against"], "deployed");
  EXPECT_EQ(seen["run"]["since"], "before");
  // Deleted by this change, whatever was deployed.
  EXPECT_THAT(in_state(seen, "new"), ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"));
  EXPECT_THAT(seen.dump(), HasSubstr("\"deleted-in-change\""));
  repository_.commit("without crew");
  repository_.git("tag --force before");
  const json after = report("--against deployed");
  EXPECT_THAT(in_state(after, "known"), Contains("REF008 Harbor_p.ecaOauthPlcy-meta.xml"));
}

TEST_F(Gate, ComparesWithTheMergeBase) {
  repository_.git("checkout --quiet -b topic");
  repository_.git("commit --quiet --allow-empty --message=topic");
  repository_.git("checkout --quiet main");
  // What main has mended since is not broken by the topic.
  fs::remove_all(repository_.at("force-app/main/default/extlClntAppOauthSettings"));
  repository_.commit("main goes on");
  repository_.git("checkout --quiet topic");
  const ProgramResult result = run("check --since main");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("23 as before, 0 gone; compared with main, at "));
}

TEST_F(Gate, ARuleThatIsTurnedOnMakesNothingNew) {
  repository_.write("ecac.json", R"({"rules": {"ALL": "off"}})");
  repository_.commit("all off");
  repository_.git("tag --force before");
  repository_.write("ecac.json", R"({"rules": {"FLW": "error"}, "enforced": ["SCH"]})");
  const json seen = report();
  EXPECT_THAT(in_state(seen, "new"), IsEmpty());
  EXPECT_GT(seen["summary"]["known"], 5);
}

TEST_F(Gate, AWaiverThatIsTakenAwayMakesItsFindingsNew) {
  const std::string with =
      R"({"waivers": [{"rule": "SCH", "reason": "not today"}, {"rule": "FLW", "reason": "nor that"}]})";
  repository_.write("ecac.json", with);
  repository_.commit("waived");
  repository_.git("tag --force before");
  EXPECT_EQ(report()["summary"]["new"], 0);
  repository_.write("ecac.json", R"({"waivers": [{"rule": "FLW", "reason": "nor that"}]})");
  const std::vector<std::string> fresh = in_state(report(), "new");
  ASSERT_FALSE(fresh.empty());
  for (const std::string& one : fresh) EXPECT_THAT(one, testing::StartsWith("SCH"));
  EXPECT_EQ(run("check --since before").exit_code, 1);
}

TEST_F(Gate, AConfigurationThatCouldNotBeUsedDoesNotBlockItsMending) {
  repository_.write("ecac.json", R"({"rulez": 1})");
  repository_.commit("a slip");
  repository_.git("tag --force before");
  repository_.write("ecac.json", R"({"rules": {"NAM": "off"}})");
  const json seen = report();
  EXPECT_THAT(in_state(seen, "new"), IsEmpty());
  EXPECT_GT(seen["summary"]["known"], 5);
}

TEST_F(Gate, FixesOnlyWhatIsNew) {
  const std::string path =
      kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml");
  const ProgramResult old = run("check --since before --diff --unsafe-fixes");
  EXPECT_EQ(old.output, "");
  edit(path, "<label>", "<lable>");
  edit(path, "</label>", "</lable>");
  const ProgramResult result = run("check --since before --diff --unsafe-fixes");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("+++ b/" + path));
  EXPECT_EQ(result.output.find("+++ "), result.output.rfind("+++ "));
}

TEST_F(Gate, FormatsTellWhatIsNew) {
  edit(kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml"), "<label>",
       "<nonsense>1</nonsense>\n    <label>");
  const auto output = [&](const std::string& format) {
    return run("check --since before --output-format " + format).output;
  };
  const auto count = [](const std::string& text, const std::string& word) {
    std::size_t times = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      ++times;
    }
    return times;
  };
  // These tell them apart.
  const json sarif = json::parse(output("sarif"));
  std::size_t fresh = 0;
  for (const json& result : sarif["runs"][0]["results"]) {
    if (result["baselineState"] == "new") ++fresh;
  }
  EXPECT_EQ(fresh, 1U);
  EXPECT_EQ(sarif["runs"][0]["results"].size(), 24U);
  EXPECT_EQ(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
  EXPECT_EQ(count(output("csv"), ",known,"), 23U);
  EXPECT_EQ(count(output("csv"), ",new,"), 1U);
  const std::string page = output("markdown");
  EXPECT_THAT(page, HasSubstr("### ecac: 1 new error\n"));
  EXPECT_THAT(page, HasSubstr("23 as before, 0 gone"));
  EXPECT_THAT(page, HasSubstr("<details><summary>23 as before</summary>"));
  const std::string junit = output("junit");
  EXPECT_EQ(count(junit, "<failure "), 1U);
  EXPECT_THAT(junit, HasSubstr("as before, error: "));
  // Whoever compares reports of two branches needs all of them.
  EXPECT_EQ(count(output("gitlab"), "\"fingerprint\""), 24U);
  // These cannot, and their readers act on each.
  EXPECT_EQ(count(output("github"), "::error"), 1U);
  EXPECT_EQ(count(output("azure"), "##vso[task.logissue"), 1U);
  EXPECT_EQ(count(output("checkstyle"), "<error "), 1U);
  EXPECT_EQ(count(output("rdjsonl"), "\n"), 1U);
  EXPECT_EQ(json::parse(output("rdjson"))["diagnostics"].size(), 1U);
  EXPECT_EQ(json::parse(output("code-analyzer-json"))["violationCounts"]["total"], 1);
}

TEST_F(Gate, FailsClosed) {
  const auto refusal = [&](const std::string& folder, const std::string& revision) {
    const TemporaryDirectory reports;
    std::string arguments = "check --since '" + revision + "'";
    for (const ReportFormat& format : kReportFormats) {
      arguments += fmt::format(" --output-format {0} -o '{1}/{0}'", format.name, reports.path());
    }
    const ProgramResult result = run_program(arguments, folder);
    EXPECT_EQ(result.exit_code, 2);
    for (const ReportFormat& format : kReportFormats) {
      const std::string text = read_text_file(reports.at(format.name));
      EXPECT_THAT(text, HasSubstr("--since: ")) << format.name;
      EXPECT_THAT(text, Not(HasSubstr("no findings"))) << format.name;
      EXPECT_THAT(text, Not(HasSubstr(folder))) << format.name << " tells of the machine";
    }
    const json seen = json::parse(read_text_file(reports.at("json")));
    EXPECT_EQ(seen["run"]["checked"], false);
    EXPECT_EQ(seen["failures"][0]["code"], "RUN004");
    EXPECT_EQ(std::distance(fs::directory_iterator(reports.path()), fs::directory_iterator()),
              static_cast<std::ptrdiff_t>(std::size(kReportFormats)));
    return result.errors;
  };
  EXPECT_THAT(refusal(repository_.path(), "mian"), HasSubstr("there is no revision `mian`"));
  EXPECT_THAT(refusal(repository_.path(), "mian"),
              HasSubstr("; `git fetch` gets what the server has; `git fetch origin "
                        "mian:refs/remotes/origin/mian` gets it as `origin/mian`"));
  EXPECT_THAT(refusal(repository_.path(), "origin/main"),
              HasSubstr("`git fetch origin main:refs/remotes/origin/main` gets it"));
  EXPECT_THAT(refusal(repository_.path(), "origin/$(touch x)"), Not(HasSubstr("git fetch origin")));

  const TemporaryDirectory elsewhere;
  elsewhere.write("sfdx-project.json", R"({"packageDirectories": [{"path": "."}]})");
  EXPECT_THAT(refusal(elsewhere.path(), "main"), HasSubstr("is in no git repository"));

  repository_.git("clone --quiet --bare . '" + elsewhere.at("bare.git") + "'");
  EXPECT_THAT(refusal(elsewhere.at("bare.git"), "main"),
              HasSubstr("there is nothing to compare in a bare repository"));

  repository_.git("branch release");
  repository_.commit("one more");
  repository_.commit("and another");
  repository_.git("clone --quiet --depth=1 --no-single-branch 'file://" + repository_.path() +
                  "' '" + elsewhere.at("shallow") + "'");
  EXPECT_THAT(refusal(elsewhere.at("shallow"), "HEAD~1"), HasSubstr("`git fetch --unshallow`"));
  EXPECT_THAT(refusal(elsewhere.at("shallow"), "release"),
              HasSubstr("did you mean `origin/release`?"));
  EXPECT_THAT(refusal(elsewhere.at("shallow"), "origin/release"), HasSubstr("no commit in common"));
  EXPECT_THAT(refusal(elsewhere.at("shallow"), "origin/release"),
              HasSubstr("`git fetch --unshallow` gets the rest"));

  repository_.git("checkout --quiet --orphan alone");
  repository_.commit("alone");
  EXPECT_THAT(refusal(repository_.path(), "main"),
              HasSubstr("`main` and HEAD have no commit in common"));
}

TEST_F(Gate, OfOneRepositoryAtATime) {
  const GitRepository other;
  for (const auto& [path, text] : texts_of_folder("samples/headless-public")) {
    other.write(path, text);
  }
  other.commit("other");
  const ProgramResult result = run("check --since before . " + other.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("lie in no common git repository"));
}

TEST_F(GateOfCrew, AnEnvironmentThatIsNewIsNoMistake) {
  const std::string apps = R"({"environments": {"uat": ["force-app"])";
  repository_.write("ecac.json", apps + "}}");
  repository_.commit("one environment");
  repository_.git("tag --force before");
  repository_.write("ecac.json", apps + R"(, "production": ["force-app"]}})");
  for (const std::string option : {"", "--environment production", "--environment uat"}) {
    const ProgramResult result = run("check --since before --fail-on info " + option);
    EXPECT_EQ(result.exit_code, 0) << option << result.output << result.errors;
    EXPECT_THAT(result.output, HasSubstr(", 0 gone")) << option;
  }
}

TEST_F(Gate, ANewProjectIsNewAsAWhole) {
  for (const auto& [path, text] : texts_of_folder("samples/mcp-oauth21-broken")) {
    repository_.write("mcp/" + path, text);
  }
  const json seen = report("mcp");
  EXPECT_EQ(seen["summary"]["known"], 0);
  EXPECT_GT(seen["summary"]["new"], 20);
  EXPECT_EQ(seen["summary"]["gone"], 0);
}

/// New and known findings together are those of a plain run, and the known ones those of the base.
TEST(GateOverSamples, StatesAgreeWithPlainRuns) {
  const auto found = [](const std::string& arguments, const std::string& folder,
                        const std::string& state) {
    const json report = json::parse(
        run_program("check --output-format json " + arguments, folder).output, nullptr, false);
    std::vector<std::string> keys;
    for (const json& finding : report["diagnostics"]) {
      if (!state.empty() && finding["state"] != state) continue;
      // A deletion is known only where a change is.
      if (finding["case"] == "deleted-in-change") continue;
      keys.push_back(finding["project"].get<std::string>() + " " +
                     finding["fingerprint"].get<std::string>());
    }
    std::ranges::sort(keys);
    return keys;
  };
  for (const std::string sample : {"headless-private-broken", "mcp-oauth21-broken"}) {
    const GitRepository repository;
    ProjectTexts texts = texts_of_folder("samples/" + sample);
    for (const auto& [path, text] : texts) repository.write(path, text);
    repository.commit("as it was");
    std::size_t number = 0;
    for (const auto& [path, text] : texts) {
      if (!path.ends_with("-meta.xml") || ++number % 4 != 0) continue;
      // Each another mistake: a line less, an element that nobody knows, nothing at all.
      const std::size_t line = text.find("    <");
      std::string changed = text;
      if (number % 3 == 0) changed.erase(line, text.find('\n', line) + 1 - line);
      if (number % 3 == 1) changed.insert(line, "    <nobody>knows</nobody>\n");
      if (number % 3 == 2) changed.clear();
      const std::vector<std::string> base = found("", repository.path(), "");
      repository.write(path, changed);
      const std::vector<std::string> known = found("--since HEAD", repository.path(), "known");
      std::vector<std::string> both = found("--since HEAD", repository.path(), "new");
      EXPECT_TRUE(std::ranges::includes(base, known)) << path;
      both.insert(both.end(), known.begin(), known.end());
      std::ranges::sort(both);
      EXPECT_EQ(both, found("", repository.path(), "")) << path;
      repository.commit(path);
    }
    EXPECT_GT(number, 10U);
  }
}

}  // namespace
}  // namespace ecac::test::gate_tests
