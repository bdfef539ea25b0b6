// What a hook judges: the index, and lists of files.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "tests/support/gate_history.h"

namespace ecac::test::staged_tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

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
  const json seen = json::parse(run("check --staged --output-format json").output);
  EXPECT_EQ(seen["run"]["since"], "HEAD");
  EXPECT_EQ(seen["run"]["staged"], true);
  EXPECT_EQ(seen["summary"]["new"], 1);
  EXPECT_EQ(seen["summary"]["known"], 23);
  EXPECT_EQ(run("check --staged --root README.md").exit_code, 2);
  EXPECT_THAT(run("check --staged --root absent").errors,
              HasSubstr("--root: `absent` is no folder"));
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
  EXPECT_THAT(result.output, HasSubstr("0 as before, 0 gone"));
  EXPECT_THAT(result.errors, HasSubstr("there is no commit yet, so all that is staged is new"));
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
  // What an earlier commit has deleted from a folder that stands is a deletion, too.
  EXPECT_EQ(check(kSource + std::string("externalClientApps/Old.eca-meta.xml\n")).exit_code, 0);

  // An empty list is nothing to do, and not the whole project.
  result = check("");
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_EQ(result.output, "");
  EXPECT_THAT(result.errors, HasSubstr("nothing to check: the list of files is empty"));
  repository_.write("empty", "\n");
  const json report = json::parse(run("check --files-from empty --output-format json").output);
  EXPECT_EQ(report["run"]["checked"], true);
  EXPECT_THAT(report["diagnostics"], IsEmpty());

  EXPECT_EQ(check("\"force-app/\\303\\251.xml\"\n").exit_code, 2);
  EXPECT_EQ(check(app + '\0').exit_code, 2);
  // What another command of git writes, or an editor.
  for (const std::string& list : {"100644 blob\t" + app + "\n", "\xEF\xBB\xBF" + app + "\n"}) {
    const ProgramResult refused = check(list);
    EXPECT_EQ(refused.exit_code, 2) << list;
    EXPECT_THAT(refused.errors, HasSubstr("entry 1 is more than a name"));
  }
  EXPECT_EQ(check(app + "\r\n" + policy + "\r\n").exit_code, 1);
  EXPECT_EQ(run("check --files-from absent").exit_code, 2);
  EXPECT_EQ(run("check -0").exit_code, 2);
  repository_.write("list", app + "\n");
  result = run("check --files-from ../list", "force-app");
  EXPECT_EQ(result.exit_code, 2) << "the names are those from the root";
  EXPECT_THAT(result.errors, HasSubstr("`git diff --relative`"));
}

TEST_F(GateOfCrew, RefusesNamesThatAreSeenFromAnotherFolder) {
  const auto check = [&](const std::string& list) {
    repository_.write("list", list);
    return run("check --files-from list");
  };
  // As `git -C force-app diff --relative` writes them.
  for (const std::string list : {"main/default/externalClientApps/Harbor.eca-meta.xml\n",
                                 "list\nmain/default/externalClientApps/Harbor.eca-meta.xml\n",
                                 "gone/far/away.txt\n", "gone.txt\n"}) {
    const ProgramResult result = check(list);
    EXPECT_EQ(result.exit_code, 2) << list;
    EXPECT_THAT(result.errors, HasSubstr("and git knows of none that was deleted; names are read "
                                         "from the current folder"))
        << list;
  }
  EXPECT_EQ(check("list\ngone.txt\n").exit_code, 0) << "another name is seen from here";
  // Deleted and staged, and then in a commit.
  repository_.write("top.txt", "x");
  repository_.write("other/deep.txt", "x");
  repository_.commit("with them");
  repository_.git("rm --quiet top.txt other/deep.txt");
  EXPECT_EQ(check("top.txt\nother/deep.txt\n").exit_code, 0);
  repository_.commit("without them");
  EXPECT_EQ(check("top.txt\nother/deep.txt\n").exit_code, 0);
  // Without git, a folder that is not there tells.
  fs::remove_all(repository_.at(".git"));
  EXPECT_EQ(check("force-app/gone.xml\n").exit_code, 0);
  const ProgramResult result = check("main/default/gone.xml\n");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_THAT(result.errors, Not(HasSubstr("git knows")));
}

TEST_F(GateOfCrew, TakesAListFromAPipeOrADevice) {
  const std::string app = kSource + std::string("externalClientApps/Harbor.eca-meta.xml");
  edit(app, "<label>", "<nonsense>1</nonsense><label>");
  repository_.write("list", app + "\n");
  EXPECT_EQ(run("check --files-from /dev/null").exit_code, 0);
  EXPECT_EQ(run("check --env-file /dev/null").exit_code, 1);
  ASSERT_EQ(::mkfifo(repository_.at("pipe").c_str(), 0600), 0);
  std::thread writer([&] { std::ofstream(repository_.at("pipe")) << app << '\n'; });
  const ProgramResult result = run("check --output-format concise --files-from pipe");
  writer.join();
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  EXPECT_THAT(result.output, HasSubstr("nonsense"));
  const ProgramResult endless = run("check --env-file /dev/zero");
  EXPECT_EQ(endless.exit_code, 2);
  EXPECT_THAT(endless.errors, HasSubstr("more than the limit of"));
}

TEST_F(GateOfCrew, WhatIsExcludedStaysOutWhereAHookNamesIt) {
  const std::string app = kSource + std::string("externalClientApps/Harbor.eca-meta.xml");
  edit(app, "<label>", "<nonsense>1</nonsense><label>");
  repository_.write("ecac.json", R"({"exclude": ["externalClientApps/"]})");
  EXPECT_EQ(run("check " + app).exit_code, 1);
  const ProgramResult result = run("check --force-exclude " + app);
  EXPECT_EQ(result.exit_code, 0) << result.output;
  EXPECT_THAT(result.output, Not(HasSubstr("nonsense")));
}

}  // namespace
}  // namespace ecac::test::staged_tests
