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
    texts.push_back(fmt::format("{}: {}", info(step.stage).id, line));
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

TEST(Removals, SayWhoseClientsStop) {
  DeployFixture earlier("headless-public");
  const ResolvedProject before = earlier.resolved();
  DeployFixture now;
  std::string effects;
  for (const RemovalStep& step : removals(now.project(), before.deploy.components)) {
    for (const RemovedComponent& component : step.components) effects += component.effect;
  }
  EXPECT_THAT(effects, HasSubstr("the clients of `Portal` stop"));
}

}  // namespace
}  // namespace ecac
