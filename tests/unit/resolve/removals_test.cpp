#include "compiler/resolve/deploy/removals.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Each step as `stage: Type name, Type name`.
std::vector<std::string> lines(DeployFixture& now, DeployFixture& earlier) {
  const ResolvedProject before = earlier.resolved();
  std::vector<std::string> texts;
  for (const RemovalStep& step : removals(now.project(), before.deploy.components)) {
    std::string line;
    for (const RemovedComponent& component : step.components) {
      line += fmt::format("{}{} {}", line.empty() ? "" : ", ",
                          before.schema->type(component.type).name, component.name);
    }
    texts.push_back(fmt::format("{}: {}", info(*before.schema, step.stage).id, line));
  }
  return texts;
}

TEST(Removals, WhoNamesSomethingGoesBeforeIt) {
  DeployFixture now;
  DeployFixture app("headless-public");
  EXPECT_THAT(lines(now, app), ElementsAre("policies: ExtlClntAppConfigurablePolicies Portal_plcy, "
                                           "ExtlClntAppOauthConfigurablePolicies Portal_oauthPlcy",
                                           "apps: ExtlClntAppGlobalOauthSettings Portal_glbloauth, "
                                           "ExtlClntAppOauthSettings Portal_oauth",
                                           "apps: ExternalClientApplication Portal",
                                           "permissionSets: PermissionSet Portal_Users"));
  DeployFixture credentials("mcp-oauth21");
  EXPECT_THAT(
      lines(now, credentials),
      ElementsAre("principalAccess: PermissionSet Partner_MCP_Agents, "
                  "PermissionSet Partner_MCP_Users",
                  "namedCredentials: NamedCredential Partner_MCP, NamedCredential Partner_MCP_User",
                  "externalCredentials: ExternalCredential Partner_MCP, "
                  "ExternalCredential Partner_MCP_User",
                  "providers: ExternalAuthIdentityProvider Partner_MCP, "
                  "ExternalAuthIdentityProvider Partner_MCP_User"));
}

TEST(Removals, WhatAFileStillDefinesIsNotRemoved) {
  DeployFixture earlier("headless-public");
  DeployFixture same("headless-public");
  EXPECT_THAT(lines(same, earlier), IsEmpty());
  // Nothing of the plan any more, but it is there.
  DeployFixture left;
  left.metadata("app/Portal_Users.permissionset-meta.xml", "<label>Portal Users</label>")
      .metadata("app/Portal.eca-meta.xml", "<label>Portal</label>");
  EXPECT_THAT(lines(left, earlier),
              ElementsAre("policies: ExtlClntAppConfigurablePolicies Portal_plcy, "
                          "ExtlClntAppOauthConfigurablePolicies Portal_oauthPlcy",
                          "apps: ExtlClntAppGlobalOauthSettings Portal_glbloauth, "
                          "ExtlClntAppOauthSettings Portal_oauth"));
}

TEST(Removals, AnotherLetterCaseIsNoOtherName) {
  DeployFixture earlier;
  earlier.metadata("app/Bank.permissionset-meta.xml", "<label>Bank</label>");
  earlier.metadata("app/Bank.namedCredential-meta.xml", "<label>Bank</label>");
  DeployFixture now;
  now.metadata("app/BANK.namedCredential-meta.xml", "<label>Bank</label>");
  for (const std::string& line : lines(now, earlier)) {
    EXPECT_EQ(line.find("NamedCredential"), std::string::npos) << line;
  }
}

TEST(Removals, SettingsSitesAndCodeStay) {
  DeployFixture earlier;
  earlier.metadata("app/OauthOidc.settings-meta.xml", "<isPkceRequired>true</isPkceRequired>")
      .metadata("app/Quay_g.ecaGlblOauth-meta.xml",
                "<externalClientApplication>Quay</externalClientApplication>"
                "<isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>")
      .metadata("app/Harbour.network-meta.xml",
                "<networkAuthApiSettings><registrationHandler>SignUp</registrationHandler>"
                "</networkAuthApiSettings>")
      .file("app/SignUp.cls", "public class SignUp {}");
  DeployFixture now;
  EXPECT_THAT(lines(now, earlier), ElementsAre("apps: ExtlClntAppGlobalOauthSettings Quay_g"));
}

std::string effects_of(DeployFixture& now, DeployFixture& earlier) {
  const ResolvedProject before = earlier.resolved();
  std::string effects;
  for (const RemovalStep& step : removals(now.project(), before.deploy.components)) {
    for (const RemovedComponent& component : step.components) effects += component.effect + '\n';
  }
  return effects;
}

TEST(Removals, EachSayWhatStopsWhereTheAppStays) {
  DeployFixture earlier("headless-public");
  DeployFixture now;
  now.metadata("app/Portal.eca-meta.xml", "<label>Portal</label>");
  const std::string effects = effects_of(now, earlier);
  EXPECT_THAT(effects, HasSubstr("consumer key and secret of `Portal` go with it"));
  EXPECT_THAT(effects, HasSubstr("`Portal` is no OAuth client any more"));
  EXPECT_THAT(effects, HasSubstr("the defaults hold for `Portal` in place of what an admin set"));
  EXPECT_THAT(effects, HasSubstr("the users of `Portal_Users` lose what it gives"));
  EXPECT_EQ(effects.find("\n\n"), std::string::npos) << "each has an effect\n" << effects;
}

TEST(Removals, OfAWholeAppSayOnceThatItsClientsStop) {
  DeployFixture earlier("headless-public");
  DeployFixture now;
  const std::string effects = effects_of(now, earlier);
  EXPECT_THAT(effects, HasSubstr("the clients of `Portal` stop"));
  EXPECT_EQ(effects.find("of `Portal` go with it"), std::string::npos) << effects;
}

TEST(Removals, EveryTypeThatCanGoSaysWhatStops) {
  const auto schema = SchemaSet::embedded();
  for (const TypeSchema& type : schema->types()) {
    const bool part = schema->find_type(manifest_name(type)) != &type;
    if (type.role == "context" || type.role == "org" || part) continue;
    // Nothing of these works, and they were never documented.
    if (type.name.find("Sample") != std::string_view::npos) continue;
    EXPECT_NE(type.removal_effect, "") << type.name;
  }
}

constexpr char kBankOfAgents[] =
    "<authenticationProtocol>Basic</authenticationProtocol>"
    "<externalCredentialParameters><parameterName>Agents</parameterName>"
    "<parameterType>NamedPrincipal</parameterType></externalCredentialParameters>"
    "<label>Bank</label>";
constexpr char kGrantOfAgents[] =
    "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
    "<externalCredentialPrincipal>Bank-Agents</externalCredentialPrincipal>"
    "</externalCredentialPrincipalAccesses>";

/// The plan of a project as it follows an earlier one.
DeployPlan plan_after(DeployFixture& now, DeployFixture& earlier) {
  const ResolvedProject before = earlier.resolved();
  return plan_deploy(now.project(), {}, std::nullopt, before.deploy.components);
}

TEST(Removals, WithNamesGivenOfTheirAppsOnly) {
  DeployFixture earlier("headless-public");
  earlier.metadata("app/Bank.externalCredential-meta.xml", kBankOfAgents);
  DeployFixture now;
  now.file("app/Portal.eca-meta.xml", test::app_text("Portal"))
      .file("app/Portal_oauth.ecaOauth-meta.xml", test::oauth_text("Portal_oauth", "Portal"));
  const ResolvedProject before = earlier.resolved();
  const FileId header = now.project().first_definition(
      now.project().symbol(types::ExternalClientApplication, "Portal"));
  const std::vector<FileId> selected = {header};
  const DeployPlan plan = plan_deploy(now.project(), {}, selected, before.deploy.components);
  ASSERT_TRUE(plan.removals);
  std::vector<std::string> names;
  for (const RemovalStep& step : *plan.removals) {
    for (const RemovedComponent& component : step.components) names.push_back(component.name);
  }
  EXPECT_THAT(names, ElementsAre("Portal_plcy", "Portal_oauthPlcy", "Portal_glbloauth"));
}

TEST(Losses, APermissionSetThatGrantsNothingAnyMoreIsDeployedForThat) {
  DeployFixture earlier;
  earlier.metadata("app/Bank.externalCredential-meta.xml", kBankOfAgents)
      .metadata("app/Agents.permissionset-meta.xml", kGrantOfAgents);
  DeployFixture now;
  now.metadata("app/Agents.permissionset-meta.xml", "<label>Agents</label>");
  const DeployPlan plan = plan_after(now, earlier);
  ASSERT_EQ(plan.components.size(), 1U);
  EXPECT_EQ(plan.components[0].name, "Agents");
  ASSERT_EQ(plan.losses.size(), 1U);
  EXPECT_EQ(plan.losses[0].name, "Agents");
  EXPECT_EQ(plan.losses[0].text, "its users may no longer use principal `Bank-Agents`");
  ASSERT_TRUE(plan.removals);
  EXPECT_EQ(plan.removals->size(), 1U) << "the credential goes after that";
}

TEST(Losses, AGrantThatIsSwitchedOffIsLostToo) {
  DeployFixture earlier;
  earlier.metadata("app/Bank.externalCredential-meta.xml", kBankOfAgents)
      .metadata("app/Agents.permissionset-meta.xml", kGrantOfAgents);
  std::string off = kGrantOfAgents;
  off.replace(off.find("true"), 4, "false");
  DeployFixture now;
  now.metadata("app/Bank.externalCredential-meta.xml", kBankOfAgents)
      .metadata("app/Agents.permissionset-meta.xml", off);
  EXPECT_EQ(plan_after(now, earlier).losses.size(), 1U);
  EXPECT_THAT(plan_after(earlier, earlier).losses, IsEmpty());
}

TEST(Losses, WhoIsLetInNoMoreLosesTheApp) {
  const auto policies = [](const char* sets) {
    return fmt::format(
        "<commaSeparatedPermissionSet>{}</commaSeparatedPermissionSet>"
        "<externalClientApplication>Quay</externalClientApplication><label>Quay</label>"
        "<permittedUsersPolicyType>AdminApprovedPreAuthorized</permittedUsersPolicyType>",
        sets);
  };
  DeployFixture earlier;
  earlier.metadata("app/Quay_p.ecaOauthPlcy-meta.xml", policies("Crew,Guests"))
      .metadata("app/Crew.permissionset-meta.xml", "<label>Crew</label>")
      .metadata("app/Guests.permissionset-meta.xml", "<label>Guests</label>");
  DeployFixture now;
  now.metadata("app/Quay_p.ecaOauthPlcy-meta.xml", policies("Crew"))
      .metadata("app/Crew.permissionset-meta.xml", "<label>Crew</label>")
      .metadata("app/Guests.permissionset-meta.xml", "<label>Guests</label>");
  const DeployPlan plan = plan_after(now, earlier);
  ASSERT_EQ(plan.losses.size(), 1U);
  EXPECT_EQ(plan.losses[0].text, "users whom only `Guests` let in lose access to `Quay`");
}

}  // namespace
}  // namespace ecac
