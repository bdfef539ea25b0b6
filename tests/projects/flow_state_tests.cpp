// States of flows beside what rules say of them.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/unit/support/temporary_directory.h"

namespace ecac::test {
namespace {

/// An app whose switches each test sets.
class FlowStateTest : public testing::Test {
 protected:
  FlowStateTest() {
    folder_.write("sfdx-project.json", R"({"packageDirectories": [{"path": "app"}]})");
    folder_.write("app/externalClientApps/Quay.eca-meta.xml",
                  metadata_text("ExternalClientApplication",
                                "    <contactEmail>quay@example.com</contactEmail>\n"
                                "    <distributionState>Local</distributionState>\n"
                                "    <label>Quay</label>\n"));
    settings("Api, RefreshToken");
    global("");
    policies("");
  }

  void settings(const std::string& scopes) const {
    folder_.write(
        "app/extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml",
        metadata_text("ExtlClntAppOauthSettings", "    <commaSeparatedOauthScopes>" + scopes +
                                                      "</commaSeparatedOauthScopes>\n"
                                                      "    <externalClientApplication>Quay"
                                                      "</externalClientApplication>\n"
                                                      "    <label>Quay_oauth</label>\n"));
  }
  void global(const std::string& switches,
              const std::string& callback = "https://quay.example.com/cb") const {
    folder_.write("app/extlClntAppGlobalOauthSets/Quay_glbloauth.ecaGlblOauth-meta.xml",
                  metadata_text("ExtlClntAppGlobalOauthSettings",
                                "    <callbackUrl>" + callback +
                                    "</callbackUrl>\n"
                                    "    <externalClientApplication>Quay"
                                    "</externalClientApplication>\n" +
                                    switches + "    <label>Quay_glbloauth</label>\n"));
  }
  void policies(const std::string& switches,
                const std::string& permitted = "AllSelfAuthorized") const {
    folder_.write("app/extlClntAppOauthPolicies/Quay_oauthPlcy.ecaOauthPlcy-meta.xml",
                  metadata_text("ExtlClntAppOauthConfigurablePolicies",
                                switches +
                                    "    <externalClientApplication>Quay"
                                    "</externalClientApplication>\n"
                                    "    <label>Quay_oauthPlcy</label>\n"
                                    "    <permittedUsersPolicyType>" +
                                    permitted + "</permittedUsersPolicyType>\n"));
    folder_.write("app/extlClntAppPolicies/Quay_plcy.ecaPlcy-meta.xml",
                  metadata_text("ExtlClntAppConfigurablePolicies",
                                "    <externalClientApplication>Quay</externalClientApplication>\n"
                                "    <isEnabled>true</isEnabled>\n"
                                "    <isOauthPluginEnabled>true</isOauthPluginEnabled>\n"
                                "    <isSamlPluginEnabled>true</isSamlPluginEnabled>\n"
                                "    <label>Quay_plcy</label>\n"));
  }
  void org_setting(const std::string& file, const std::string& type,
                   const std::string& inside) const {
    folder_.write("app/settings/" + file + ".settings-meta.xml", metadata_text(type, inside));
  }
  std::string state(const std::string& flow) const {
    const ProgramResult result = run_program("compile --emit-partial", folder_.at(""));
    return nlohmann::json::parse(result.output)["apps"][0]["flows"][flow]["state"];
  }

  TemporaryDirectory folder_;
};

TEST_F(FlowStateTest, ClientCredentialsRunAsAUserWhoCanBeNamed) {
  const std::string on =
      "    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n";
  global(on);
  const auto run_as = [&](const std::string& user) {
    policies("    <clientCredentialsFlowUser>" + user + "</clientCredentialsFlowUser>\n" + on);
    return state("clientCredentials");
  };
  EXPECT_EQ(run_as("feed@quay.example.com"), "ready");
  EXPECT_EQ(run_as("0058c000001AbcDAAS"), "blocked");
  EXPECT_EQ(run_as("feed"), "blocked");
  EXPECT_EQ(run_as("${FEED_USER}"), "unknown");
}

TEST_F(FlowStateTest, EarlierApprovalCountsWhereThereIsNoPage) {
  global("    <isTokenExchangeEnabled>true</isTokenExchangeEnabled>\n");
  const std::string on = "    <isTokenExchangeFlowEnabled>true</isTokenExchangeFlowEnabled>\n";
  policies(on);
  folder_.write("app/classes/QuayTokens.cls",
                "public class QuayTokens extends Auth.Oauth2TokenExchangeHandler {}\n");
  EXPECT_EQ(state("tokenExchange"), "unknown");
  policies(on, "AdminApprovedPreAuthorized");
  // Nobody is listed.
  EXPECT_EQ(state("tokenExchange"), "blocked");
}

TEST_F(FlowStateTest, SamlDependsOnTheOrg) {
  folder_.write("app/extlClntAppSamlConfigurablePolicies/Quay_saml.ecaSamlPlcy-meta.xml",
                metadata_text("ExtlClntAppSamlConfigurablePolicies",
                              "    <acsUrl>https://quay.example.com/acs</acsUrl>\n"
                              "    <entityUrl>https://quay.example.com</entityUrl>\n"
                              "    <externalClientApplication>Quay</externalClientApplication>\n"
                              "    <label>Quay_saml</label>\n"));
  EXPECT_EQ(state("saml"), "unknown");
  const auto provider = [&](const std::string& on) {
    org_setting("IdentityProvider", "IdentityProviderSettings",
                "    <enableIdentityProvider>" + on + "</enableIdentityProvider>\n");
    return state("saml");
  };
  EXPECT_EQ(provider("true"), "ready");
  EXPECT_EQ(provider("false"), "blocked");
}

TEST_F(FlowStateTest, ApiAccessControlKeepsOutWhatNoAdminApproved) {
  const auto control = [&](const std::string& internal, const std::string& external) {
    org_setting("ConnectedApp", "ConnectedAppSettings",
                "    <enableAdminApprovedAppsOnly>" + internal +
                    "</enableAdminApprovedAppsOnly>\n"
                    "    <enableAdminApprovedAppsOnlyForExternalUser>" +
                    external + "</enableAdminApprovedAppsOnlyForExternalUser>\n");
    return state("webServer");
  };
  EXPECT_EQ(state("webServer"), "ready");
  EXPECT_EQ(control("false", "false"), "ready");
  EXPECT_EQ(control("true", "false"), "unknown");
  EXPECT_EQ(control("true", "true"), "blocked");
}

TEST_F(FlowStateTest, ANameBelowLocalhostIsAnAddress) {
  const auto callback = [&](const std::string& address) {
    global("", address);
    return state("webServer");
  };
  EXPECT_EQ(callback("https://quay.localhost/cb"), "ready");
  EXPECT_EQ(callback("https://localhost:8443/cb"), "ready");
  EXPECT_EQ(callback("https://localhost/cb"), "blocked");
}

}  // namespace
}  // namespace ecac::test
