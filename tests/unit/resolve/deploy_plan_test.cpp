#include "compiler/resolve/deploy/deploy_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;
using test::where;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kGrant[] =
    "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
    "<externalCredentialPrincipal>Bank-Agents</externalCredentialPrincipal>"
    "</externalCredentialPrincipalAccesses><label>Agents</label>";
constexpr char kBank[] =
    "<authenticationProtocol>Basic</authenticationProtocol>"
    "<externalCredentialParameters><parameterName>Agents</parameterName>"
    "<parameterType>NamedPrincipal</parameterType></externalCredentialParameters>"
    "<label>Bank</label>";

TEST(DeployPlan, AppsFollowTheOrgAndGoBeforeTheirPolicies) {
  EXPECT_THAT(DeployFixture("headless-public").steps(),
              ElementsAre("orgSettings: CorsWhitelistOrigin Portal, Settings OauthOidc, "
                          "Settings Security",
                          "permissionSets: PermissionSet Portal_Users",
                          "apps: ExternalClientApplication Portal, "
                          "ExtlClntAppGlobalOauthSettings Portal_glbloauth, "
                          "ExtlClntAppOauthSettings Portal_oauth",
                          "policies: ExtlClntAppConfigurablePolicies Portal_plcy, "
                          "ExtlClntAppOauthConfigurablePolicies Portal_oauthPlcy"));
}

TEST(DeployPlan, CredentialsGoFromTheProviderToTheGrant) {
  EXPECT_THAT(
      DeployFixture("mcp-oauth21").steps(),
      ElementsAre("providers: ExternalAuthIdentityProvider Partner_MCP, "
                  "ExternalAuthIdentityProvider Partner_MCP_User",
                  "externalCredentials: ExternalCredential Partner_MCP, "
                  "ExternalCredential Partner_MCP_User",
                  "namedCredentials: NamedCredential Partner_MCP, NamedCredential Partner_MCP_User",
                  "principalAccess: PermissionSet Partner_MCP_Agents, "
                  "PermissionSet Partner_MCP_Users"));
}

TEST(DeployPlan, APermissionSetThatGrantsAPrincipalStandsBetweenCredentialAndPolicy) {
  DeployFixture project("headless-public");
  project
      .file("force-app/main/default/permissionsets/Portal_Users.permissionset-meta.xml",
            test::metadata_text("PermissionSet", kGrant))
      .file("force-app/main/default/externalCredentials/Bank.externalCredential-meta.xml",
            test::metadata_text("ExternalCredential", kBank));
  const auto steps = project.steps();
  ASSERT_EQ(steps.size(), 5U);
  EXPECT_EQ(steps[1].substr(0, 5), "apps:");
  EXPECT_EQ(steps[2], "externalCredentials: ExternalCredential Bank");
  EXPECT_EQ(steps[3], "principalAccess: PermissionSet Portal_Users");
  EXPECT_EQ(steps[4].substr(0, 9), "policies:");
}

TEST(DeployPlan, AGroupGoesWithTheLatestOfItsPermissionSets) {
  DeployFixture project;
  project.metadata("app/a.externalCredential-meta.xml", "")
      .metadata("app/Bank.externalCredential-meta.xml", kBank)
      .metadata("app/Agents.permissionset-meta.xml", kGrant)
      .metadata("app/Plain.permissionset-meta.xml", "<label>Plain</label>")
      .metadata("app/Other.permissionset-meta.xml", "<label>Other</label>")
      .metadata("app/Late.permissionsetgroup-meta.xml",
                "<label>Late</label><permissionSets>Plain</permissionSets>"
                "<permissionSets>Agents</permissionSets>")
      .metadata("app/Portal.eca-meta.xml", "<label>Portal</label>")
      .metadata("app/Portal_p.ecaOauthPlcy-meta.xml",
                "<commaSeparatedPermissionSet>Late</commaSeparatedPermissionSet>"
                "<externalClientApplication>Portal</externalClientApplication>");
  // `Other` belongs to nothing here; `Plain` is part of a group that is let in.
  EXPECT_THAT(
      project.steps(),
      ElementsAre("permissionSets: PermissionSet Plain", "apps: ExternalClientApplication Portal",
                  "externalCredentials: ExternalCredential Bank, ExternalCredential a",
                  "principalAccess: PermissionSet Agents, PermissionSetGroup Late",
                  "policies: ExtlClntAppOauthConfigurablePolicies Portal_p"));
}

TEST(DeployPlan, NoTypeNamesOneOfALaterStage) {
  const auto schema = SchemaSet::embedded();
  for (std::size_t i = 0; i < schema->field_count(); ++i) {
    const FieldId id{static_cast<std::uint16_t>(i)};
    const FieldSchema& field = schema->field(id);
    const TypeSchema& type = schema->type(schema->type_of(id));
    // Granting a principal moves a permission set; sites and connected apps are no part of it.
    if (field.name.empty() || field.reference_format == ReferenceFormat::principal) continue;
    if (type.role == "context" || type.name == "ConnectedApp" || field.until != 0) continue;
    for (const TypeId target : {field.reference_type, field.reference_also_type}) {
      if (target == TypeId::none) continue;
      EXPECT_LE(stage_of(schema->type(target)), stage_of(type))
          << type.name << "." << field.name << " names " << schema->type(target).name;
    }
  }
}

TEST(DeployPlan, LeavesOutWhatIsNotDeployed) {
  DeployFixture project("headless-public");
  project.file(".forceignore", "**/*.ecaOauthPlcy-meta.xml\n**/settings/**\n");
  for (const std::string& step : project.steps()) {
    EXPECT_EQ(step.find("Portal_oauthPlcy"), std::string::npos) << step;
    EXPECT_EQ(step.find("OauthOidc"), std::string::npos) << step;
  }
}

TEST(DeployPlan, MembersAreThoseOfAManifest) {
  const nlohmann::json members = DeployFixture("headless-public").document()["deploy"]["members"];
  EXPECT_EQ(where(members, "type", "Settings").at(0)["names"].dump(),
            R"(["OauthOidc","Security"])");
  std::vector<std::string> types;
  for (const auto& member : members) types.push_back(member["type"]);
  EXPECT_THAT(types,
              ElementsAre("CorsWhitelistOrigin", "ExternalClientApplication",
                          "ExtlClntAppConfigurablePolicies", "ExtlClntAppGlobalOauthSettings",
                          "ExtlClntAppOauthConfigurablePolicies", "ExtlClntAppOauthSettings",
                          "PermissionSet", "Settings"));
}

TEST(DeployPlan, StepsNameFilesAndReasons) {
  const nlohmann::json deploy = DeployFixture("mcp-oauth21").document()["deploy"];
  EXPECT_EQ(deploy["steps"][2]["members"][0]["path"],
            "force-app/main/default/namedCredentials/Partner_MCP.namedCredential-meta.xml");
  for (const auto& step : deploy["steps"]) EXPECT_FALSE(step["why"].get<std::string>().empty());
}

/// The version that a project demands, and what demands it.
std::string version_for(DeployFixture& project) {
  const nlohmann::json deploy = project.document()["deploy"];
  std::string text;
  if (!deploy["minApiVersion"].is_null()) {
    text = deploy["minApiVersion"]["version"].get<std::string>() + " " +
           deploy["minApiVersion"]["neededBy"].get<std::string>();
  }
  if (deploy.contains("unconfirmedMinApiVersion")) {
    text += "; perhaps " + deploy["unconfirmedMinApiVersion"]["version"].get<std::string>() + " " +
            deploy["unconfirmedMinApiVersion"]["neededBy"].get<std::string>();
  }
  return text;
}

std::string version_for(const std::string& file, std::string_view inside) {
  DeployFixture project;
  return version_for(project.metadata("app/" + file, inside));
}

TEST(DeployPlan, TheNewestTypeFieldOrValueDecidesTheVersion) {
  const std::string app = "Portal_g.ecaGlblOauth-meta.xml";
  EXPECT_EQ(version_for(app, ""), "59.0 ExtlClntAppGlobalOauthSettings");
  EXPECT_EQ(version_for(app, "<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>"),
            "61.0 ExtlClntAppGlobalOauthSettings.isNamedUserJwtEnabled");
  EXPECT_EQ(version_for(app, "<isMtlsEnabled>true</isMtlsEnabled>"),
            "59.0 ExtlClntAppGlobalOauthSettings; perhaps 68.0 "
            "ExtlClntAppGlobalOauthSettings.isMtlsEnabled");
  EXPECT_EQ(version_for("a.ecaOauthPlcy-meta.xml", "<guestJwtTimeout>60</guestJwtTimeout>"),
            "65.0 ExtlClntAppOauthConfigurablePolicies.guestJwtTimeout = 60");
  // A placeholder demands nothing of its own.
  EXPECT_EQ(version_for("a.ecaOauthPlcy-meta.xml", "<guestJwtTimeout>${TIME}</guestJwtTimeout>"),
            "61.0 ExtlClntAppOauthConfigurablePolicies.guestJwtTimeout");
  EXPECT_EQ(version_for("a.externalAuthIdentityProvider-meta.xml",
                        "<authenticationFlow>SalesforceDefined</authenticationFlow>"),
            "63.0 ExternalAuthIdentityProvider.authenticationFlow = SalesforceDefined");
  DeployFixture nothing;
  EXPECT_EQ(version_for(nothing.file("app/a.txt", "")), "");
}

TEST(DeployPlan, TheVersionHasThePlaceThatDemandsIt) {
  const nlohmann::json document = DeployFixture("mcp-oauth21").document();
  EXPECT_EQ(document["deploy"]["minApiVersion"]["version"], "64.0");
  EXPECT_EQ(document["deploy"]["minApiVersion"]["neededBy"], "NamedCredential.description");
  EXPECT_EQ(document["provenance"]["/deploy/minApiVersion"].dump(),
            R"({"column":5,"file":"force-app/main/default/namedCredentials/)"
            R"(Partner_MCP.namedCredential-meta.xml","kind":"explicit","line":6})");
}

TEST(DeployPlan, ATokenExchangeHandlerFollowsItsApp) {
  DeployFixture project;
  project.metadata("app/Portal.eca-meta.xml", "<label>Portal</label>")
      .metadata("app/Handler.oauthtokenexchangehandler-meta.xml",
                "<enablements><externalClientApp>Portal</externalClientApp></enablements>"
                "<tokenHandlerApex>Exchange</tokenHandlerApex>")
      .file("app/Exchange.cls", "public class Exchange {}");
  EXPECT_THAT(project.steps(),
              ElementsAre("parts: ApexClass Exchange", "apps: ExternalClientApplication Portal",
                          "policies: OauthTokenExchangeHandler Handler"));
}

/// Each demand as `Name|Name: Type Type`.
std::vector<std::string> permissions(const nlohmann::json& deploy) {
  std::vector<std::string> lines;
  for (const nlohmann::json& demand : deploy["requiredPermissions"]) {
    std::string line;
    for (const auto& one : demand["anyOf"]) {
      line += (line.empty() ? "" : "|") + one["name"].get<std::string>();
      EXPECT_NE(one["label"], "") << line;
    }
    line += ":";
    for (const auto& type : demand["types"]) line += " " + type.get<std::string>();
    EXPECT_FALSE(demand["sources"].empty()) << line;
    lines.push_back(line);
  }
  return lines;
}

TEST(DeployPlan, ANewSecretNeedsThePermissionToRotate) {
  const auto rotates = [](const std::string& flag) {
    DeployFixture project;
    project.metadata("app/Quay_g.ecaGlblOauth-meta.xml",
                     "<externalClientApplication>Quay</externalClientApplication>" + flag);
    const std::string demands = project.document()["deploy"]["requiredPermissions"].dump();
    return demands.find("ClientSecretRotation") != std::string::npos;
  };
  EXPECT_FALSE(rotates(""));
  EXPECT_FALSE(rotates("<shouldRotateConsumerSecret>false</shouldRotateConsumerSecret>"));
  EXPECT_TRUE(rotates("<shouldRotateConsumerSecret>true</shouldRotateConsumerSecret>"));
  EXPECT_TRUE(rotates("<shouldRotateConsumerKey>true</shouldRotateConsumerKey>"));
}

TEST(DeployPlan, PermissionsAreThoseOfAnyDeployAndOfTheTypes) {
  EXPECT_THAT(
      permissions(DeployFixture("headless-public").document()["deploy"]),
      ElementsAre("ApiEnabled:", "ModifyAllData|ModifyMetadata:",
                  "CustomizeApplication: CorsWhitelistOrigin OauthOidcSettings SecuritySettings",
                  "ExternalClientAppAdmin: ExtlClntAppConfigurablePolicies "
                  "ExtlClntAppOauthConfigurablePolicies",
                  "ExternalClientAppDeveloper: ExternalClientApplication "
                  "ExtlClntAppGlobalOauthSettings ExtlClntAppOauthSettings",
                  "ManageProfilesPermissionsets: PermissionSet",
                  "ViewClientSecret: ExtlClntAppGlobalOauthSettings"));
  EXPECT_THAT(permissions(DeployFixture("mcp-oauth21").document()["deploy"]),
              ElementsAre("ApiEnabled:", "ModifyAllData|ModifyMetadata:",
                          "CustomizeApplication|ManageNamedCredentials: "
                          "ExternalAuthIdentityProvider ExternalCredential NamedCredential",
                          "ManageProfilesPermissionsets: PermissionSet"));
}

TEST(DeployPlan, AnAuthProviderNeedsTwoPermissions) {
  DeployFixture project;
  project.metadata("app/Bank.authprovider-meta.xml", "<friendlyName>Bank</friendlyName>");
  EXPECT_THAT(
      permissions(project.document()["deploy"]),
      ElementsAre("ApiEnabled:", "ModifyAllData|ModifyMetadata:",
                  "CustomizeApplication: AuthProvider", "ManageAuthProviders: AuthProvider"));
}

TEST(DeployPlan, EachPermissionOfATypeHasALabel) {
  const auto schema = SchemaSet::embedded();
  for (const TypeSchema& type : schema->types()) {
    for (const Permission& permission : type.permissions) {
      EXPECT_NE(permission_label(*schema, permission.name), permission.name) << type.name;
    }
  }
}

/// A project with an app and a site.
std::vector<std::string> steps_with_a_site(std::string_view code_and_credentials) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<label>Quay</label>")
      .metadata("app/Quay_g.ecaGlblOauth-meta.xml",
                "<callbackUrl>https://quay.example.com/cb</callbackUrl>"
                "<externalClientApplication>Quay</externalClientApplication>"
                "<isCodeCredFlowEnabled>" +
                    std::string(code_and_credentials) + "</isCodeCredFlowEnabled>")
      .metadata("app/Harbour.network-meta.xml",
                "<networkAuthApiSettings><registrationHandler>SignUp</registrationHandler>"
                "</networkAuthApiSettings><site>HarbourSite</site>")
      .metadata("app/sites/HarbourSite.site-meta.xml", "<active>true</active>")
      .file("app/SignUp.cls", "public class SignUp {}");
  return project.steps();
}

TEST(DeployPlan, HeadlessFlowsBringTheirSite) {
  EXPECT_THAT(steps_with_a_site("true"),
              ElementsAre("parts: ApexClass SignUp",
                          "apps: ExternalClientApplication Quay, "
                          "ExtlClntAppGlobalOauthSettings Quay_g",
                          "sites: CustomSite HarbourSite, Network Harbour"));
  EXPECT_THAT(steps_with_a_site("false"), ElementsAre("apps: ExternalClientApplication Quay, "
                                                      "ExtlClntAppGlobalOauthSettings Quay_g"));
}

TEST(DeployPlan, OfSeveralSitesThoseThatSaySomethingOfHeadlessFlows) {
  DeployFixture project;
  project
      .metadata("app/Quay_g.ecaGlblOauth-meta.xml",
                "<externalClientApplication>Quay</externalClientApplication>"
                "<isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>")
      .metadata("app/Harbour.network-meta.xml",
                "<networkAuthApiSettings><isForgotPwdAllowed>true</isForgotPwdAllowed>"
                "</networkAuthApiSettings>")
      .metadata("app/Help.network-meta.xml", "<status>Live</status>");
  EXPECT_THAT(project.steps(),
              ElementsAre("apps: ExtlClntAppGlobalOauthSettings Quay_g", "sites: Network Harbour"));
}

TEST(DeployPlan, AGroupThatGivesAGrantComesAlong) {
  DeployFixture project;
  project.metadata("app/Bank.externalCredential-meta.xml", kBank)
      .metadata("app/Agents.permissionset-meta.xml", kGrant)
      .metadata("app/Staff.permissionsetgroup-meta.xml",
                "<label>Staff</label><permissionSets>Agents</permissionSets>");
  EXPECT_THAT(project.steps(),
              ElementsAre("externalCredentials: ExternalCredential Bank",
                          "principalAccess: PermissionSet Agents, PermissionSetGroup Staff"));
}

TEST(DeployPlan, AnEmptyProjectHasAnEmptyPlan) {
  const nlohmann::json deploy = DeployFixture().document()["deploy"];
  EXPECT_EQ(deploy.dump(),
            R"({"digests":[],"environmentValues":[],"members":[],"minApiVersion":null,)"
            R"("requiredPermissions":[],"steps":[],"unresolvedPlaceholders":[]})");
}

TEST(DeployPlan, DoesNotDependOnTheOrderOfFiles) {
  const auto first = DeployFixture()
                         .metadata("app/a/Bank.externalCredential-meta.xml", kBank)
                         .metadata("app/b/Agents.permissionset-meta.xml", kGrant)
                         .document();
  const auto second = DeployFixture()
                          .metadata("app/b/Agents.permissionset-meta.xml", kGrant)
                          .metadata("app/a/Bank.externalCredential-meta.xml", kBank)
                          .document();
  EXPECT_EQ(first.dump(), second.dump());
}

}  // namespace
}  // namespace ecac
