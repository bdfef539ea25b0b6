// Repositories of which only a part is here: sparse checkouts, partial clones, submodules; and
// histories that have no one base.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/gate_history.h"

namespace ecac::test::partial_repository_tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kPolicies =
    "force-app/main/default/extlClntAppOauthPolicies/Harbor_p.ecaOauthPlcy-meta.xml";

/// What a sparse checkout leaves out is not deleted.
TEST_F(GateOfCrew, WhatASparseCheckoutLeavesOutIsThere) {
  for (const std::string how : {"--no-cone --no-sparse-index", "--no-cone --sparse-index"}) {
    SCOPED_TRACE(how);
    repository_.git("sparse-checkout init " + how);
    repository_.git("sparse-checkout set --no-cone '/*' '!permissionsets'");
    ASSERT_FALSE(fs::exists(repository_.at(kSet)));
    EXPECT_THAT(in_state(report(), "new"), IsEmpty());
    EXPECT_EQ(report()["summary"]["gone"], 0);
    EXPECT_THAT(in_state(report("--against before"), "new"), IsEmpty());
    // What is there and deleted is.
    repository_.git("update-index --no-skip-worktree " + std::string(kSet));
    EXPECT_THAT(in_state(report(), "new"),
                testing::ElementsAre("REF008 Harbor_p.ecaOauthPlcy-meta.xml"));
    repository_.git("update-index --skip-worktree " + std::string(kSet));
    EXPECT_EQ(run("check --staged").exit_code, 0);
    repository_.git("sparse-checkout disable");
    ASSERT_TRUE(fs::exists(repository_.at(kSet)));
  }
}

TEST_F(GateOfCrew, ReadsAnIndexOfFoldersAndOneInTwoFiles) {
  repository_.git(
      "sparse-checkout set --cone --sparse-index force-app/main/default/externalClientApps");
  EXPECT_THAT(in_state(report(), "new"), IsEmpty());
  EXPECT_EQ(run("check --staged").exit_code, 0) << run("check --staged").errors;
  repository_.git("sparse-checkout disable");
  repository_.git("update-index --split-index");
  EXPECT_THAT(in_state(report(), "new"), IsEmpty());
  EXPECT_EQ(run("check --staged").exit_code, 0) << run("check --staged").errors;
}

TEST_F(GateOfCrew, APartialCloneIsNeverTakenForAWholeOne) {
  const TemporaryDirectory other;
  edit(kPolicies, "<label>", "<label>New ");
  repository_.commit("another");
  repository_.git("config uploadpack.allowFilter true");
  repository_.git("clone --quiet --filter=blob:none 'file://" + repository_.path() + "' '" +
                  other.at("part") + "'");
  const auto check = [&](const std::string& arguments) {
    return run_program("check " + arguments, other.at("part"));
  };
  const ProgramResult result = check("--since HEAD~1");
  EXPECT_EQ(result.exit_code, 2) << result.output;
  EXPECT_THAT(result.errors, HasSubstr("is a partial clone and lacks an object of this state; `git "
                                       "fetch --refetch --no-filter` gets all"));
  const json seen = json::parse(check("--since HEAD~1 --output-format json").output);
  EXPECT_EQ(seen["failures"][0]["code"], "RUN004");
  // What is said there helps.
  EXPECT_EQ(run_program("version >/dev/null; git fetch --quiet --refetch --no-filter 2>&1",
                        other.at("part"))
                .exit_code,
            0);
  EXPECT_EQ(check("--since HEAD~1").exit_code, 0) << check("--since HEAD~1").errors;
  // So does the index of one.
  repository_.git("clone --quiet --no-checkout --filter=blob:none 'file://" + repository_.path() +
                  "' '" + other.at("bare") + "'");
  EXPECT_EQ(run_program("version >/dev/null; git read-tree HEAD", other.at("bare")).exit_code, 0);
  const ProgramResult staged = run_program("check --staged", other.at("bare"));
  EXPECT_EQ(staged.exit_code, 2) << staged.output;
  EXPECT_THAT(staged.errors, HasSubstr("is a partial clone"));
}

/// A project with findings in a repository of its own, which is a submodule of another one.
class GateOfSubmodules : public Gate {
 protected:
  GateOfSubmodules() {
    outer_.write("README.md", "apps");
    outer_.commit("first");
    outer_.git("submodule --quiet add '" + repository_.path() + "' apps/portal");
    outer_.commit("with a submodule");
    outer_.git("tag base");
  }
  ProgramResult check(const std::string& arguments) const {
    return run_program("check " + arguments, outer_.path());
  }
  json seen(const std::string& arguments) const {
    return json::parse(check(arguments + " --output-format json").output, nullptr, false);
  }
  void in_submodule(const std::string& arguments) const {
    outer_.git("-C apps/portal " + arguments);
  }
  void break_settings() const {
    const std::string path =
        "apps/portal/" +
        (kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml"));
    std::string changed = read_text_file(outer_.at(path));
    outer_.write(path,
                 changed.replace(changed.find("<label>"), 7, "<nonsense>1</nonsense><label>"));
  }

  GitRepository outer_;
};

TEST_F(GateOfSubmodules, WhatWasInASubmoduleIsKnown) {
  const json first = seen("--since base");
  EXPECT_EQ(first["summary"]["new"], 0) << check("--since base").errors;
  EXPECT_EQ(first["summary"]["gone"], 0);
  EXPECT_GT(first["summary"]["known"], 15);
  EXPECT_EQ(seen("--staged")["summary"]["known"], first["summary"]["known"]);
  // Another commit of it is compared with the one that was.
  break_settings();
  EXPECT_EQ(seen("--since base")["summary"]["new"], 1);
  in_submodule("commit --quiet --all --message=worse");
  EXPECT_EQ(seen("--since base")["summary"]["new"], 1);
  EXPECT_EQ(seen("--staged")["summary"]["new"], 0);
  outer_.git("add apps/portal");
  EXPECT_EQ(seen("--staged")["summary"]["new"], 1);
  EXPECT_EQ(check("--staged").exit_code, 1);
}

TEST_F(GateOfSubmodules, WithoutItsOldCommitNothingIsCompared) {
  // The commit that the base names is nowhere.
  outer_.git(
      "update-index --cacheinfo 160000,1234567890123456789012345678901234567890,apps/portal");
  outer_.git("commit --quiet --message=unknown");
  outer_.git("tag --force base");
  const ProgramResult result = check("--since base");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.errors, HasSubstr("not compared, and not new: the commit that the submodule "
                                       "`apps/portal` had before is not here"));
  const json report = seen("--since base");
  EXPECT_EQ(report["summary"]["new"], 0);
  ASSERT_GT(report["diagnostics"].size(), 0U);
  EXPECT_THAT(report["diagnostics"][0].dump(), HasSubstr("not compared: "));
  EXPECT_THAT(check("--staged").errors,
              HasSubstr("not judged: the staged commit of `apps/portal` is not here"));
}

TEST_F(GateOfSubmodules, WhatARemovedSubmoduleDefinedIsMissed) {
  // Beside the app, which stays, its settings name it.
  outer_.write(
      "apps/kept/extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml",
      read_text_file(outer_.at(
          "apps/portal/" +
          (kSource + std::string("extlClntAppOauthSettings/Portal_oauth.ecaOauth-meta.xml")))));
  outer_.write("sfdx-project.json",
               R"({"packageDirectories": [{"path": "apps", "default": true}]})");
  outer_.git("rm --quiet --cached -r apps/portal");
  in_submodule("rm --quiet sfdx-project.json");
  in_submodule("commit --quiet --message=part");
  outer_.git("add --all");
  outer_.commit("settings beside");
  outer_.git("tag --force base");
  outer_.git("rm --quiet --force apps/portal");
  ASSERT_FALSE(std::filesystem::exists(outer_.at("apps/portal")));
  for (const std::string how : {"--since base", "--staged"}) {
    const ProgramResult result = check(how);
    EXPECT_EQ(result.exit_code, 1) << result.output << result.errors;
    EXPECT_THAT(result.output, HasSubstr("which is deleted in this change")) << how;
    EXPECT_THAT(result.errors, Not(HasSubstr("not compared"))) << how;
  }
  // A clone without it cannot know, and says so.
  std::filesystem::remove_all(outer_.at(".git/modules"));
  const ProgramResult blind = check("--since base");
  EXPECT_THAT(blind.errors,
              HasSubstr("not compared: the change takes the submodule `apps/portal`"));
  const json report = seen("--since base");
  ASSERT_EQ(report["notices"].size(), 1U);
  EXPECT_EQ(report["notices"][0]["code"], "RUN009");
  EXPECT_EQ(report["notices"][0]["fails"], false);
}

TEST_F(GateOfSubmodules, PlainFilesInItsPlaceNeedNoUpdate) {
  outer_.git(
      "update-index --cacheinfo 160000,1234567890123456789012345678901234567890,apps/portal");
  outer_.git("commit --quiet --message=unknown");
  outer_.git("tag --force base");
  std::filesystem::remove_all(outer_.at("apps/portal/.git"));
  const ProgramResult result = check("--since base");
  EXPECT_THAT(result.errors, HasSubstr("had before is not here"));
  EXPECT_THAT(result.errors, Not(HasSubstr("git submodule update")));
}

TEST_F(Gate, SaysWhichOfSeveralMergeBasesItTakes) {
  repository_.git("checkout --quiet -b topic");
  repository_.write("topic.txt", "1");
  repository_.commit("on topic");
  repository_.git("branch topic-first");
  repository_.git("checkout --quiet main");
  repository_.write("main.txt", "1");
  repository_.commit("on main");
  repository_.git("branch main-first");
  repository_.git("merge --quiet --no-edit topic-first");
  repository_.git("checkout --quiet topic");
  repository_.git("merge --quiet --no-edit main-first");
  const ProgramResult result = run("check --since main");
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.errors, HasSubstr("`main` and HEAD have 2 merge bases"));
  EXPECT_THAT(run("check --since main --quiet").errors, Not(HasSubstr("merge bases")));
}

}  // namespace
}  // namespace ecac::test::partial_repository_tests
