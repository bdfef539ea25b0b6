// A repository of somebody else: what it may not make the program read, write or say.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "tests/support/git_repository.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kQuayApp = "externalClientApps/Quay.eca-meta.xml";
constexpr const char* kQuaySettings = "extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml";
constexpr const char* kQuayProject = R"({"packageDirectories": [{"path": "."}]})";
constexpr const char* kOfTheMachine = "PRIVATE-91x-of-the-machine";

/// `mine` is checked. `outside` lies beside it and is nobody's business.
class HostileRepository : public testing::Test {
 protected:
  HostileRepository() { write_project("mine"); }

  /// An app, and settings with a safe fix: they have no label.
  void write_project(const std::string& folder) const {
    folder_.write(folder + "/" + kQuayApp,
                  metadata_text("ExternalClientApplication",
                                "    <contactEmail>quay@example.com</contactEmail>\n"
                                "    <distributionState>Local</distributionState>\n"
                                "    <label>Quay</label>\n"));
    folder_.write(folder + "/" + kQuaySettings, settings());
  }
  static std::string settings() {
    return metadata_text("ExtlClntAppOauthSettings",
                         "    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                         "    <externalClientApplication>Quay</externalClientApplication>\n");
  }
  void link(const std::string& target, const std::string& path) const {
    fs::create_directories(fs::path(folder_.at(path)).parent_path());
    fs::create_symlink(target, folder_.at(path));
  }
  ProgramResult run(const std::string& arguments, const std::string& folder = "mine") const {
    return run_program(arguments, folder_.at(folder));
  }
  std::string text(const std::string& path) const { return read_text_file(folder_.at(path)); }
  static std::string said(const ProgramResult& result) { return result.output + result.errors; }

  TemporaryDirectory folder_;
};

TEST_F(HostileRepository, ReadsNoListOutsideOfItself) {
  folder_.write("outside/list.txt", std::string(kOfTheMachine) + "\n");
  link("../outside/list.txt", "mine/link.txt");
  for (const std::string path :
       {"/proc/self/environ", "../outside/list.txt", "link.txt", "../outside/none.txt"}) {
    for (const std::string& text : {R"({"known": [")" + path + R"("]})",
                                    R"({"deploy": {"noOverwrite": [")" + path + R"("]}})"}) {
      folder_.write("mine/ecac.json", text);
      const ProgramResult result = run("check .");
      EXPECT_EQ(result.exit_code, 2);
      EXPECT_THAT(result.errors, HasSubstr("`" + path + "` is outside this project"));
      EXPECT_THAT(said(result), Not(HasSubstr("PATH=")));
      EXPECT_THAT(said(result), Not(HasSubstr(kOfTheMachine)));
    }
  }
}

TEST_F(HostileRepository, QuotesNoLineOfAList) {
  folder_.write("mine/list.txt", std::string(kOfTheMachine) + "\n");
  folder_.write("mine/ecac.json", R"({"known": ["list.txt"]})");
  for (const std::string arguments : {"check .", "check --isolated --known list.txt ."}) {
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, 2);
    EXPECT_THAT(result.errors, HasSubstr("line 1 is not of the form"));
    EXPECT_THAT(said(result), Not(HasSubstr(kOfTheMachine)));
  }
}

TEST_F(HostileRepository, ReadsNoFileThroughALinkThatLeadsOut) {
  folder_.write("outside/secret", std::string(kOfTheMachine) + "\n");
  for (const std::string path :
       {"externalClientApps/A.eca-meta.xml", "settings/B.settings-meta.xml", "sfdx-project.json",
        "ecac.json", "config/x-scratch-def.json"}) {
    const fs::path up =
        fs::relative(folder_.at("outside"), fs::path(folder_.at("mine/" + path)).parent_path());
    link((up / "secret").string(), "mine/" + path);
    for (const std::string& arguments : {std::string("check ."), "check " + path}) {
      EXPECT_THAT(said(run(arguments)), Not(HasSubstr(kOfTheMachine))) << arguments;
    }
    fs::remove(folder_.at("mine/" + path));
  }
  link("../../outside/secret", std::string("mine/externalClientApps/A.eca-meta.xml"));
  const ProgramResult result = run("check --output-format concise .");
  // A deploy may follow it.
  EXPECT_THAT(result.output, HasSubstr("A.eca-meta.xml: warning[PRJ001]"));
  EXPECT_THAT(result.output, HasSubstr("leads out of the repository"));
  EXPECT_THAT(result.output, HasSubstr("not checked: 1 file (a link that leads out)\n"));
}

TEST_F(HostileRepository, ReadsNothingOfTheRepositoryFolderThroughALink) {
  folder_.write("mine/.git/config", kOfTheMachine);
  link("../.git/config", "mine/externalClientApps/A.eca-meta.xml");
  EXPECT_THAT(said(run("check .")), Not(HasSubstr(kOfTheMachine)));
}

TEST_F(HostileRepository, FollowsLinksInsideOfARepository) {
  folder_.write("mine/.git/HEAD", "ref: refs/heads/main\n");
  write_project("mine/packages/shared");
  folder_.write("mine/packages/web/sfdx-project.json", kQuayProject);
  link("../shared", "mine/packages/web/shared");
  const ProgramResult result = run("check --show-files .", "mine/packages/web");
  EXPECT_THAT(result.output, HasSubstr(std::string("shared/") + kQuayApp));
}

TEST_F(HostileRepository, ChangesNoOtherProjectThroughAFolderLink) {
  write_project("outside");
  folder_.write("outside/sfdx-project.json", kQuayProject);
  folder_.write("mine/sfdx-project.json", kQuayProject);
  link("../outside", "mine/x");
  const ProgramResult result = run("check --fix --unsafe-fixes .");
  EXPECT_EQ(text(std::string("outside/") + kQuaySettings), settings());
  EXPECT_NE(text(std::string("mine/") + kQuaySettings), settings());
  EXPECT_THAT(result.output, HasSubstr("leads out of the repository"));
}

TEST_F(HostileRepository, CreatesNothingAtTheEndOfALink) {
  // The settings of an app that are missing would be made there.
  fs::remove(folder_.at(std::string("mine/") + kQuaySettings));
  folder_.write("mine/extlClntAppGlobalOauthSets/Quay_glbl.ecaGlblOauth-meta.xml",
                global_oauth_text("Quay_glbl", "Quay"));
  link("../../outside/made.xml", std::string("mine/") + kQuaySettings);
  fs::create_directories(folder_.at("outside"));
  const ProgramResult result = run("check --fix --unsafe-fixes .");
  EXPECT_FALSE(fs::exists(folder_.at("outside/made.xml"))) << said(result);
  EXPECT_TRUE(fs::is_symlink(folder_.at(std::string("mine/") + kQuaySettings)));
}

TEST_F(HostileRepository, WritesNotThroughALinkAtATemporaryName) {
  folder_.write("victim", "untouched");
  const std::string name = fs::path(kQuaySettings).filename().string();
  const fs::path folder = fs::path(folder_.at(std::string("mine/") + kQuaySettings)).parent_path();
  // Where processes have a name space of their own, their numbers are small.
  for (int number = 1; number < 100; ++number) {
    fs::create_symlink(folder_.at("victim"),
                       folder / ("." + name + "." + std::to_string(number) + ".partial"));
  }
  run("check --fix .");
  EXPECT_EQ(text("victim"), "untouched");
  EXPECT_FALSE(fs::is_symlink(folder / name));
}

TEST_F(HostileRepository, StopsWhereTheFolderIsGone) {
  const ProgramResult result =
      run_program("check --fix .", folder_.path(), "mkdir gone && cd gone && rmdir ../gone &&");
  EXPECT_EQ(result.exit_code, 2);
  EXPECT_EQ(result.errors, "ecac: the current folder is gone; change to one that exists\n");
  EXPECT_EQ(text(std::string("mine/") + kQuaySettings), settings());
}

TEST_F(HostileRepository, SteersNoTerminalByStandardError) {
  const auto expect_one_line = [](const ProgramResult& result) {
    for (const char control : {'\033', '\007', '\r'}) {
      EXPECT_EQ(result.errors.find(control), std::string::npos);
      EXPECT_EQ(result.output.find(control), std::string::npos);
    }
    EXPECT_EQ(result.errors.find("\n::"), std::string::npos) << result.errors;
    EXPECT_EQ(result.output.find("\n::"), std::string::npos) << result.output;
  };
  const std::string hostile = R"(x\n::error::forged\u001b]0;\u0007\r)";
  for (const std::string& text : {
           R"({"rules": {")" + hostile + R"(": "off"}})",
           R"({"rules": {"SCH": ")" + hostile + R"("}})",
           R"({")" + hostile + R"(": 1})",
           R"({"known": [")" + hostile + R"("]})",
           R"({"complete": [")" + hostile + R"("]})",
           R"({"deploy": {"target": ")" + hostile + R"("}})",
           R"({"environments": {")" + hostile + R"(": ["src"]}})",
           R"({"apps": {")" + hostile + R"(": {"clientType": "public"}}})",
       }) {
    folder_.write("mine/ecac.json", text);
    expect_one_line(run("check ."));
    expect_one_line(run("check --show-settings ."));
  }
  folder_.write("mine/ecac.json", "{}");
  const std::string word = R"w("$(printf 'x\n::error::forged\033[1m')")w";
  for (const std::string& arguments :
       {"check " + word, "check --mode " + word + " .", "check --config " + word + " .",
        "check --against " + word + " .", "check --select " + word + " .",
        "check --manifest " + word + " .", "check --environment " + word + " .",
        "check --known " + word + " .", "check --now " + word + " .",
        "check --schema-dir " + word + " .", "check -o out/" + word + " .",
        "compile --app " + word + " .", "explain " + word, "explain --app " + word + " .",
        "plan --write mine/" + word + "/x .", "schema " + word, word}) {
    expect_one_line(run(arguments));
  }
}

TEST_F(HostileRepository, TakesNoConfigurationFromAboveTheRepository) {
  folder_.write("ecac.json", R"({"rules": {"ALL": "off"}})");
  folder_.write("mine/.git/HEAD", "ref: refs/heads/main\n");
  EXPECT_THAT(run("check .").output, HasSubstr("SCH005"));
  EXPECT_THAT(run("check .", "mine/externalClientApps").output, Not(HasSubstr("turned off")));
  // Without a repository it is what the user named, or where they stand.
  fs::remove_all(folder_.at("mine/.git"));
  EXPECT_THAT(run("check .").output, HasSubstr("SCH005"));
  EXPECT_THAT(run("check mine", ".").output, Not(HasSubstr("SCH005")));
  EXPECT_THAT(run("check --config ../ecac.json .").output, Not(HasSubstr("SCH005")));
}

TEST_F(HostileRepository, ReadsNoEndlessInput) {
  const ProgramResult endless =
      run_program("check --stdin-filename externalClientApps/Quay.eca-meta.xml - < /dev/zero",
                  folder_.at("mine"), "ulimit -t 60 &&");
  EXPECT_EQ(endless.exit_code, 2);
  EXPECT_THAT(endless.errors, HasSubstr("standard input is larger than"));
}

TEST_F(HostileRepository, SaysWhatCannotBeRead) {
  const std::string input = "check --stdin-filename externalClientApps/Quay.eca-meta.xml - < .";
  EXPECT_EQ(run(input).exit_code, 2);
  for (const std::string name : {"ecac.json", "sfdx-project.json"}) {
    link("nowhere", "mine/" + name);
    EXPECT_NE(run("check .").exit_code, 0) << name;
    fs::remove(folder_.at("mine/" + name));
  }
  fs::create_directories(folder_.at("mine/ecac.json"));
  EXPECT_EQ(run("check .").exit_code, 2);
  fs::remove_all(folder_.at("mine/ecac.json"));
  fs::create_directories(folder_.at("empty"));
  EXPECT_EQ(run("check --schema-dir ../empty .").exit_code, 2);
}

TEST_F(HostileRepository, TakesNoEmptyValueForNone) {
  for (const std::string option :
       {"config", "manifest", "select", "ignore", "known", "exclude", "against", "env-file"}) {
    EXPECT_EQ(run("check --" + option + " '' .").exit_code, 2) << option;
  }
}

TEST_F(HostileRepository, TellsThatAnEarlierStateIsNotThere) {
  const GitRepository full;
  fs::copy(folder_.at("mine"), full.at("app"), fs::copy_options::recursive);
  full.commit("first");
  full.write(std::string("app/") + kQuaySettings,
             metadata_text("ExtlClntAppOauthSettings",
                           "    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                           "    <externalClientApplication>Quay</externalClientApplication>\n"
                           "    <label>Quay</label>\n"));
  full.commit("second");
  full.git("config uploadpack.allowFilter true");
  full.git("clone --quiet --filter=blob:none 'file://" + full.path() + "' '" +
           folder_.at("partial") + "'");
  for (const std::string arguments : {"check --against HEAD~1 .", "plan --against HEAD~1 ."}) {
    EXPECT_NE(run_program(arguments, full.path()).exit_code, 2);
    const ProgramResult result = run(arguments, "partial");
    EXPECT_EQ(result.exit_code, 2) << said(result);
    EXPECT_THAT(result.errors, HasSubstr("is a partial clone and lacks an object"));
  }
}

TEST_F(HostileRepository, OnlyLooksWhereOneOnlyLooks) {
  for (const std::string option : {"--show-files", "--show-settings"}) {
    EXPECT_EQ(run("check " + option + " --fix .").exit_code, 2);
    EXPECT_EQ(run("check " + option + " --diff .").exit_code, 2);
  }
  EXPECT_EQ(text(std::string("mine/") + kQuaySettings), settings());
}

TEST_F(HostileRepository, CountsOnlyWhatWasWritten) {
  if (::geteuid() == 0) {
    // Root writes everywhere, so the disk has to refuse: no file may be larger than nothing.
    const ProgramResult result = run_program("check --fix .", folder_.at("mine"), "ulimit -f 0 &&");
    EXPECT_EQ(result.exit_code, 2) << said(result);
    EXPECT_THAT(result.errors, Not(HasSubstr("fixed 1")));
  } else {
    fs::permissions(folder_.at(std::string("mine/") + kQuaySettings), fs::perms::owner_read);
    const ProgramResult result = run("check --fix .");
    EXPECT_EQ(result.exit_code, 2) << said(result);
    EXPECT_THAT(result.errors, HasSubstr("0 of 1 file could be changed"));
  }
  EXPECT_EQ(text(std::string("mine/") + kQuaySettings), settings());
}

}  // namespace
}  // namespace ecac::test
