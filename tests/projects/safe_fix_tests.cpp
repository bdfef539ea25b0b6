// What `--fix` alone must leave to a person.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::HasSubstr;

class SafeFixTest : public testing::Test {
 protected:
  void write(std::vector<std::pair<std::string, std::string>> files) {
    files_ = std::move(files);
    folder_.write("sfdx-project.json",
                  R"({"packageDirectories": [{"path": "app"}, {"path": "spare"}]})");
    for (const auto& [path, text] : files_) folder_.write(path, text);
  }
  std::string text(const std::string& path) const { return read_text_file(folder_.at(path)); }
  ProgramResult fix(const std::string& arguments = "") const {
    return run_program("check --fix --show-fixes --level info " + arguments, folder_.at(""));
  }
  /// Nothing changes, and the offer stands in the report.
  void expect_only_offered(const std::string& offer) const {
    const ProgramResult result = fix();
    for (const auto& [path, before] : files_) EXPECT_EQ(text(path), before) << result.errors;
    EXPECT_THAT(result.output, HasSubstr(offer + " (--unsafe-fixes)"));
  }

  TemporaryDirectory folder_;
  std::vector<std::pair<std::string, std::string>> files_;
};

std::string app(const std::string& inside) {
  return metadata_text("ExternalClientApplication",
                       "    <contactEmail>mill@example.com</contactEmail>\n" + inside +
                           "    <isProtected>false</isProtected>\n"
                           "    <label>Mill</label>\n");
}

std::string policies(const std::string& inside) {
  return metadata_text("ExtlClntAppConfigurablePolicies",
                       "    <externalClientApplication>Mill</externalClientApplication>\n" +
                           inside + "    <label>Mill_plcy</label>\n");
}

TEST_F(SafeFixTest, KeepsBothOfTwoEqualFiles) {
  const std::string text = app("    <distributionState>Local</distributionState>\n");
  write({{"app/externalClientApps/Mill.eca-meta.xml", text},
         {"app/more/externalClientApps/Mill.eca-meta.xml", text}});
  expect_only_offered("Delete the second one");
}

TEST_F(SafeFixTest, SwitchesNoAppOn) {
  write({{"app/extlClntAppPolicies/Mill_plcy.ecaPlcy-meta.xml",
          policies("    <isActive>false</isActive>\n")}});
  expect_only_offered("Insert `<isEnabled>true</isEnabled>`");
}

TEST_F(SafeFixTest, GuessesNoValueThatIsTwoLettersAway) {
  write({{"app/extlClntAppOauthSettings/Mill_oauth.ecaOauth-meta.xml",
          metadata_text("ExtlClntAppOauthSettings",
                        "    <commaSeparatedOauthScopes>Api, OpenAI</commaSeparatedOauthScopes>\n"
                        "    <externalClientApplication>Mill</externalClientApplication>\n"
                        "    <label>Mill_oauth</label>\n")}});
  expect_only_offered("Write `OpenID`");
}

TEST_F(SafeFixTest, WritesAValueThatIsOneSlipAway) {
  write({{"app/externalClientApps/Mill.eca-meta.xml",
          app("    <distributionState>Loacl</distributionState>\n")}});
  fix();
  EXPECT_EQ(text("app/externalClientApps/Mill.eca-meta.xml"),
            app("    <distributionState>Local</distributionState>\n"));
}

TEST_F(SafeFixTest, KnowsAWordWithTwoLettersSwapped) {
  write({{"app/extlClntAppPolicies/Mill_plcy.ecaPlcy-meta.xml",
          metadata_text("ExtlClntAppConfigurablePolicies",
                        "    <externalClientApplication>Mill</externalClientApplication>\n"
                        "    <isEnabled>true</isEnabled>\n"
                        "    <lable>Mill_plcy</lable>\n")}});
  const ProgramResult result = fix();
  EXPECT_EQ(text("app/extlClntAppPolicies/Mill_plcy.ecaPlcy-meta.xml"),
            policies("    <isEnabled>true</isEnabled>\n"))
      << result.output;
}

TEST_F(SafeFixTest, LosesNoComment) {
  write({{"app/externalClientApps/Mill.eca-meta.xml",
          app("    <distributionState>Local</distributionState>\n"
              "    <distributionState><!-- since May -->Local</distributionState>\n")}});
  expect_only_offered("Remove the second one; the comment there is lost");
}

TEST_F(SafeFixTest, LosesACommentWhereThatIsAskedFor) {
  write({{"app/externalClientApps/Mill.eca-meta.xml",
          app("    <distributionState>Local</distributionState>\n"
              "    <distributionState><!-- since May -->Local</distributionState>\n")}});
  fix("--unsafe-fixes");
  EXPECT_EQ(text("app/externalClientApps/Mill.eca-meta.xml"),
            app("    <distributionState>Local</distributionState>\n"));
}

}  // namespace
}  // namespace ecac::test
