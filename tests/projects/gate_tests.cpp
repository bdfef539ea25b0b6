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
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/host/git_repository.h"

namespace ecac::test::gate_tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kSource = "force-app/main/default/";
constexpr const char* kSet = "force-app/main/default/permissionsets/Crew.permissionset-meta.xml";

/// Codes of findings and where they are: "REF008 Harbor_p.ecaOauthPlcy-meta.xml".
std::vector<std::string> in_state(const Json& report, const std::string& state) {
  std::vector<std::string> found;
  for (const Json& finding : report["diagnostics"]) {
    if (finding["state"] != state) continue;
    found.push_back(finding["code"].get<std::string>() + " " +
                    fs::path(finding["path"].get<std::string>()).filename().string());
  }
  return found;
}

/// A repository with the faults of a sample, all of them committed.
class Gate : public testing::Test {
 protected:
  Gate() {
    for (const auto& [path, text] : texts_of_folder("samples/headless-public-broken")) {
      repository_.write(path, text);
    }
    repository_.commit("as it was");
    repository_.git("tag before");
  }

  ProgramResult run(const std::string& arguments, const std::string& folder = "") const {
    return run_program(arguments, folder.empty() ? repository_.path() : repository_.at(folder));
  }
  Json report(const std::string& arguments = "", const std::string& folder = "") const {
    const ProgramResult result =
        run("check --since before --output-format json " + arguments, folder);
    EXPECT_NE(result.exit_code, 2) << result.errors;
    Json report = Json::parse(result.output, nullptr, false);
    static JsonSchema schema("check-report.schema.json");
    EXPECT_THAT(schema.problems(report), IsEmpty());
    return report;
  }
  std::string text(const std::string& path) const { return read_text_file(repository_.at(path)); }
  void edit(const std::string& path, const std::string& from, const std::string& to) const {
    std::string changed = text(path);
    const std::size_t at = changed.find(from);
    ASSERT_NE(at, std::string::npos) << path << " has no " << from;
    repository_.write(path, changed.replace(at, from.size(), to));
  }
  std::vector<std::string> files() const {
    std::vector<std::string> paths;
    for (const auto& entry : fs::recursive_directory_iterator(repository_.at("force-app"))) {
      if (!entry.is_regular_file()) continue;
      paths.push_back(fs::relative(entry.path(), repository_.path()).string());
    }
    return paths;
  }
  /// Nothing is new and nothing is gone.
  void expect_as_before(const std::string& arguments = "", const std::string& folder = "") const {
    const Json seen = report(arguments, folder);
    EXPECT_THAT(in_state(seen, "new"), IsEmpty());
    EXPECT_EQ(seen["summary"]["new"], 0);
    EXPECT_EQ(seen["summary"]["gone"], 0);
    EXPECT_GT(seen["summary"]["known"], 15);
    EXPECT_EQ(run("check --since before " + arguments, folder).exit_code, 0);
  }

  GitRepository repository_;
};

TEST_F(Gate, WhatWasThereFailsNothing) {
  EXPECT_EQ(run("check").exit_code, 1);
  expect_as_before();
  const ProgramResult result = run("check --since before");
  EXPECT_THAT(result.output, HasSubstr("nothing new in 19 files (3 apps)\n23 as before, 0 mended; "
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
  const Json seen = report();
  EXPECT_THAT(in_state(seen, "new"), ElementsAre("SCH001 Portal_oauth.ecaOauth-meta.xml"));
  EXPECT_EQ(seen["summary"]["newErrors"], 1);
  EXPECT_EQ(seen["summary"]["known"], 23);
  EXPECT_EQ(seen["summary"]["gone"], 0);
  const ProgramResult result = run("check --since before");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("1 new error in 19 files (3 apps)\n23 as before, 0 mended"));
  EXPECT_EQ(run("check --since before --fail-on never").exit_code, 0);
}

TEST_F(Gate, OneMendedAndOneBrokenOfTheSameRuleInTheSameFile) {
  const std::string path =
      kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml");
  edit(path, "<label>", "<nonsense>1</nonsense>\n    <label>");
  repository_.commit("a fault");
  repository_.git("tag --force before");
  edit(path, "<nonsense>1</nonsense>", "<rubbish>1</rubbish>");
  const Json seen = report();
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
  const Json seen = report();
  EXPECT_THAT(in_state(seen, "new"), IsEmpty());
  EXPECT_EQ(seen["summary"]["known"], 23);
  EXPECT_EQ(seen["summary"]["gone"], 23);
}

/// An app whose policies name a permission set, with nothing to complain about.
class GateOfCrew : public Gate {
 protected:
  GateOfCrew() {
    for (const std::string name : {"force-app", "ecac.json", "manifest"}) {
      fs::remove_all(repository_.at(name));
    }
    ProjectFiles files;
    files.package("force-app")
        .file(kSource + std::string("externalClientApps/Harbor.eca-meta.xml"), app_text("Harbor"))
        .file(kSource + std::string("extlClntAppOauthSettings/Harbor_o.ecaOauth-meta.xml"),
              oauth_text("Harbor_o", "Harbor"))
        .file(
            kSource + std::string("extlClntAppOauthPolicies/Harbor_p.ecaOauthPlcy-meta.xml"),
            oauth_policies_text(
                "Harbor_p", "Harbor",
                "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>"
                "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>"))
        .file(kSet, metadata_text("PermissionSet", "<label>Crew</label>"));
    files.write_to(repository_);
    repository_.commit("crew");
    repository_.git("tag --force before");
  }
};

TEST_F(GateOfCrew, ADeletionIsToldWhereItBreaksSomething) {
  fs::remove(repository_.at(kSet));
  for (const std::string mode : {"lint", "predeploy", "audit"}) {
    const Json seen = report("--mode " + mode);
    ASSERT_THAT(in_state(seen, "new"), ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"))
        << mode;
    for (const Json& finding : seen["diagnostics"]) {
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
  const Json seen = report("--against deployed");
  EXPECT_EQ(seen["run"]["against"], "deployed");
  EXPECT_EQ(seen["run"]["since"], "before");
  // Deleted by this change, whatever was deployed.
  EXPECT_THAT(in_state(seen, "new"), ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"));
  EXPECT_THAT(seen.dump(), HasSubstr("\"deleted-in-change\""));
  repository_.commit("without crew");
  repository_.git("tag --force before");
  const Json after = report("--against deployed");
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
  EXPECT_THAT(result.output, HasSubstr("23 as before, 0 mended; compared with main, at "));
}

TEST_F(Gate, ARuleThatIsTurnedOnMakesNothingNew) {
  repository_.write("ecac.json", R"({"rules": {"ALL": "off"}})");
  repository_.commit("all off");
  repository_.git("tag --force before");
  repository_.write("ecac.json", R"({"rules": {"FLW": "error"}, "enforced": ["SCH"]})");
  const Json seen = report();
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
  const Json seen = report();
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
  const Json sarif = Json::parse(output("sarif"));
  std::size_t fresh = 0;
  for (const Json& result : sarif["runs"][0]["results"]) {
    if (result["baselineState"] == "new") ++fresh;
  }
  EXPECT_EQ(fresh, 1U);
  EXPECT_EQ(sarif["runs"][0]["results"].size(), 24U);
  EXPECT_EQ(sarif["runs"][0]["invocations"][0]["exitCode"], 1);
  EXPECT_EQ(count(output("csv"), ",known,"), 23U);
  EXPECT_EQ(count(output("csv"), ",new,"), 1U);
  const std::string page = output("markdown");
  EXPECT_THAT(page, HasSubstr("### ecac: 1 new error\n"));
  EXPECT_THAT(page, HasSubstr("23 as before, 0 mended"));
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
  EXPECT_EQ(Json::parse(output("rdjson"))["diagnostics"].size(), 1U);
  EXPECT_EQ(Json::parse(output("code-analyzer-json"))["violationCounts"]["total"], 1);
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
    }
    const Json seen = Json::parse(read_text_file(reports.at("json")));
    EXPECT_EQ(seen["run"]["checked"], false);
    EXPECT_EQ(seen["failures"][0]["code"], "RUN004");
    EXPECT_EQ(std::distance(fs::directory_iterator(reports.path()), fs::directory_iterator()),
              static_cast<std::ptrdiff_t>(std::size(kReportFormats)));
    return result.errors;
  };
  EXPECT_THAT(refusal(repository_.path(), "mian"), HasSubstr("there is no revision `mian`"));
  EXPECT_THAT(refusal(repository_.path(), "origin/main"),
              HasSubstr("`git fetch origin main:refs/remotes/origin/main` gets it"));
  EXPECT_THAT(refusal(repository_.path(), "origin/$(touch x)"), Not(HasSubstr("git fetch")));

  const TemporaryDirectory elsewhere;
  elsewhere.write("sfdx-project.json", R"({"packageDirectories": [{"path": "."}]})");
  EXPECT_THAT(refusal(elsewhere.path(), "main"), HasSubstr("is in no git repository"));

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

TEST_F(Gate, ANewProjectIsNewAsAWhole) {
  for (const auto& [path, text] : texts_of_folder("samples/mcp-oauth21-broken")) {
    repository_.write("mcp/" + path, text);
  }
  const Json seen = report("mcp");
  EXPECT_EQ(seen["summary"]["known"], 0);
  EXPECT_GT(seen["summary"]["new"], 20);
  EXPECT_EQ(seen["summary"]["gone"], 0);
}

TEST_F(Gate, JudgesWhatIsStaged) {
  const std::string path =
      kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml");
  edit(path, "<label>", "<nonsense>1</nonsense>\n    <label>");
  EXPECT_EQ(run("check --staged").exit_code, 0) << "what is not staged is not judged";
  repository_.git("add " + path);
  edit(path, "<nonsense>1</nonsense>", "");
  const ProgramResult result = run("check --staged");
  EXPECT_EQ(result.exit_code, 1) << result.output << result.errors;
  EXPECT_THAT(result.output, HasSubstr("nonsense"));
  EXPECT_THAT(result.output, HasSubstr("compared what is staged with HEAD, at "));
  const Json seen = Json::parse(run("check --staged --output-format json").output);
  EXPECT_EQ(seen["run"]["since"], "HEAD");
  EXPECT_EQ(seen["run"]["staged"], true);
  EXPECT_EQ(seen["summary"]["new"], 1);
  EXPECT_EQ(seen["summary"]["known"], 23);
  // From a folder inside, and since another revision.
  EXPECT_EQ(run("check --staged", "force-app").exit_code, 1);
  EXPECT_EQ(run("check --staged --since before").exit_code, 1);
  // A file that nobody has added is nowhere.
  repository_.git("reset --quiet");
  repository_.write(kSource + std::string("externalClientApps/New.eca-meta.xml"), "<broken");
  EXPECT_EQ(run("check --staged").exit_code, 0);
  for (const std::string option : {"--fix", "--diff"}) {
    EXPECT_EQ(run("check --staged " + option).exit_code, 2) << option;
  }
}

TEST_F(Gate, IsAHookOfGit) {
  repository_.write(".git/hooks/pre-commit",
                    std::string("#!/bin/sh\nexec ") + ECAC_PROGRAM + " check --staged\n");
  fs::permissions(repository_.at(".git/hooks/pre-commit"), fs::perms::owner_all);
  const std::string path =
      kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml");
  edit(path, "<label>", "<nonsense>1</nonsense>\n    <label>");
  const auto commits = [&](const std::string& how) {
    return run_program("version >/dev/null; git -c user.name=H -c user.email=h@example.com " + how +
                           " >/dev/null 2>&1",
                       repository_.path())
               .exit_code == 0;
  };
  // Git makes these commits of another index than the one of the repository.
  EXPECT_FALSE(commits("commit --all --message=x"));
  EXPECT_FALSE(commits("commit --message=x " + path));
  edit(path, "<nonsense>1</nonsense>", "");
  EXPECT_TRUE(commits("commit --all --message=x"));
}

TEST_F(Gate, JudgesTheFirstCommit) {
  const GitRepository fresh;
  for (const auto& [path, text] : texts_of_folder("samples/headless-public-broken")) {
    fresh.write(path, text);
  }
  EXPECT_EQ(run_program("check --staged", fresh.path()).exit_code, 0);
  fresh.git("add --all");
  const ProgramResult result = run_program("check --staged", fresh.path());
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("0 as before, 0 mended"));
}

TEST_F(GateOfCrew, TakesAListOfFiles) {
  const std::string policy =
      kSource + std::string("extlClntAppOauthPolicies/Harbor_p.ecaOauthPlcy-meta.xml");
  const std::string app = kSource + std::string("externalClientApps/Harbor.eca-meta.xml");
  repository_.write("README.md", "# Harbor\n");
  const auto check = [&](const std::string& list, const std::string& arguments = "-") {
    repository_.write("list", list);
    return run("check --output-format concise --files-from " + arguments + " < list");
  };
  edit(app, "<label>", "<nonsense>1</nonsense><label>");
  ProgramResult result = check(app + "\nREADME.md\r\n\n");
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("1 error in 1 file"));
  EXPECT_EQ(check(policy + "\n").exit_code, 0);
  EXPECT_EQ(check("README.md\n").exit_code, 0);
  EXPECT_EQ(check(app + '\0' + policy + '\0', "- -0").exit_code, 1);
  EXPECT_EQ(run("check --files-from list --null").exit_code, 1);

  // One that is gone is a deletion, told where it is missed.
  fs::remove(repository_.at(kSet));
  result = check(std::string(kSet) + "\n");
  EXPECT_EQ(result.exit_code, 1) << result.output << result.errors;
  EXPECT_THAT(result.output, HasSubstr("Harbor_p.ecaOauthPlcy-meta.xml"));
  EXPECT_THAT(result.output, HasSubstr("`Crew`, which is deleted in this change"));
  EXPECT_THAT(result.output, Not(HasSubstr("nonsense"))) << "nobody asked for this file";
  EXPECT_EQ(check("gone.txt\n").exit_code, 0);
  EXPECT_EQ(check("gone/far/away.txt\n").exit_code, 0);

  // An empty list is nothing to do, and not the whole project.
  result = check("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output, "");
  EXPECT_THAT(result.errors, HasSubstr("nothing to check: the list of files is empty"));
  const Json report = Json::parse(run("check --files-from /dev/null --output-format json").output);
  EXPECT_EQ(report["run"]["checked"], true);
  EXPECT_THAT(report["diagnostics"], IsEmpty());

  EXPECT_EQ(check("\"force-app/\\303\\251.xml\"\n").exit_code, 2);
  EXPECT_EQ(check(app + '\0').exit_code, 2);
  EXPECT_EQ(run("check --files-from absent").exit_code, 2);
  EXPECT_EQ(run("check -0").exit_code, 2);
  repository_.write("list", app + "\n");
  result = run("check --files-from ../list", "force-app");
  EXPECT_EQ(result.exit_code, 2) << "the names are those from the root";
  EXPECT_THAT(result.errors, HasSubstr("`git diff --relative`"));
}

TEST_F(GateOfCrew, WhatIsExcludedStaysOutWhereAHookNamesIt) {
  const std::string app = kSource + std::string("externalClientApps/Harbor.eca-meta.xml");
  edit(app, "<label>", "<nonsense>1</nonsense><label>");
  repository_.write("ecac.json", R"({"exclude": ["externalClientApps/"]})");
  EXPECT_EQ(run("check " + app).exit_code, 1);
  const ProgramResult result = run("check --force-exclude " + app);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, HasSubstr("nothing was checked"));
}

/// New and known findings together are those of a plain run, and the known ones those of the base.
TEST(GateOverSamples, StatesAgreeWithPlainRuns) {
  const auto found = [](const std::string& arguments, const std::string& folder,
                        const std::string& state) {
    const Json report = Json::parse(
        run_program("check --output-format json " + arguments, folder).output, nullptr, false);
    std::vector<std::string> keys;
    for (const Json& finding : report["diagnostics"]) {
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
