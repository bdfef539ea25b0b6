#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/golden.h"
#include "tests/support/json_schema.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string sample_folder(const std::string& name) {
  return std::string(ECAC_SOURCE_DIR) + "/samples/" + name;
}

std::vector<std::string> folders_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

class PlanOfASample : public testing::TestWithParam<std::string> {};

TEST_P(PlanOfASample, EachStageIsADeployAfterThoseBefore) {
  const TemporaryDirectory folder;
  const std::string target = folder.at("stages");
  const ProgramResult plan =
      run_program("plan --write " + target + " .", sample_folder(GetParam()));
  ASSERT_EQ(plan.exit_code, 0) << plan.errors;
  std::string known;
  for (const std::string& stage : folders_in(target)) {
    const std::string manifest = fmt::format("{}/{}/package.xml", target, stage);
    EXPECT_THAT(plan.output, HasSubstr("sf project deploy start --manifest " + manifest));
    const ProgramResult check =
        run_program(fmt::format("check --mode predeploy --manifest {}{} .", manifest, known),
                    sample_folder(GetParam()));
    EXPECT_EQ(check.exit_code, 0) << stage << '\n' << check.output << check.errors;
    EXPECT_THAT(check.output, Not(HasSubstr("no External Client App"))) << stage;
    known += " --known " + manifest;
  }
  EXPECT_NE(known, "");
}

TEST_P(PlanOfASample, HasTheFormOfItsSchema) {
  JsonSchema schema("deploy-plan.schema.json");
  const TemporaryDirectory folder;
  std::filesystem::create_directory(folder.at("gone"));
  const std::string sample = sample_folder(GetParam());
  const std::string json = "plan --output-format json -q ";
  const auto expect_form = [&](const std::string& arguments, const std::string& directory) {
    const ProgramResult plan = run_program(arguments, directory);
    ASSERT_NE(plan.output, "") << plan.errors;
    EXPECT_THAT(schema.problems(nlohmann::json::parse(plan.output)), IsEmpty()) << arguments;
  };
  expect_form(json + ".", sample);
  expect_form(json + "--write " + folder.at("stages") + " .", sample);
  folder.write("gone/sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
  folder.write("gone/app/Other.namedCredential-meta.xml",
               metadata_text("NamedCredential", "<label>Other</label>"));
  expect_form(json + "--emit-partial --against " + sample + " .", folder.at("gone"));
  JsonSchema runtime("runtime-config.schema.json");
  const ProgramResult compiled = run_program("compile -q --against . .", sample);
  EXPECT_THAT(runtime.problems(nlohmann::json::parse(compiled.output)), IsEmpty());
}

TEST_P(PlanOfASample, IsTheSameEveryTime) {
  for (const char* format : {"text", "json", "markdown"}) {
    const std::string arguments = fmt::format("plan --output-format {} .", format);
    const ProgramResult one = run_program(arguments + " --jobs 1", sample_folder(GetParam()));
    EXPECT_EQ(one.exit_code, 0) << one.errors;
    EXPECT_EQ(one.output, run_program(arguments + " --jobs 3", sample_folder(GetParam())).output);
  }
  expect_golden("samples/" + GetParam() + "/expected/plan.txt",
                run_program("plan .", sample_folder(GetParam())).output);
  expect_golden("samples/" + GetParam() + "/expected/plan.json",
                run_program("plan --output-format json .", sample_folder(GetParam())).output);
}

INSTANTIATE_TEST_SUITE_P(Samples, PlanOfASample,
                         testing::Values("headless-public", "headless-private", "mcp-oauth21"),
                         [](const auto& sample) {
                           std::string name = sample.param;
                           for (char& c : name) c = c == '-' ? '_' : c;
                           return name;
                         });

TEST(Plan, AsDataHasStagesAndStepsOfTheirTime) {
  const auto plan = nlohmann::json::parse(
      run_program("plan --output-format json .", sample_folder("headless-public")).output);
  std::vector<std::string> stages;
  for (const auto& stage : plan["deploy"]) {
    stages.push_back(stage["folder"]);
    EXPECT_FALSE(stage.contains("command")) << "nobody has written the manifests";
  }
  EXPECT_THAT(stages,
              ElementsAre("01-org-settings", "02-permission-sets", "03-apps", "04-policies"));
  EXPECT_EQ(plan["before"][0]["kind"], "site");
  EXPECT_EQ(plan["deploy"][3]["before"][0]["kind"], "permissionSetAssignment");
  EXPECT_EQ(plan["after"][0]["kind"], "consumer");
  EXPECT_EQ(plan["remove"].size(), 0U);
  EXPECT_EQ(plan["requiredPermissions"][0]["anyOf"][0]["label"], "API Enabled");
}

TEST(Plan, RemovesWhatLeftTheProject) {
  const TemporaryDirectory folder;
  std::filesystem::copy(sample_folder("headless-private"), folder.at("before"),
                        std::filesystem::copy_options::recursive);
  std::filesystem::copy(sample_folder("headless-private"), folder.at("now"),
                        std::filesystem::copy_options::recursive);
  std::vector<std::filesystem::path> gone;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("now"))) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with("Storefront_Integration") && name.ends_with("-meta.xml") &&
        name.find(".eca") != std::string::npos) {
      gone.push_back(entry.path());
    }
  }
  ASSERT_FALSE(gone.empty());
  for (const auto& path : gone) std::filesystem::remove(path);
  const ProgramResult plan =
      run_program("plan --emit-partial -q --against ../before --write out .", folder.at("now"));
  EXPECT_NE(plan.exit_code, 2) << plan.errors;
  EXPECT_THAT(plan.output, HasSubstr("the clients of `Storefront_Integration` stop"));
  EXPECT_THAT(plan.output, HasSubstr("--post-destructive-changes out/"));
  std::vector<std::string> removals;
  for (const std::string& stage : folders_in(folder.at("now/out"))) {
    if (stage.find("-remove-") == std::string::npos) continue;
    const std::string changes =
        read_text_file(folder.at("now/out/" + stage + "/destructiveChanges.xml"));
    if (changes.find("<name>ExternalClientApplication</name>") != std::string::npos) {
      removals.push_back("app");
    } else if (changes.find("Policies</name>") != std::string::npos) {
      removals.push_back("policies");
    } else {
      removals.push_back("settings");
    }
    EXPECT_THAT(read_text_file(folder.at("now/out/" + stage + "/package.xml")),
                Not(HasSubstr("<types>")));
  }
  EXPECT_THAT(removals, ElementsAre("policies", "settings", "app"));
}

TEST(Plan, CommandsHaveTheOptionsThatTheirStageNeeds) {
  const TemporaryDirectory folder;
  std::filesystem::copy(sample_folder("headless-public"), folder.at("now"),
                        std::filesystem::copy_options::recursive);
  const std::string base = "now/force-app/main/default/";
  const std::string global =
      base + "extlClntAppGlobalOauthSets/Portal_glbloauth.ecaGlblOauth-meta.xml";
  std::string text = read_text_file(folder.at(global));
  const std::string end = "</ExtlClntAppGlobalOauthSettings>";
  text.insert(text.find(end),
              "    <shouldRotateConsumerSecret>true</shouldRotateConsumerSecret>\n");
  folder.write(global, text);
  folder.write(base + "oauthtokenexchangehandlers/Swap.oauthtokenexchangehandler-meta.xml",
               metadata_text("OauthTokenExchangeHandler",
                             "<enablements><externalClientApp>Portal</externalClientApp>"
                             "</enablements><tokenHandlerApex>Exchange</tokenHandlerApex>"));
  folder.write(base + "classes/Exchange.cls-meta.xml",
               metadata_text("ApexClass", "<apiVersion>66.0</apiVersion><status>Active</status>"));
  folder.write(base + "classes/Exchange.cls",
               "public class Exchange extends Auth.Oauth2TokenExchangeHandler {}");
  const ProgramResult plan = run_program("plan -q --emit-partial --write out .", folder.at("now"));
  EXPECT_THAT(plan.output, HasSubstr("out/01-parts/package.xml --test-level RunLocalTests"))
      << plan.errors;
  EXPECT_THAT(plan.output, HasSubstr("-apps/package.xml --ignore-warnings"));
  EXPECT_THAT(plan.output, HasSubstr("-policies/package.xml\n"));
}

TEST(Plan, TellsThatUsersLoseAccessOnlyWhereThatIsNew) {
  const TemporaryDirectory folder;
  for (const char* state : {"before", "now"}) {
    std::filesystem::copy(sample_folder("headless-public"), folder.at(state),
                          std::filesystem::copy_options::recursive);
  }
  const std::string path =
      "before/force-app/main/default/extlClntAppOauthPolicies/"
      "Portal_oauthPlcy.ecaOauthPlcy-meta.xml";
  std::string text = read_text_file(folder.at(path));
  const std::string policy = "AdminApprovedPreAuthorized";
  text.replace(text.find(policy), policy.size(), "AllSelfAuthorized");
  std::ofstream(folder.at(path)) << text;
  const auto output = [&](const std::string& arguments) {
    return run_program("plan -q " + arguments + " .", folder.at("now")).output;
  };
  const std::string lost = "all users who use the app now lose access";
  EXPECT_THAT(output("--against ../before"), HasSubstr(lost));
  EXPECT_THAT(output("--against ."), Not(HasSubstr(lost)));
  EXPECT_THAT(output(""), Not(HasSubstr(lost)));
}

TEST(Plan, IsNotWrittenBesideTheStagesOfAnother) {
  const TemporaryDirectory folder;
  const std::string target = folder.at("out");
  const auto write = [&](const std::string& sample) {
    return run_program("plan -q --write " + target + " .", sample_folder(sample));
  };
  EXPECT_EQ(write("headless-public").exit_code, 0);
  EXPECT_EQ(write("headless-public").exit_code, 0) << "the same plan again";
  const ProgramResult other = write("mcp-oauth21");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.errors, HasSubstr("holds a stage of another plan"));
}

TEST(Plan, IsNotWrittenBesideAForeignFileOfAStage) {
  const TemporaryDirectory folder;
  const std::string arguments = "plan -q --write " + folder.at("out") + " .";
  EXPECT_EQ(run_program(arguments, sample_folder("headless-public")).exit_code, 0);
  folder.write("out/README.md", "Run these in order.");
  EXPECT_EQ(run_program(arguments, sample_folder("headless-public")).exit_code, 0);
  folder.write("out/03-apps/destructiveChanges.xml", "<Package/>");
  const ProgramResult refused = run_program(arguments, sample_folder("headless-public"));
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.errors, HasSubstr("03-apps/destructiveChanges.xml"));
}

constexpr char kAppsOnly[] =
    "<types><members>Portal</members><name>ExternalClientApplication</name></types>"
    "<types><members>Portal_oauth</members><name>ExtlClntAppOauthSettings</name></types>"
    "<types><members>Portal_glbloauth</members><name>ExtlClntAppGlobalOauthSettings</name></types>"
    "<version>66.0</version>";

TEST(Plan, TellsTheEffectsOfWhatTheManifestNames) {
  const TemporaryDirectory folder;
  folder.write("apps.xml", metadata_text("Package", kAppsOnly));
  const ProgramResult plan = run_program("plan --manifest " + folder.at("apps.xml") + " .",
                                         sample_folder("headless-public"));
  EXPECT_EQ(plan.exit_code, 0) << plan.errors;
  // The app never had a certificate that anybody knows of.
  EXPECT_THAT(plan.output, Not(HasSubstr("no certificate")));
  EXPECT_THAT(plan.output,
              Not(HasSubstr("what an admin has set in the OAuth policies is replaced")));
  EXPECT_THAT(plan.output, HasSubstr("Not in the manifest, so that the org keeps what it has of\n"
                                     "  ExtlClntAppConfigurablePolicies Portal_plcy\n"
                                     "  ExtlClntAppOauthConfigurablePolicies Portal_oauthPlcy\n"));
}

TEST(Plan, RefusesAManifestThatIsNotMeantSo) {
  const TemporaryDirectory folder;
  const auto errors_of = [&](std::string text, const std::string& from, const std::string& to,
                             int code) {
    text.replace(text.find(from), from.size(), to);
    folder.write("m.xml", metadata_text("Package", text));
    const ProgramResult plan = run_program("plan --manifest " + folder.at("m.xml") + " .",
                                           sample_folder("headless-public"));
    EXPECT_EQ(plan.exit_code, code) << to;
    EXPECT_EQ(plan.output, "") << to;
    return plan.errors;
  };
  EXPECT_THAT(errors_of(kAppsOnly, "66.0", "abc", 2),
              HasSubstr("has the version `abc`; write it like "));
  EXPECT_THAT(
      errors_of(kAppsOnly, "ExternalClientApplication", "ExternalClientAplication", 1),
      HasSubstr("`ExternalClientAplication`, but one is called `ExternalClientApplication`"));
  EXPECT_THAT(errors_of(kAppsOnly, "ExtlClntAppOauthSettings", "OauthOidcSettings", 1),
              HasSubstr("a manifest names the type, `Settings`"));
  // Types that are not known here may well be there.
  folder.write("m.xml", metadata_text("Package",
                                      "<types><members>X</members><name>LightningPage"
                                      "</name></types><version>66.0</version>"));
  EXPECT_EQ(run_program("plan -q --manifest " + folder.at("m.xml") + " .",
                        sample_folder("headless-public"))
                .exit_code,
            0);
}

TEST(Plan, OfAManifestThatNamesNothingSaysSo) {
  const TemporaryDirectory folder;
  folder.write("m.xml", metadata_text("Package", "<version>66.0</version>"));
  const ProgramResult plan =
      run_program("plan --manifest " + folder.at("m.xml") + " .", sample_folder("headless-public"));
  EXPECT_EQ(plan.exit_code, 0) << "a delta of a removal has nothing else";
  EXPECT_THAT(plan.errors, HasSubstr("the manifest names no component"));
  EXPECT_THAT(plan.output, Not(HasSubstr("now")));
}

TEST(Plan, TakesNoEarlierStateThatIsNone) {
  const TemporaryDirectory folder;
  const ProgramResult plan =
      run_program("plan -q --against " + folder.path() + " .", sample_folder("headless-public"));
  EXPECT_EQ(plan.exit_code, 2);
  EXPECT_THAT(plan.errors, HasSubstr("holds no project"));
  for (const char* empty : {"--write ''", "--against ''", "--manifest ''"}) {
    const ProgramResult result =
        run_program(std::string("plan -q ") + empty + " .", sample_folder("headless-public"));
    EXPECT_EQ(result.exit_code, 2) << empty;
    EXPECT_THAT(result.errors, HasSubstr("needs a value")) << empty;
  }
}

TEST(Plan, IsNotWrittenWhereThereAreErrors) {
  const TemporaryDirectory folder;
  const ProgramResult refused = run_program("plan -q --write " + folder.at("out") + " .",
                                            sample_folder("headless-public-broken"));
  EXPECT_EQ(refused.exit_code, 1);
  EXPECT_EQ(refused.output, "");
  EXPECT_FALSE(std::filesystem::exists(folder.at("out")));
  EXPECT_EQ(run_program("plan --output-format yaml .", sample_folder("headless-public")).exit_code,
            2);
}

}  // namespace
}  // namespace ecac::test
