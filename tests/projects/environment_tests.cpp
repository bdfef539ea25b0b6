// `ecac check --env-file`: what is judged is the text with its values, what is shown is the file.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kGlobal =
    "force-app/extlClntAppGlobalOauthSets/Harbor_glbl.ecaGlblOauth-meta.xml";

class EnvironmentTest : public testing::Test {
 protected:
  EnvironmentTest() {
    ProjectFiles()
        .file("sfdx-project.json",
              R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.0",
  "replacements": [
    {"glob": "force-app/**", "stringToReplace": "@PKCE@", "replaceWithEnv": "PKCE"},
    {"glob": "force-app/**", "stringToReplace": "@SECRET@", "replaceWithEnv": "SECRET"}
  ]})")
        .file("force-app/externalClientApps/Harbor.eca-meta.xml", app_text("Harbor"))
        .file("force-app/extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml",
              oauth_text("Harbor_oauth", "Harbor"))
        .metadata(kGlobal,
                  "    <callbackUrl>https://harbor.example.com/callback</callbackUrl>\n"
                  "    <consumerSecret>@SECRET@</consumerSecret>\n"
                  "    <externalClientApplication>Harbor</externalClientApplication>\n"
                  "    <isPkceRequired>@PKCE@</isPkceRequired><label>Harbor_glbl</label>"
                  "<odd>1</odd>\n")
        .write_to(folder_);
  }
  ProgramResult check(const std::string& environment, const std::string& arguments = "") {
    folder_.write("target.env", environment);
    return run_program("check --env-file target.env " + arguments, folder_.path());
  }

  TemporaryDirectory folder_;
};

TEST_F(EnvironmentTest, JudgesTheValuesAndShowsTheFile) {
  const ProgramResult result =
      check("SECRET=\"line\\nhunter2hunter2hunter2\"\nPKCE=perhaps-not-at-all\n");
  EXPECT_EQ(result.exit_code, 1) << result.errors;
  // The value is longer than its placeholder, and the one before it has a line end.
  EXPECT_THAT(result.output, HasSubstr(":6:21: "));
  EXPECT_THAT(result.output, HasSubstr("6 |     <isPkceRequired>@PKCE@</isPkceRequired>"));
  EXPECT_THAT(result.output, HasSubstr("  |                     ^^^^^^\n"));
  EXPECT_THAT(result.output, HasSubstr("`perh… (18 characters)`"));
  EXPECT_THAT(result.output, HasSubstr(":6:71: error[SCH001]"));
  EXPECT_THAT(result.output, Not(HasSubstr("hunter2hunter2")));

  const ProgramResult good = check("SECRET=\nPKCE=true\n");
  EXPECT_THAT(good.output, Not(HasSubstr(":6:21: ")));
  EXPECT_THAT(good.output, HasSubstr("1 error in 3 files"));
}

TEST_F(EnvironmentTest, SaysWhichVariableIsNotSet) {
  const ProgramResult result = check("PKCE=true\n");
  EXPECT_THAT(result.output, HasSubstr("sfdx-project.json:4:"));
  EXPECT_THAT(result.output, HasSubstr("the variable `SECRET` is not set"));
  EXPECT_THAT(result.output, HasSubstr("1 error, 1 warning in "));

  const ProgramResult before_deploy = check("PKCE=true\n", "--mode predeploy --ignore SCH001");
  EXPECT_EQ(before_deploy.exit_code, 1);
  EXPECT_THAT(before_deploy.output, HasSubstr("1 error in "));
}

TEST_F(EnvironmentTest, SaysItOnceWhenCompiling) {
  folder_.write("target.env", "PKCE=true\n");
  folder_.write("ecac.json", R"({"rules": {"unknown-element": "off"}})");
  const std::string compile = "compile --env-file target.env ";
  const std::string said = "the variable `SECRET` is not set";
  for (const auto& [arguments, exit_code] :
       {std::pair("--mode predeploy", 1), std::pair("--mode lint", 0)}) {
    const ProgramResult result = run_program(compile + arguments, folder_.path());
    EXPECT_EQ(result.exit_code, exit_code) << result.errors;
    EXPECT_EQ(result.output.empty(), exit_code == 1);
    const std::size_t first = result.errors.find(said);
    ASSERT_NE(first, std::string::npos) << result.errors;
    EXPECT_EQ(result.errors.find(said, first + 1), std::string::npos) << result.errors;
  }
}

TEST_F(EnvironmentTest, PutsNoValueIntoAFix) {
  const auto report =
      nlohmann::json::parse(check("SECRET=\nPKCE=True\n", "--output-format json").output);
  bool found = false;
  for (const auto& finding : report["diagnostics"]) {
    if (finding["range"]["start"]["line"] != 6 || finding["range"]["start"]["column"] != 21) {
      continue;
    }
    found = true;
    EXPECT_TRUE(finding["fixes"].empty()) << finding.dump(2);
  }
  EXPECT_TRUE(found) << report.dump(2);
}

}  // namespace
}  // namespace ecac::test
