#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/project_builder.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

/// A repository with one project, whose app has a value that SCH004 finds.
class Configuration : public testing::Test {
 protected:
  Configuration() {
    run_.files.add_directory("/work/.git");
    run_.files.add("/work/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
    run_.files.add("/work/app/externalClientApps/Harbor.eca-meta.xml",
                   test::metadata_text("ExternalClientApplication",
                                       "    <distributionState>Localy</distributionState>\n"
                                       "    <label>Harbor</label>\n"));
  }

  int check(std::vector<std::string> words = {}) {
    words.insert(words.begin(),
                 {"check", "--select", "SCH004,CFG,SEC", "--output-format", "concise"});
    return run_(words);
  }

  std::string settings() {
    EXPECT_EQ(run_({"check", "--show-settings"}), 0) << run_.err;
    return run_.out;
  }

  CliRun run_;
};

TEST_F(Configuration, ExtendsFiles) {
  run_.files.add("/work/ecac.json", R"({"extends": ["config/base.json", "config/more.json"]})");
  run_.files.add("/work/config/base.json", R"({"rules": {"SCH004": "off"}})");
  run_.files.add("/work/config/more.json", "{}");
  EXPECT_EQ(check(), 0) << run_.out;
  run_.files.add("/work/config/more.json", R"({"rules": {"SCH004": "error"}})");
  EXPECT_EQ(check(), 1) << run_.out;
  run_.files.add("/work/ecac.json",
                 R"({"rules": {"SCH004": "info"}, "extends": "config/base.json"})");
  EXPECT_EQ(check(), 0) << run_.out;
  EXPECT_THAT(run_.out, HasSubstr("1 info"));
}

TEST_F(Configuration, SeesPathsFromTheFileThatSaysThem) {
  run_.files.add("/work/ecac.json", R"({"extends": "app/base.json"})");
  for (const std::string key :
       {R"("exclude": ["externalClientApps/"])", R"("exclude": ["/externalClientApps"])",
        R"("overrides": [{"paths": ["/externalClientApps/"], "rules": {"SCH004": "off"}}])"}) {
    run_.files.add("/work/app/base.json", "{" + key + "}");
    EXPECT_EQ(check(), 0) << key << run_.out;
    EXPECT_THAT(run_.out, Not(HasSubstr("SCH004"))) << key;
  }
  run_.files.add("/work/app/base.json", R"({"exclude": ["/app/externalClientApps"]})");
  EXPECT_EQ(check(), 1);
  // What is left out there is taken in again here.
  run_.files.add("/work/app/base.json", R"({"exclude": ["*.eca-meta.xml"]})");
  run_.files.add("/work/ecac.json",
                 R"({"extends": "app/base.json", "exclude": ["!Harbor.eca-meta.xml"]})");
  EXPECT_EQ(check(), 1) << run_.out;
  run_.files.add("/work/app/base.json", R"({"known": ["list.txt"]})");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("app/base.json:1:13: cannot read `list.txt`"));
  run_.files.add("/work/app/list.txt", "PermissionSet:Shared\n");
  EXPECT_EQ(check(), 1) << run_.err;
}

TEST_F(Configuration, TellsWhichExtendedFileIsWrongAndWhere) {
  run_.files.add("/work/ecac.json", "{\n  \"extends\": [\"base.json\"]\n}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("ecac.json:2:16: cannot read `base.json`"));
  run_.files.add("/work/base.json", "{\n\n  \"rulez\": {}}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("base.json:3:4: unknown key `rulez`; did you mean `rules`?"));
  run_.files.add("/work/base.json", "{ oops");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("base.json:1:3: this is not valid JSON"));
  run_.files.add("/work/base.json", "{\"rules\": {\"SCH\": \"off\"},\n \"enforced\": [\"XYZ\"]}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("base.json:2:16: no rule is called `XYZ`"));
  // The value counts for nothing, and is wrong all the same.
  run_.files.add("/work/base.json", R"({"deploy": {"target": "moon"}})");
  run_.files.add("/work/ecac.json", R"({"extends": "base.json", "deploy": {"target": "new-org"}})");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("base.json:1:24: `moon` is no target"));
}

TEST_F(Configuration, TellsOfACycleWithItsChain) {
  run_.files.add("/work/ecac.json", R"({"extends": "config/a.json"})");
  run_.files.add("/work/config/a.json", R"({"extends": ["b.json"]})");
  run_.files.add("/work/config/b.json", R"({"extends": ["../ecac.json"]})");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err,
              HasSubstr("config/b.json:1:15: `../ecac.json` would extend itself: ecac.json → "
                        "config/a.json → config/b.json → ecac.json"));
  run_.files.add("/work/config/b.json", R"({"extends": ["b.json"]})");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("config/b.json → config/b.json"));
  // Twice by two ways is none.
  run_.files.add("/work/ecac.json", R"({"extends": ["config/a.json", "config/b.json"]})");
  run_.files.add("/work/config/b.json", R"({"rules": {"SCH004": "off"}})");
  EXPECT_EQ(check(), 0) << run_.err;
}

TEST_F(Configuration, ExtendsNothingOfSomebodyElse) {
  run_.files.add("/etc/base.json", R"({"rules": {"SCH004": "off"}})");
  run_.files.add_link("/work/link.json", "/etc/base.json");
  for (const std::string path : {"../etc/base.json", "/etc/base.json", "link.json"}) {
    run_.files.add("/work/ecac.json", R"({"extends": ")" + path + R"("})");
    EXPECT_EQ(check(), 2) << path;
    EXPECT_THAT(run_.err,
                AllOf(HasSubstr("is outside this repository"), Not(HasSubstr("cannot read"))))
        << path;
  }
  // What a person names is meant.
  run_.files.add("/work/ecac.json", "{}");
  run_.files.add("/etc/mine.json", R"({"extends": "base.json"})");
  EXPECT_EQ(check({"--config", "/etc/mine.json"}), 0) << run_.err;
  EXPECT_EQ(check({"--config", "extends=../etc/base.json"}), 0) << run_.err;
}

TEST_F(Configuration, IsExtendedByNoMoreThanALimit) {
  run_.files.add("/work/ecac.json", R"({"extends": "b0.json"})");
  for (int i = 0; i < 40; ++i) {
    run_.files.add("/work/b" + std::to_string(i) + ".json",
                   R"({"extends": "b)" + std::to_string(i + 1) + R"(.json"})");
  }
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("more than 32 files are extended"));
}

TEST_F(Configuration, TakesSettingsOfTheCommandLineLast) {
  run_.files.add("/work/ecac.json", R"({"rules": {"SCH004": "warning"}})");
  EXPECT_EQ(check({"--config", "rules.SCH004=off"}), 0) << run_.out;
  EXPECT_THAT(run_.out, Not(HasSubstr("SCH004")));
  EXPECT_EQ(check({"--config", "rules.SCH004=off", "--config", "rules.SCH=error"}), 1) << run_.out;
  EXPECT_EQ(check({"--isolated", "--config", "rules.SCH004=info"}), 0) << run_.err;
  EXPECT_THAT(run_.out, HasSubstr("1 info"));
  run_.files.add("/work/other.json", R"({"rules": {"SCH004": "error"}})");
  EXPECT_EQ(check({"--config", "rules.SCH004=info", "--config", "other.json"}), 0) << run_.err;
}

TEST_F(Configuration, TellsOfWrongSettings) {
  EXPECT_EQ(check({"--config", "deploy.targte=new-org"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("--config:1:8: unknown key `targte`; did you mean `target`?"));
  EXPECT_EQ(check({"--config", "rules.SCH=off", "--config", "rules.SCH004=of"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("--config:2:14: `of` is no severity; did you mean `off`?"));
  EXPECT_EQ(check({"--config", "known=PermissionSet:A"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("`known` must be an array, not a string"));
  EXPECT_EQ(check({"--config", "absent.json"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("absent.json"));
  EXPECT_EQ(check({"--config", "apps.Harbr.clientType=public"}), 1);
  EXPECT_THAT(run_.out, HasSubstr("--config: warning[CFG001]"));
}

TEST_F(Configuration, MayStandInTheProjectFile) {
  const std::string project = R"({"packageDirectories": [{"path": "app"}],)";
  run_.files.add("/work/sfdx-project.json",
                 project + "\n \"plugins\": {\"ecac\": {\"rules\": {\"SCH004\": \"off\"}}}}");
  EXPECT_EQ(check(), 0) << run_.out;
  EXPECT_EQ(check({"--isolated"}), 1);
  run_.files.add("/work/base.json", R"({"rules": {"SCH004": "error"}})");
  EXPECT_EQ(check({"--config", "base.json"}), 1);
  run_.files.add("/work/sfdx-project.json",
                 project + "\n \"plugins\": {\"ecac\": {\"extends\": \"base.json\"}}}");
  EXPECT_EQ(check(), 1) << run_.err;
  run_.files.add("/work/sfdx-project.json",
                 project + "\n \"plugins\": {\"ecac\": {\"rulez\": {}}}}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("sfdx-project.json:2:24: unknown key `rulez`"));
  run_.files.add("/work/sfdx-project.json", project + "\n \"plugins\": {\"ecac\": 1, \"x\": {}}}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("sfdx-project.json:2:22: the configuration must be an object"));
  run_.files.add("/work/sfdx-project.json",
                 project + "\n \"plugins\": {\"ecac\": {\"apps\": {\"Harbr\": {}}}}}");
  EXPECT_EQ(check(), 1);
  EXPECT_THAT(run_.out, HasSubstr("sfdx-project.json:2:33: warning[CFG001]"));
  run_.files.add("/work/ecac.json", "{}");
  EXPECT_EQ(check(), 2);
  EXPECT_THAT(run_.err, HasSubstr("sfdx-project.json:2:22: there is an `ecac.json` beside this "
                                  "file"));
}

TEST_F(Configuration, TakesAWaiverIntoTheProjectFile) {
  run_.files.add("/work/sfdx-project.json",
                 "{\n  \"packageDirectories\": [{\"path\": \"app\"}],\n"
                 "  \"plugins\": {\n    \"ecac\": {}\n  }\n}\n");
  EXPECT_EQ(run_({"check", "--output-format", "json", "--select", "SCH004"}), 1);
  const std::string id = nlohmann::json::parse(run_.out)["diagnostics"].at(0)["fingerprint"];
  ASSERT_EQ(run_({"waive", id, "--reason", "why"}), 0) << run_.err;
  std::string text;
  ASSERT_TRUE(run_.files.read("/work/sfdx-project.json", text, 1 << 20));
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["plugins"]["ecac"]["waivers"][0]["fingerprint"], id);
  EXPECT_EQ(check(), 0) << run_.out;
}

TEST_F(Configuration, IsShownWithItsOrigins) {
  run_.files.add("/work/ecac.json",
                 "{\n  \"extends\": \"base.json\",\n  \"exclude\": [\"b/\"],\n"
                 "  \"apps\": {\n    \"Harbor\": {\"site\": \"https://h.example.com\"}\n  }\n}\n");
  run_.files.add("/work/base.json",
                 "{\n  \"exclude\": [\"a/\"],\n  \"rules\": {\"FLW024/enabled\": \"info\"},\n"
                 "  \"apps\": { \"Harbor\": {\"clientType\": \"public\"} }\n}\n");
  const std::string text = settings();
  for (const std::string line :
       {"  mode: lint (default)\n", "  configuration: ecac.json (nearest)\n",
        "  extended: base.json (extends)\n", "  deploy.target: unknown (default)\n",
        "  rules.FLW024/enabled: info (base.json:3)\n", "  exclude: a/ (base.json:2)\n",
        "  exclude: b/ (ecac.json:3)\n", "  apps.Harbor.clientType: public (base.json:4)\n",
        "  apps.Harbor.site: https://h.example.com (ecac.json:5)\n"}) {
    EXPECT_THAT(text, HasSubstr(line));
  }
  EXPECT_EQ(run_({"check", "--show-settings", "--mode", "audit", "--config",
                  "deploy.target=new-org", "--config", "environments.\"a.b\"=[\"app\"]", "--config",
                  R"(waivers=[{"rule": "SEC", "reason": "client_secret=abcdefghijklmnopqrst"}])"}),
            0)
      << run_.err;
  EXPECT_THAT(run_.out, AllOf(HasSubstr("  mode: audit (--mode)\n"),
                              HasSubstr("  deploy.target: new-org (--config)\n"),
                              HasSubstr("  environments.\"a.b\": app (--config)\n"),
                              HasSubstr("  waivers: {rule: SEC, reason: "),
                              Not(HasSubstr("abcdefghijklmnopqrst"))));
}

TEST_F(Configuration, IsWrittenWhereItIsWanted) {
  for (const std::string option : {"--show-settings", "--show-files"}) {
    ASSERT_EQ(run_({"check", option}), 0);
    const std::string shown = run_.out;
    ASSERT_NE(shown, "");
    ASSERT_EQ(run_({"check", option, "-o", "list.txt"}), 0) << run_.err;
    EXPECT_EQ(run_.out, "");
    std::string written;
    ASSERT_TRUE(run_.files.read("/work/list.txt", written, 1 << 20));
    EXPECT_EQ(written, shown);
    EXPECT_EQ(
        run_({"check", option, "--output-format", "json", "-o", "a", "--output-format", "full"}),
        2);
    EXPECT_THAT(run_.err, HasSubstr("writes one list, and 2 outputs are named"));
  }
}

TEST_F(Configuration, IsOneFileOfTheCommandLine) {
  run_.files.add("/work/a.json", "{}");
  run_.files.add("/work/b.json", "{}");
  EXPECT_EQ(check({"--config", "a.json", "--config", "b.json"}), 2);
  EXPECT_THAT(run_.err, HasSubstr("--config names two files, `a.json` and `b.json`"));
  EXPECT_EQ(check({"--config", "a.json", "--config", "a.json", "--config", "mode=audit"}), 1);
}

TEST_F(Configuration, SaysModePresetAndVersionWhereNoOptionDoes) {
  run_.files.add("/work/ecac.json",
                 R"({"mode": "audit", "preset": "strict", "apiVersion": "65.0"})");
  EXPECT_THAT(
      settings(),
      AllOf(HasSubstr("  mode: audit (ecac.json:1)\n"),
            HasSubstr("  preset: strict (ecac.json:1)\n"),
            HasSubstr("  api version: 65.0 (apiVersion of the configuration)\n"),
            HasSubstr("  apiVersion: 65.0 (ecac.json:1)\n"), Not(HasSubstr("default)\n  preset"))));
  ASSERT_EQ(run_({"check", "--show-settings", "--mode", "predeploy", "--preset", "partner",
                  "--api-version", "66"}),
            0);
  EXPECT_THAT(
      run_.out,
      AllOf(HasSubstr("  mode: predeploy (--mode)\n"), HasSubstr("  preset: partner (--preset)\n"),
            HasSubstr("  api version: 66.0 (--api-version)\n"), Not(HasSubstr("ecac.json:1"))));
  EXPECT_EQ(run_({"check", "--output-format", "json"}), 1);
  const auto run = nlohmann::json::parse(run_.out)["run"];
  EXPECT_EQ(run["mode"], "audit");
  EXPECT_EQ(run["preset"], "strict");
  EXPECT_EQ(run["apiVersions"].at(0), "65.0");
}

TEST_F(Configuration, JudgesByTheModeItSays) {
  run_.files.add(
      "/work/app/extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml",
      test::metadata_text("ExtlClntAppOauthSettings",
                          "    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                          "    <externalClientApplication>Lighthouse</externalClientApplication>\n"
                          "    <label>Harbor_oauth</label>\n"));
  const std::vector<std::string> words = {"check", "--select", "REF001"};
  EXPECT_EQ(run_(words), 0) << run_.out;
  run_.files.add("/work/ecac.json", R"({"mode": "predeploy"})");
  EXPECT_EQ(run_(words), 1) << run_.out;
  EXPECT_EQ(run_({"check", "--select", "REF001", "--mode", "lint"}), 0) << run_.out;
}

TEST_F(Configuration, IsShownAsADocument) {
  run_.files.add("/work/ecac.json",
                 R"({"extends": "base.json", "waiverPolicy": {"maxDays": 30}, "known": ["A:B"]})");
  run_.files.add("/work/base.json",
                 R"({"credentials": {"Tools": {"mcp": true}}, "known": ["A:A"]})");
  ASSERT_EQ(run_({"check", "--show-settings", "--output-format", "json"}), 0) << run_.err;
  const auto json = nlohmann::json::parse(run_.out);
  EXPECT_EQ(json["configurations"].at(0)["document"],
            nlohmann::json::parse(R"({"credentials": {"Tools": {"mcp": true}},
                                      "waiverPolicy": {"maxDays": 30}, "known": ["A:A", "A:B"]})"));
  bool found = false;
  for (const auto& setting : json["settings"]) {
    if (setting["name"] != "credentials.Tools.mcp") continue;
    found = true;
    EXPECT_EQ(setting["value"], "true");
    EXPECT_EQ(setting["path"], "base.json");
    EXPECT_EQ(setting["line"], 1);
    EXPECT_EQ(setting["column"], 35);
  }
  EXPECT_TRUE(found);
}

}  // namespace
}  // namespace ecac
