#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
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

TEST_P(PlanOfASample, IsTheSameEveryTime) {
  for (const char* format : {"text", "json", "markdown"}) {
    const std::string arguments = fmt::format("plan --output-format {} .", format);
    const ProgramResult one = run_program(arguments + " --jobs 1", sample_folder(GetParam()));
    EXPECT_EQ(one.exit_code, 0) << one.errors;
    EXPECT_EQ(one.output, run_program(arguments + " --jobs 3", sample_folder(GetParam())).output);
  }
  expect_golden("samples/" + GetParam() + "/expected/plan.txt",
                run_program("plan .", sample_folder(GetParam())).output);
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
  EXPECT_EQ(plan["after"][0]["kind"], "permissionSetAssignment");
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

constexpr char kAppsOnly[] =
    "<types><members>Portal</members><name>ExternalClientApplication</name></types>"
    "<types><members>Portal_oauth</members><name>ExtlClntAppOauthSettings</name></types>"
    "<types><members>Portal_glbloauth</members><name>ExtlClntAppGlobalOauthSettings</name></types>"
    "<version>66.0</version>";

TEST(Plan, RefusesAManifestThatIsNotMeantSo) {
  const TemporaryDirectory folder;
  const auto errors_of = [&](std::string text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
    folder.write("m.xml", metadata_text("Package", text));
    const ProgramResult plan = run_program("plan -q --manifest " + folder.at("m.xml") + " .",
                                           sample_folder("headless-public"));
    EXPECT_EQ(plan.exit_code, 2) << to;
    EXPECT_EQ(plan.output, "") << to;
    return plan.errors;
  };
  EXPECT_THAT(errors_of(kAppsOnly, "66.0", "abc"),
              HasSubstr("has the version `abc`; write it like "));
  EXPECT_THAT(
      errors_of(kAppsOnly, "ExternalClientApplication", "ExternalClientAplication"),
      HasSubstr("type `ExternalClientAplication`; did you mean `ExternalClientApplication`?"));
  EXPECT_THAT(errors_of(kAppsOnly, "ExtlClntAppOauthSettings", "OauthOidcSettings"),
              HasSubstr("type `OauthOidcSettings`; did you mean `Settings`?"));
  // Types that are not known here may well be there.
  folder.write("m.xml", metadata_text("Package",
                                      "<types><members>X</members><name>LightningPage"
                                      "</name></types><version>66.0</version>"));
  EXPECT_EQ(run_program("plan -q --manifest " + folder.at("m.xml") + " .",
                        sample_folder("headless-public"))
                .exit_code,
            0);
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
