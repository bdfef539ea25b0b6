// Fixes as a user sees them: the program, real files, and git's own opinion of a diff.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "tests/support/git_repository.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"

namespace ecac::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kApps = "force-app/main/default/externalClientApps/";

constexpr const char* kSettings =
    "force-app/main/default/extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";

/// A project with a safe fix, of a value, and two unsafe ones: the name of a file is wrong, and the
/// OAuth settings of an app are missing.
class FixTest : public testing::Test {
 protected:
  FixTest() {
    ProjectFiles()
        .file("sfdx-project.json",
              R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.0"})")
        .file(std::string(kApps) + "Harbor.eca-meta.xml", app("Harbor", "local"))
        .file(std::string(kApps) + "Pier.externalClientApp-meta.xml", app("Pier", "Local"))
        .file("force-app/main/default/extlClntAppGlobalOauthSets/Harbor_glbl.ecaGlblOauth-meta.xml",
              global_oauth_text("Harbor_glbl", "Harbor"))
        .write_to(repository_);
    repository_.commit("before");
  }

  static std::string app(const std::string& name, const std::string& state) {
    return metadata_text("ExternalClientApplication",
                         "    <contactEmail>harbor@example.com</contactEmail>\n"
                         "    <distributionState>" +
                             state +
                             "</distributionState>\n"
                             "    <isProtected>false</isProtected>\n"
                             "    <label>" +
                             name + "</label>\n");
  }
  ProgramResult check(const std::string& arguments) const {
    return run_program("check " + arguments, repository_.path());
  }
  bool exists(const std::string& name) const {
    return std::filesystem::exists(repository_.at(std::string(kApps) + name));
  }
  std::string text(const std::string& name) const {
    return read_text_file(repository_.at(std::string(kApps) + name));
  }

  GitRepository repository_;
};

TEST_F(FixTest, MakesTheSafeOnesAndTellsOfTheRest) {
  const ProgramResult result = check("--fix --show-fixes");
  EXPECT_THAT(result.errors, HasSubstr("fixed force-app/main/default/externalClientApps/"
                                       "Harbor.eca-meta.xml:4:24: "));
  EXPECT_THAT(result.errors, HasSubstr(" (safe)\n"));
  EXPECT_THAT(result.errors, Not(HasSubstr("(unsafe)")));
  EXPECT_THAT(result.errors, HasSubstr("fixed 1 problem in 1 file\n"));
  EXPECT_EQ(text("Harbor.eca-meta.xml"), app("Harbor", "Local"));
  EXPECT_TRUE(exists("Pier.externalClientApp-meta.xml"));
  EXPECT_FALSE(std::filesystem::exists(repository_.at(kSettings)));
  EXPECT_THAT(result.output, HasSubstr("2 can be fixed, but look at the changes"));
  EXPECT_THAT(result.output, Not(HasSubstr("can be fixed safely")));
}

TEST_F(FixTest, MakesTheOthersWhereTheyAreAskedFor) {
  const ProgramResult result = check("--fix --unsafe-fixes --show-fixes");
  EXPECT_THAT(result.errors, HasSubstr("Create the OAuth settings (unsafe)\n"));
  EXPECT_TRUE(std::filesystem::exists(repository_.at(kSettings)));
  EXPECT_TRUE(exists("Pier.eca-meta.xml"));
  EXPECT_NE(result.exit_code, 2) << result.errors;
  EXPECT_THAT(result.output, Not(HasSubstr("REF002")));
  const ProgramResult again = check("--diff --unsafe-fixes");
  EXPECT_EQ(again.output, "");
  EXPECT_EQ(again.exit_code, 0);
}

TEST_F(FixTest, FollowsAFileThatWasNamed) {
  const ProgramResult result =
      check("--fix --unsafe-fixes " + std::string(kApps) + "Pier.externalClientApp-meta.xml");
  EXPECT_EQ(result.exit_code, 0) << result.errors << result.output;
  EXPECT_TRUE(exists("Pier.eca-meta.xml"));
  EXPECT_THAT(result.output, HasSubstr("in 1 file"));
}

TEST_F(FixTest, ChangesNothingBesideThePathsThatWereGiven) {
  const ProgramResult result =
      check("--fix --unsafe-fixes force-app/main/default/extlClntAppGlobalOauthSets");
  EXPECT_THAT(result.errors, HasSubstr("is not among the paths that were given"));
  EXPECT_FALSE(std::filesystem::exists(repository_.at(kSettings)));
  EXPECT_EQ(text("Harbor.eca-meta.xml"), app("Harbor", "local"));
}

TEST_F(FixTest, ShowsADiffThatGitApplies) {
  const ProgramResult result = check("--diff --unsafe-fixes --show-fixes");
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.errors, HasSubstr("would fix force-app/"));
  EXPECT_THAT(result.output, HasSubstr("rename from force-app/"));
  EXPECT_THAT(result.output, HasSubstr("new file mode 100644\n--- /dev/null\n+++ b/force-app/"));
  EXPECT_TRUE(exists("Pier.externalClientApp-meta.xml"));
  EXPECT_EQ(text("Harbor.eca-meta.xml"), app("Harbor", "local"));

  const TemporaryDirectory other;
  other.write("fixes.patch", result.output);
  repository_.git("apply '" + other.at("fixes.patch") + "'");
  EXPECT_TRUE(exists("Pier.eca-meta.xml"));
  EXPECT_FALSE(exists("Pier.externalClientApp-meta.xml"));
  EXPECT_EQ(text("Harbor.eca-meta.xml"), app("Harbor", "Local"));
  EXPECT_EQ(check("--diff --unsafe-fixes").output, "");
}

/// How the files of a sample may be written.
std::string in_variant(std::string text, std::string_view variant) {
  if (variant == "no final newline") {
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool indented = variant == "tabs" && text.compare(i, 4, "    ") == 0;
    if (variant == "CRLF" && text[i] == '\n') out += '\r';
    out += indented ? '\t' : text[i];
    if (indented) i += 3;
  }
  return out;
}

TEST(FixesOfSamples, PleaseGit) {
  for (const std::string sample :
       {"headless-public-broken", "headless-private-broken", "mcp-oauth21-broken"}) {
    for (const std::string variant : {"LF", "CRLF", "tabs", "no final newline"}) {
      SCOPED_TRACE(sample + ", " + variant);
      const GitRepository repository;
      for (const auto& [path, text] : texts_of_folder("samples/" + sample)) {
        const bool written = path.ends_with(".xml") || path.ends_with(".json");
        repository.write(path, written ? in_variant(text, variant) : text);
      }
      repository.commit("before");
      const ProgramResult result = run_program("check --fix --unsafe-fixes", repository.path());
      EXPECT_NE(result.exit_code, 2) << result.errors;
      EXPECT_THAT(result.errors, HasSubstr("fixed "));
      repository.git("add --all --intent-to-add");
      repository.git("-c core.whitespace=cr-at-eol diff --check");
    }
  }
}

}  // namespace
}  // namespace ecac::test
