#include "compiler/resolve/deploy/environment_values.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;
using test::where;

constexpr char kUserField[] = "ExtlClntAppOauthConfigurablePolicies.clientCredentialsFlowUser";

TEST(EnvironmentValues, ADeclaredVariableFillsTheRunAsUser) {
  const nlohmann::json document = DeployFixture("headless-private").document();
  const auto users = where(document["deploy"]["environmentValues"], "field", kUserField);
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0]["kind"], "username");
  EXPECT_EQ(users[0]["variables"].dump(), R"(["STOREFRONT_INTEGRATION_USER"])");
  EXPECT_EQ(users[0]["place"]["line"], 3);
  const nlohmann::json& placeholders = document["deploy"]["unresolvedPlaceholders"];
  ASSERT_EQ(placeholders.size(), 1U);
  EXPECT_EQ(placeholders[0]["text"], "${STOREFRONT_INTEGRATION_USER}");
  EXPECT_EQ(placeholders[0]["field"], kUserField);
  EXPECT_EQ(placeholders[0]["name"], "Storefront_Integration_oauthPlcy");
  EXPECT_EQ(placeholders[0]["variables"].dump(), R"(["STOREFRONT_INTEGRATION_USER"])");
}

TEST(EnvironmentValues, AValueThatWasPutInKeepsItsVariableAndPlace) {
  const nlohmann::json document =
      DeployFixture("headless-private")
          .environment({{"STOREFRONT_INTEGRATION_USER", "robot\n\n@example.com"}})
          .document();
  EXPECT_EQ(document["deploy"]["unresolvedPlaceholders"].size(), 0U);
  const auto users = where(document["deploy"]["environmentValues"], "field", kUserField);
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0]["variables"].dump(), R"(["STOREFRONT_INTEGRATION_USER"])");
  EXPECT_EQ(users[0]["place"]["line"], 3);
  EXPECT_NE(document["provenance"].dump().find(R"("kind":"replaced")"), std::string::npos);
  // A list of what differs between orgs says that it differs and never what it is.
  EXPECT_EQ(document["deploy"].dump().find("robot"), std::string::npos);
  EXPECT_EQ(document["manualSteps"].dump().find("robot"), std::string::npos);
}

TEST(EnvironmentValues, ShowHostsAndNeverSecrets) {
  const nlohmann::json document =
      DeployFixture()
          .metadata("app/g.ecaGlblOauth-meta.xml",
                    "<callbackUrl>https://one.example.com/cb\ncom.example:/cb\n"
                    "https://user:hunter2@two.example.com:8443/cb</callbackUrl>"
                    "<consumerKey>3MVGkey</consumerKey><consumerSecret>hunter2</consumerSecret>")
          .metadata("app/a.eca-meta.xml",
                    "<contactEmail>team@example.com</contactEmail><contactPhone>1</contactPhone>"
                    "<label>a</label><logoUrl>/relative</logoUrl>")
          .document();
  const nlohmann::json& values = document["deploy"]["environmentValues"];
  EXPECT_EQ(values.size(), 3U) << values.dump(1);
  EXPECT_EQ(where(values, "kind", "callbackUrl").at(0)["hosts"].dump(),
            R"(["one.example.com","two.example.com:8443"])");
  EXPECT_EQ(where(values, "kind", "secret").at(0)["field"],
            "ExtlClntAppGlobalOauthSettings.consumerSecret");
  EXPECT_EQ(where(values, "kind", "orgSpecific").at(0)["field"],
            "ExtlClntAppGlobalOauthSettings.consumerKey");
  EXPECT_EQ(document.dump().find("hunter2"), std::string::npos);
  EXPECT_EQ(document.dump().find("3MVGkey"), std::string::npos);
}

TEST(EnvironmentValues, AddressesInParametersCount) {
  const auto values = DeployFixture("mcp-oauth21").document()["deploy"]["environmentValues"];
  const auto token = where(values, "parameter", "TokenUrl");
  ASSERT_EQ(token.size(), 2U);
  EXPECT_EQ(token[0]["hosts"].dump(), R"(["auth.partner.example.com"])");
  EXPECT_EQ(where(values, "parameter", "resource").size(), 5U);
  const auto urls = where(values, "type", "NamedCredential");
  ASSERT_EQ(urls.size(), 2U);
  EXPECT_EQ(urls[0]["field"], "NamedCredential.parameterValue");
  EXPECT_EQ(urls[0]["hosts"].dump(), R"(["api.partner.example.com"])");
}

TEST(EnvironmentValues, AnAddressThatIsAPlaceholderCounts) {
  DeployFixture project("mcp-oauth21");
  project.edit("Partner_MCP.externalAuthIdentityProvider-meta.xml",
               "https://auth.partner.example.com/oauth2/token", "${TOKEN_URL}");
  const auto values = project.document()["deploy"]["environmentValues"];
  const auto token = where(values, "parameter", "TokenUrl");
  ASSERT_EQ(token.size(), 2U);
  EXPECT_EQ(token[0]["kind"], "url");
  EXPECT_FALSE(token[0].contains("hosts"));
}

TEST(UnresolvedPlaceholders, AreShownWhereTheyCannotBeASecret) {
  const std::string project_file =
      R"({"packageDirectories":[{"path":"app","default":true}],"replacements":[)"
      R"({"glob":"**/*.ecaGlblOauth-meta.xml","regexToReplace":"@[A-Z]+@","replaceWithEnv":"A"},)"
      R"({"filename":"other.xml","stringToReplace":"{{B}}","replaceWithEnv":"NOT_HERE"},)"
      R"({"filename":"g.ecaGlblOauth-meta.xml","stringToReplace":"<callbackUrl>{{B}}/",)"
      R"("replaceWithEnv":"B"}]})";
  const nlohmann::json found = DeployFixture()
                                   .file("sfdx-project.json", project_file)
                                   .metadata("app/g.ecaGlblOauth-meta.xml",
                                             "<callbackUrl>{{B}}/@HOST@/${C}</callbackUrl>"
                                             "<consumerKey>${KEY}</consumerKey>"
                                             "<consumerSecret>&lt;hunter2&gt;</consumerSecret>")
                                   .document()["deploy"]["unresolvedPlaceholders"];
  ASSERT_EQ(found.size(), 5U) << found.dump(1);
  EXPECT_EQ(found[0]["text"], "{{B}}/");
  EXPECT_EQ(found[0]["variables"].dump(), R"(["B"])");
  EXPECT_EQ(found[0]["place"]["column"], 14);
  EXPECT_EQ(found[1]["text"], "@HOST@");
  EXPECT_EQ(found[1]["variables"].dump(), R"(["A"])");
  EXPECT_EQ(found[1]["place"]["column"], 20);
  EXPECT_EQ(found[2]["text"], "${C}");
  EXPECT_EQ(found[2]["variables"].dump(), "[]");
  EXPECT_EQ(found[3]["text"], "${KEY}");
  EXPECT_TRUE(found[4]["text"].is_null());
  EXPECT_EQ(found.dump().find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace ecac
