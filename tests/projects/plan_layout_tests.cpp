// `ecac plan` of projects in every layout: each stage is a deploy after those before it.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr char kBank[] =
    "<authenticationProtocol>Basic</authenticationProtocol>"
    "<externalCredentialParameters><parameterName>Agents</parameterName>"
    "<parameterType>NamedPrincipal</parameterType><sequenceNumber>1</sequenceNumber>"
    "</externalCredentialParameters><label>Bank</label>";
constexpr char kNamedBank[] =
    "<allowMergeFieldsInBody>false</allowMergeFieldsInBody>"
    "<allowMergeFieldsInHeader>false</allowMergeFieldsInHeader>"
    "<calloutStatus>Enabled</calloutStatus>"
    "<generateAuthorizationHeader>true</generateAuthorizationHeader><label>Bank</label>"
    "<namedCredentialParameters><parameterName>Url</parameterName><parameterType>Url"
    "</parameterType><parameterValue>https://bank.example.com</parameterValue>"
    "</namedCredentialParameters>"
    "<namedCredentialParameters><externalCredential>Bank</externalCredential>"
    "<parameterName>ExternalCredential</parameterName><parameterType>Authentication"
    "</parameterType></namedCredentialParameters>"
    "<namedCredentialType>SecuredEndpoint</namedCredentialType>";
constexpr char kGrant[] =
    "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
    "<externalCredentialPrincipal>Bank-Agents</externalCredentialPrincipal>"
    "</externalCredentialPrincipalAccesses>";
constexpr char kLetsCrewIn[] = "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>";

std::string project_file(const std::string& directories, const std::string& more = "") {
  return fmt::format(R"({{"packageDirectories": [{}], "sourceApiVersion": "66.0"{}}})", directories,
                     more);
}

/// An app, its policies with a permission set, and a credential with the one that grants it.
void add_whole(ProjectFiles& project, const std::string& in, const std::string& app,
               const std::string& ending = "-meta.xml") {
  project.file(fmt::format("{}externalClientApps/{}.eca{}", in, app, ending), app_text(app))
      .file(fmt::format("{}extlClntAppOauthSettings/{}_oauth.ecaOauth{}", in, app, ending),
            oauth_text(app + "_oauth", app))
      .file(fmt::format("{}extlClntAppGlobalOauthSets/{}_g.ecaGlblOauth{}", in, app, ending),
            global_oauth_text(app + "_g", app))
      .file(fmt::format("{}extlClntAppOauthPolicies/{}_p.ecaOauthPlcy{}", in, app, ending),
            oauth_policies_text(app + "_p", app, kLetsCrewIn))
      .file(fmt::format("{}permissionsets/Crew.permissionset{}", in, ending),
            metadata_text("PermissionSet", "<label>Crew</label>"))
      .file(fmt::format("{}externalCredentials/Bank.externalCredential{}", in, ending),
            metadata_text("ExternalCredential", kBank))
      .file(fmt::format("{}namedCredentials/Bank.namedCredential{}", in, ending),
            metadata_text("NamedCredential", kNamedBank))
      .file(fmt::format("{}permissionsets/Tellers.permissionset{}", in, ending),
            metadata_text("PermissionSet", std::string(kGrant) + "<label>Tellers</label>"));
}

struct Layout {
  const char* name;
  void (*add)(ProjectFiles& project);
  const char* planned;  ///< the path that is planned
};

const Layout kLayouts[] = {
    {"source",
     [](ProjectFiles& project) {
       add_whole(project, "app/", "Quay");
       project.file("sfdx-project.json", project_file(R"({"path": "app"})"));
     },
     "."},
    {"metadata_format",
     [](ProjectFiles& project) {
       add_whole(project, "", "Quay", "");
       project.file("package.xml", metadata_text("Package", "<version>66.0</version>"));
     },
     "."},
    {"metadata_format_in_a_folder",
     [](ProjectFiles& project) {
       add_whole(project, "src/", "Quay", "");
       project.file("src/package.xml", metadata_text("Package", "<version>66.0</version>"));
     },
     "."},
    {"environments",
     [](ProjectFiles& project) {
       add_whole(project, "env/dev/", "Quay");
       add_whole(project, "env/live/", "Quay");
       project.file("sfdx-project.json", project_file(R"({"path": "env/live"})"));
     },
     "."},
    {"several_apps_with_the_settings_of_one_org",
     [](ProjectFiles& project) {
       add_whole(project, "app/", "Quay");
       add_whole(project, "app/", "Pier");
       project
           .file("app/settings/OauthOidc.settings-meta.xml",
                 metadata_text("OauthOidcSettings", "<isPkceRequired>true</isPkceRequired>"))
           .file("sfdx-project.json", project_file(R"({"path": "app"})"));
     },
     "."},
    {"permission_sets_in_parts",
     [](ProjectFiles& project) {
       add_whole(project, "app/", "Quay");
       project
           .file("app/permissionsets/Clerks/Clerks.permissionset-meta.xml",
                 metadata_text("PermissionSet", "<label>Clerks</label>"))
           .file(
               "app/permissionsets/Clerks/"
               "Bank-Agents.externalCredentialPrincipalAccess-meta.xml",
               metadata_text("PermissionSet", kGrant))
           .file("sfdx-project.json",
                 project_file(R"({"path": "app"})",
                              R"(, "sourceBehaviorOptions": ["decomposePermissionSetBeta2"])"));
     },
     "."},
    {"a_permission_set_that_is_let_in_and_grants",
     [](ProjectFiles& project) {
       add_whole(project, "app/", "Quay");
       project
           .file("app/permissionsets/Crew.permissionset-meta.xml",
                 metadata_text("PermissionSet", std::string(kGrant) + "<label>Crew</label>"))
           .file("sfdx-project.json", project_file(R"({"path": "app"})"));
     },
     "."},
    {"a_package_and_what_cannot_be_in_one",
     [](ProjectFiles& project) {
       add_whole(project, "org/", "Pier");
       project
           .file("core/externalCredentials/Desk.externalCredential-meta.xml",
                 metadata_text("ExternalCredential", kBank))
           .file("sfdx-project.json",
                 project_file(R"({"path": "core", "package": "Desk", "versionNumber": )"
                              R"("1.0.0.NEXT", "default": true}, {"path": "org"})"));
     },
     "."},
};

class PlanOfALayout : public testing::TestWithParam<Layout> {};

TEST_P(PlanOfALayout, EachStageIsADeployAfterThoseBefore) {
  const TemporaryDirectory folder;
  ProjectFiles project;
  GetParam().add(project);
  std::filesystem::create_directory(folder.at("p"));
  for (const auto& [path, text] : project.texts()) folder.write("p/" + path, text);
  const std::string planned = GetParam().planned;
  const ProgramResult written = run_program(
      fmt::format("plan --output-format json --write ../out {}", planned), folder.at("p"));
  ASSERT_EQ(written.exit_code, 0) << written.errors;
  const auto plan = nlohmann::json::parse(written.output);
  std::string known;
  std::set<std::string> members;
  for (const auto& stage : plan["deploy"]) {
    const std::string manifest =
        fmt::format("../out/{}/package.xml", stage["folder"].get<std::string>());
    const ProgramResult check = run_program(
        fmt::format("check --mode predeploy --manifest {}{} {}", manifest, known, planned),
        folder.at("p"));
    EXPECT_EQ(check.exit_code, 0) << stage["folder"] << '\n' << check.output << check.errors;
    EXPECT_THAT(check.output, Not(HasSubstr("no External Client App"))) << stage["folder"];
    known += " --known " + manifest;
    for (const auto& member : stage["members"]) {
      members.insert(fmt::format("{} {}", member["type"].get<std::string>(),
                                 member["name"].get<std::string>()));
    }
  }
  for (const char* one : {"ExternalCredential Bank", "NamedCredential Bank", "PermissionSet Crew",
                          "PermissionSet Tellers"}) {
    EXPECT_TRUE(members.contains(one)) << one;
  }
  EXPECT_FALSE(members.contains("PermissionSet Bank-Agents")) << "a part of a permission set";
  // Nobody is locked out between two stages.
  const auto& last = plan["deploy"].back();
  EXPECT_EQ(last["stage"], "policies");
  EXPECT_EQ(last["before"][0]["subject"]["name"], "Crew");
}

TEST_P(PlanOfALayout, WholeStagesStandByThemselvesInMetadataFormat) {
  const TemporaryDirectory folder;
  ProjectFiles project;
  GetParam().add(project);
  std::filesystem::create_directory(folder.at("p"));
  for (const auto& [path, text] : project.texts()) folder.write("p/" + path, text);
  const ProgramResult plan =
      run_program(fmt::format("plan --write ../out {}", GetParam().planned), folder.at("p"));
  const bool metadata_format = std::string(GetParam().name).starts_with("metadata_format");
  EXPECT_EQ(plan.output.find("--metadata-dir ../out/02-apps\n") != std::string::npos,
            metadata_format)
      << plan.output;
  EXPECT_EQ(plan.output.find("--manifest ../out/") != std::string::npos, !metadata_format);
  EXPECT_EQ(std::filesystem::exists(folder.at("out/02-apps/externalClientApps/Quay.eca")),
            metadata_format);
  if (!metadata_format) return;
  const ProgramResult check = run_program("check out/02-apps", folder.path());
  EXPECT_EQ(check.exit_code, 0) << check.output << check.errors;
  EXPECT_THAT(check.output, HasSubstr("in 4 files"));
  // A stage has what those before it bring, and is no project of whoever stands around the plan.
  for (const char* command :
       {"check --mode predeploy out", "check --mode predeploy .", "plan -q .",
        "check --mode predeploy --against out/01-permission-sets out/02-apps"}) {
    const ProgramResult run = run_program(command, folder.path());
    EXPECT_EQ(run.exit_code, 0) << command << '\n' << run.output << run.errors;
    EXPECT_THAT(run.output, Not(HasSubstr("error["))) << command;
  }
}

INSTANTIATE_TEST_SUITE_P(Layouts, PlanOfALayout, testing::ValuesIn(kLayouts),
                         [](const auto& layout) { return std::string(layout.param.name); });

TEST(PlanOfALayout, RemovesInMetadataFormatWithoutAManifestOption) {
  const TemporaryDirectory folder;
  ProjectFiles before;
  add_whole(before, "before/", "Quay", "");
  before.file("before/package.xml", metadata_text("Package", "<version>66.0</version>"));
  add_whole(before, "now/", "Quay", "");
  before.file("now/package.xml", metadata_text("Package", "<version>66.0</version>"));
  for (const auto& [path, text] : before.texts()) folder.write(path, text);
  std::filesystem::remove(folder.at("now/namedCredentials/Bank.namedCredential"));
  const ProgramResult plan =
      run_program("plan --write ../out --against ../before .", folder.at("now"));
  EXPECT_EQ(plan.exit_code, 0) << plan.errors;
  EXPECT_THAT(plan.output, HasSubstr("NamedCredential Bank: callouts through `Bank` fail"));
  EXPECT_THAT(plan.output, HasSubstr("--metadata-dir ../out/06-remove-named-credentials\n"));
  EXPECT_THAT(plan.output, Not(HasSubstr("--post-destructive-changes")));
}

}  // namespace
}  // namespace ecac::test
