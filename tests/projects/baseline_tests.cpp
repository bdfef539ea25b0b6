// Findings that a team has put off: what they cover, how the file changes, and that it is merged.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/git_repository.h"
#include "tests/support/golden.h"
#include "tests/support/json_schema.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test::baseline_tests {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using testing::AnyOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kBaseline = "ecac-baseline.json";
constexpr const char* kSettings =
    "force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml";

class FindingsPutOff : public testing::Test {
 protected:
  FindingsPutOff() {
    for (const auto& [path, text] : texts_of_folder("samples/headless-public-broken")) {
      repository_.write(path, text);
    }
  }

  ProgramResult run(const std::string& arguments) const {
    return run_program("check --baseline ecac-baseline.json " + arguments, repository_.path());
  }
  void update() const {
    const ProgramResult result = run("--update-baseline");
    ASSERT_EQ(result.exit_code, 0) << result.output << result.errors;
  }
  Json report(const std::string& arguments = "") const {
    const ProgramResult result = run("--output-format json " + arguments);
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
  std::vector<std::string> lines() const {
    std::istringstream in(text(kBaseline));
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    return lines;
  }

  GitRepository repository_;
};

TEST_F(FindingsPutOff, FailNothingAndAreNotForgotten) {
  const Json before = Json::parse(
      run_program("check --output-format json", repository_.path()).output, nullptr, false);
  const std::size_t all = before["diagnostics"].size();
  const ProgramResult updated = run("--update-baseline");
  EXPECT_EQ(updated.exit_code, 0);
  EXPECT_THAT(
      updated.errors,
      HasSubstr(fmt::format("ecac-baseline.json: {0} put off, {0} of them new, 0 taken out", all)));
  EXPECT_THAT(updated.output, HasSubstr("no findings in 19 files"));
  EXPECT_THAT(updated.output,
              HasSubstr(fmt::format("not shown: {} findings of the baseline", all)));

  const Json after = report();
  EXPECT_THAT(after["diagnostics"], IsEmpty());
  EXPECT_EQ(after["summary"]["errors"], 0);
  EXPECT_EQ(after["summary"]["suppressedBy"]["baseline"], all);
  EXPECT_EQ(after["summary"]["baselineGone"], 0);
  ASSERT_EQ(after["waived"].size(), all);
  for (const Json& finding : after["waived"]) {
    EXPECT_EQ(finding["waiver"]["kind"], "baseline");
    EXPECT_EQ(finding["waiver"]["path"], kBaseline);
  }
  EXPECT_EQ(after["run"]["baselines"], Json::array({kBaseline}));
  const Json sarif = Json::parse(run("--output-format sarif").output);
  for (const Json& result : sarif["runs"][0]["results"]) {
    EXPECT_THAT(result["suppressions"], SizeIs(1));
  }
  EXPECT_THAT(run("--show-suppressed").output, HasSubstr("  put off (ecac-baseline.json): "));
}

TEST_F(FindingsPutOff, NewOnesFail) {
  update();
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <label>");
  const ProgramResult result = run("");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("1 error in 19 files"));
}

TEST_F(FindingsPutOff, TheFileIsALineAnEntryInOrder) {
  update();
  const std::vector<std::string> all = lines();
  ASSERT_GT(all.size(), 10U);
  EXPECT_EQ(all.front(), R"([{"formatVersion":1})");
  EXPECT_EQ(all.back(), "]");
  std::vector<std::vector<std::string>> keys;
  for (std::size_t i = 1; i + 1 < all.size(); ++i) {
    ASSERT_TRUE(all[i].starts_with(",{")) << all[i];
    const Json entry = Json::parse(all[i].substr(1));
    keys.push_back({entry["project"], entry["component"], entry["code"], entry["element"]});
    EXPECT_NE(entry["message"], "");
  }
  EXPECT_TRUE(std::ranges::is_sorted(keys));
  // As it is, it is written again.
  const std::string before = text(kBaseline);
  update();
  EXPECT_EQ(text(kBaseline), before);
}

TEST_F(FindingsPutOff, KeepNoSecret) {
  const std::string secret = "3MVG9made0up0consumer0key0for0a0test0PRIVATE";
  repository_.write(
      "force-app/main/default/extlClntAppGlobalOauthSets/"
      "Portal_Beta_glbloauth.ecaGlblOauth-meta.xml",
      metadata_text("ExtlClntAppGlobalOauthSettings",
                    "<consumerKey>" + secret + "</consumerKey><consumerSecret>" + secret +
                        "</consumerSecret><label>x</label>"));
  update();
  EXPECT_THAT(text(kBaseline), HasSubstr("SCT"));
  EXPECT_THAT(text(kBaseline), Not(HasSubstr(secret)));
  EXPECT_THAT(text(kBaseline), Not(HasSubstr(secret.substr(8))));
}

TEST_F(FindingsPutOff, ReasonsStayAndWhatIsMendedIsPruned) {
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <rubbish>1</rubbish>\n    <label>");
  update();
  const std::string entry = [&] {
    for (const std::string& line : lines()) {
      if (line.find("nonsense") != std::string::npos) return line;
    }
    return std::string();
  }();
  ASSERT_NE(entry, "");
  edit(kBaseline, entry, entry.substr(0, entry.size() - 1) + R"(,"reason":"an old client"})");
  update();
  EXPECT_THAT(text(kBaseline), HasSubstr("an old client"));
  const Json told = report();
  for (const Json& finding : told["waived"]) {
    const bool is_it = finding["message"].get<std::string>().find("nonsense") != std::string::npos;
    EXPECT_EQ(finding["waiver"]["reason"], is_it ? "an old client" : "in the baseline");
  }

  edit(kSettings, "<rubbish>1</rubbish>", "");
  const ProgramResult result = run("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.output, HasSubstr("1 finding of the baseline is gone: --prune-baseline takes "
                                       "it out\n"));
  EXPECT_EQ(report()["summary"]["baselineGone"], 1);
  EXPECT_EQ(run("--baseline-strict").exit_code, 1);
  // An update adds and keeps; only pruning takes out.
  update();
  EXPECT_THAT(text(kBaseline), HasSubstr("rubbish"));
  const ProgramResult pruned = run("--prune-baseline");
  EXPECT_EQ(pruned.exit_code, 0);
  EXPECT_THAT(pruned.errors, HasSubstr("0 of them new, 1 taken out"));
  EXPECT_THAT(text(kBaseline), Not(HasSubstr("rubbish")));
  EXPECT_THAT(text(kBaseline), HasSubstr("an old client"));
  EXPECT_EQ(run("--baseline-strict").exit_code, 0);
}

TEST_F(FindingsPutOff, PruningAddsNothing) {
  update();
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <label>");
  const ProgramResult result = run("--prune-baseline");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(text(kBaseline), Not(HasSubstr("nonsense")));
}

TEST_F(FindingsPutOff, WhatARunDoesNotLookForIsNotMended) {
  update();
  EXPECT_EQ(report("--select SCH")["summary"]["baselineGone"], 0);
  EXPECT_EQ(report("force-app/main/default/permissionsets")["summary"]["baselineGone"], 0);
  const std::string before = text(kBaseline);
  edit("ecac.json", "{", R"({"rules": {"FLW": "off"},)");
  EXPECT_EQ(run("--prune-baseline").exit_code, 0);
  EXPECT_EQ(text(kBaseline), before);
}

TEST_F(FindingsPutOff, EnforcedRulesAreNotPutOff) {
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <label>");
  update();
  edit("ecac.json", "{", R"({"enforced": ["SCH001"],)");
  const ProgramResult result = run("");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.output, HasSubstr("error[SCH001]"));
  for (const std::string change : {"--update-baseline", "--prune-baseline"}) {
    const ProgramResult changed = run(change);
    EXPECT_EQ(changed.exit_code, 1);
    EXPECT_THAT(changed.errors,
                HasSubstr(": 2 without effect, since enforced rules are never put"));
    EXPECT_THAT(changed.errors, HasSubstr(" 0 taken out"));
    EXPECT_THAT(text(kBaseline), HasSubstr("\"SCH001\""));
  }
}

/// What hides a file mends nothing in it.
TEST_F(FindingsPutOff, WhatIsHiddenIsNotMended) {
  const std::string nonsense = "<nonsense>1</nonsense>\n    <label>";
  edit(kSettings, "<label>", nonsense);
  update();
  const std::string before = text(kBaseline);
  const std::string good = text(kSettings);
  const std::string own = text("ecac.json");
  const auto expect_kept = [&](const std::string& how) {
    SCOPED_TRACE(how);
    const ProgramResult result = run("--baseline-strict --fail-on info --select SCH001");
    EXPECT_EQ(result.exit_code, 0) << result.output << result.errors;
    EXPECT_EQ(report()["summary"]["baselineGone"], 0);
    for (const std::string change : {"--prune-baseline", "--update-baseline"}) {
      const ProgramResult changed = run(change);
      EXPECT_THAT(changed.errors, HasSubstr(", since files of the project were not judged"));
      EXPECT_THAT(changed.errors, HasSubstr(", 0 taken out"));
      EXPECT_THAT(text(kBaseline), HasSubstr("nonsense"));
    }
    repository_.write(kBaseline, before);
  };
  edit("ecac.json", "{", R"({"exclude": ["**/extlClntAppOauthSettings/"],)");
  expect_kept("exclude");
  repository_.write("ecac.json", own);
  edit("ecac.json", "{",
       R"({"overrides": [{"paths": ["**/Portal_oauth.*"], "rules": {"SCH001": "off"}}],)");
  expect_kept("overrides");
  repository_.write("ecac.json", own);
  repository_.write(".forceignore", "**/extlClntAppOauthSettings/**\n");
  expect_kept("forceignore");
  fs::remove(repository_.at(".forceignore"));
  repository_.write(".gitignore", "Portal_oauth.*\n");
  expect_kept("gitignore");
  fs::remove(repository_.at(".gitignore"));
  repository_.write(kSettings, "\xFF\xFE<\0?\0");
  expect_kept("encoding");
  repository_.write(kSettings, good.substr(0, good.size() / 2));
  expect_kept("broken");
  // A file that is gone is mended.
  fs::remove(repository_.at(kSettings));
  EXPECT_THAT(run("--prune-baseline").errors, Not(HasSubstr(" 0 taken out")));
  EXPECT_THAT(text(kBaseline), Not(HasSubstr("nonsense")));
}

TEST_F(FindingsPutOff, PartialRunsChangeNoBaseline) {
  update();
  const std::string before = text(kBaseline);
  repository_.commit("all");
  repository_.write("list", std::string(kSettings) + "\n");
  for (const std::string option :
       {"--select SCH", "--ignore SCH", "--since HEAD", "--staged", "--files-from list",
        "--exclude x", "--manifest manifest/package.xml", "force-app/main/default/permissionsets",
        "--diff", "--show-files"}) {
    for (const std::string change : {"--update-baseline", "--prune-baseline"}) {
      const ProgramResult result = run(change + " " + option);
      EXPECT_EQ(result.exit_code, 2) << option;
      EXPECT_THAT(result.errors, HasSubstr(change + " is for ")) << option;
    }
  }
  EXPECT_EQ(text(kBaseline), before);
  EXPECT_EQ(run_program("check --update-baseline", repository_.path()).exit_code, 2);
}

TEST_F(FindingsPutOff, IsNamedByTheConfiguration) {
  edit("ecac.json", "{", R"({"baseline": "gate/known.json",)");
  const auto check = [&](const std::string& arguments) {
    return run_program("check " + arguments, repository_.path());
  };
  EXPECT_THAT(check("").errors,
              HasSubstr("cannot use the baseline gate/known.json: it is not there; "
                        "--update-baseline makes it"));
  EXPECT_EQ(check("--update-baseline").exit_code, 0);
  EXPECT_TRUE(fs::exists(repository_.at("gate/known.json")));
  EXPECT_EQ(check("").exit_code, 0);
  // The one of the command line takes its place.
  EXPECT_EQ(check("--baseline other.json").exit_code, 2);
  edit("ecac.json", "gate/known.json", "../outside.json");
  EXPECT_THAT(check("--update-baseline").errors, HasSubstr("it is outside of this project"));
  EXPECT_FALSE(fs::exists(repository_.at("../outside.json")));
}

TEST_F(FindingsPutOff, WhatCannotBeReadFailsTheRun) {
  update();
  const std::string good = text(kBaseline);
  for (const std::string& bad :
       {std::string(), std::string("{"), std::string("[]"), std::string("{}"),
        std::string(R"([{"formatVersion":2}])"), std::string(R"([{"formatVersion":1},{}])"),
        std::string(R"([{"formatVersion":1},3])"),
        std::string(R"([{"formatVersion":1},{"project":"","code":1,"case":"","fingerprint":""}])"),
        "<<<<<<< ours\n" + good, good.substr(0, good.size() / 2)}) {
    repository_.write(kBaseline, bad);
    for (const std::string arguments : {"", "--update-baseline", "--prune-baseline"}) {
      const ProgramResult result = run(arguments + " --output-format json");
      EXPECT_EQ(result.exit_code, 2) << bad;
      const Json seen = Json::parse(result.output);
      EXPECT_EQ(seen["run"]["checked"], false);
      EXPECT_EQ(seen["failures"][0]["code"], "RUN002");
      EXPECT_EQ(seen["failures"][0]["path"], kBaseline);
      EXPECT_EQ(text(kBaseline), bad) << "it was overwritten";
      const bool is_newer = bad.starts_with("[{\"formatVersion\":2}");
      EXPECT_EQ(result.output.find("a newer ecac wrote this baseline") != std::string::npos,
                is_newer);
    }
  }
}

TEST_F(FindingsPutOff, GitMergesWhatTwoBranchesPutOff) {
  update();
  repository_.commit("baseline");
  repository_.git("checkout --quiet -b one");
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <label>");
  update();
  repository_.commit("one");
  repository_.git("checkout --quiet -b two main");
  edit("force-app/main/default/externalClientApps/Portal_Kiosk.eca-meta.xml", "<label>",
       "<rubbish>1</rubbish>\n    <label>");
  update();
  repository_.commit("two");
  repository_.git("merge --quiet --no-edit one");
  EXPECT_THAT(text(kBaseline), HasSubstr("nonsense"));
  EXPECT_THAT(text(kBaseline), HasSubstr("rubbish"));
  const ProgramResult result = run("--baseline-strict");
  EXPECT_EQ(result.exit_code, 0) << result.output << result.errors;
}

TEST_F(FindingsPutOff, StayPutOffWhateverMoves) {
  update();
  const std::string source = "force-app/main/default";
  fs::create_directories(repository_.at("force-app/main/other"));
  for (const auto& entry : fs::directory_iterator(repository_.at(source))) {
    fs::rename(entry.path(),
               fs::path(repository_.at("force-app/main/other")) / entry.path().filename());
  }
  const std::string moved =
      "force-app/main/other/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml";
  std::string lines;
  for (const char c : text(moved)) lines += c == '\n' ? std::string("\r\n ") : std::string(1, c);
  repository_.write(moved, lines);
  const ProgramResult result = run("--baseline-strict --fail-on info");
  EXPECT_EQ(result.exit_code, 0) << result.output;
}

/// A folder that has another name, and a copy that is in no repository.
TEST_F(FindingsPutOff, StayPutOffWhereverTheProjectLies) {
  fs::create_directories(repository_.at("pk/a"));
  for (const char* part : {"force-app", "sfdx-project.json", "ecac.json"}) {
    if (fs::exists(repository_.at(part))) {
      fs::rename(repository_.at(part), repository_.at(std::string("pk/a/") + part));
    }
  }
  update();
  EXPECT_THAT(text(kBaseline), HasSubstr("\"project\":\"pk/a\""));
  fs::rename(repository_.at("pk/a"), repository_.at("pk/z"));
  EXPECT_EQ(run("").exit_code, 0) << run("").output;
  const TemporaryDirectory elsewhere;
  fs::copy(repository_.at("pk/z"), elsewhere.at("z"), fs::copy_options::recursive);
  fs::copy(repository_.at(kBaseline), elsewhere.at(kBaseline));
  EXPECT_EQ(run_program("check z --baseline ecac-baseline.json", elsewhere.path()).exit_code, 0);
  // A copy beside the one that the entries are of is new.
  const TemporaryDirectory copies;
  fs::create_directories(copies.at("pk"));
  for (const char* name : {"pk/a", "pk/c"}) {
    fs::copy(repository_.at("pk/z"), copies.at(name), fs::copy_options::recursive);
  }
  fs::copy(repository_.at(kBaseline), copies.at(kBaseline));
  fs::create_directory(copies.at(".git"));
  const std::string named = "check pk/c --root . --baseline ecac-baseline.json";
  EXPECT_EQ(run_program(named, copies.path()).exit_code, 1);
  // What is new in it is not put off.
  edit("pk/z/force-app/main/default/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml",
       "<label>", "<nonsense>1</nonsense>\n    <label>");
  EXPECT_EQ(run("").exit_code, 1);
}

TEST_F(FindingsPutOff, StrictWithoutABaselineIsAMistake) {
  const ProgramResult result = run_program("check --baseline-strict", repository_.path());
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("there is no baseline"));
}

TEST_F(FindingsPutOff, AMergeConflictIsCalledOne) {
  update();
  repository_.write(kBaseline, text(kBaseline) + "<<<<<<< ours\n");
  const ProgramResult result = run("");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, HasSubstr("this is a merge conflict"));
}

TEST_F(FindingsPutOff, GoTogetherWithSince) {
  update();
  repository_.commit("baseline");
  edit(kSettings, "<label>", "<nonsense>1</nonsense>\n    <label>");
  const Json seen = report("--since HEAD");
  EXPECT_EQ(seen["summary"]["new"], 1);
  EXPECT_EQ(seen["summary"]["known"], 0);
  EXPECT_EQ(seen["summary"]["gone"], 0);
}

}  // namespace
}  // namespace ecac::test::baseline_tests
