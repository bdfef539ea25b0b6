// States of flows beside what rules say of them.

#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/certificate_text.h"
#include "tests/support/golden.h"
#include "tests/support/project_builder.h"
#include "tests/support/rule_page.h"
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
  std::string state(const std::string& flow, const std::string& options = "") const {
    const ProgramResult result = run_program("compile --emit-partial " + options, folder_.at(""));
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

TEST_F(FlowStateTest, WhatNobodyTurnedOnIsNotBlocked) {
  std::filesystem::remove(folder_.at("app/extlClntAppOauthSettings/Quay_oauth.ecaOauth-meta.xml"));
  std::filesystem::remove(
      folder_.at("app/extlClntAppGlobalOauthSets/Quay_glbloauth.ecaGlblOauth-meta.xml"));
  folder_.write("app/extlClntAppPolicies/Quay_plcy.ecaPlcy-meta.xml",
                metadata_text("ExtlClntAppConfigurablePolicies",
                              "    <externalClientApplication>Quay</externalClientApplication>\n"
                              "    <isEnabled>true</isEnabled>\n"
                              "    <isOauthPluginEnabled>false</isOauthPluginEnabled>\n"
                              "    <label>Quay_plcy</label>\n"));
  EXPECT_EQ(state("webServer"), "off");
  EXPECT_EQ(state("clientCredentials"), "off");
  for (const char* flow : {"headlessLogin", "jwtBearer", "device"}) {
    EXPECT_EQ(state(flow), "unknown") << flow;
  }
}

TEST_F(FlowStateTest, NobodyIsStoppedByWhatAFlowLacksThatIsNotInUse) {
  const std::string success = "https://login.salesforce.com/services/oauth2/success";
  folder_.write("ecac.json", R"({"apps": {"Quay": {"clientType": "public"}}})");
  const std::string secret =
      "    <isConsumerSecretOptional>false</isConsumerSecretOptional>\n"
      "    <isSecretRequiredForRefreshToken>true</isSecretRequiredForRefreshToken>\n";
  // The JWT bearer flow sends no code.
  global(std::string("    <certificate>") + kRsaCertificate + "</certificate>\n" + secret, success);
  EXPECT_EQ(state("webServer"), "unknown");
  EXPECT_EQ(state("refresh"), "unknown");
  const auto reports = [&] { return run_program("check --level info", folder_.at("")).output; };
  EXPECT_EQ(reports().find("FLW021"), std::string::npos);
  // A device gets refresh tokens, and no code.
  global("    <isDeviceFlowEnabled>true</isDeviceFlowEnabled>\n" + secret, success);
  EXPECT_EQ(state("webServer"), "unknown");
  EXPECT_EQ(state("refresh"), "blocked");
  EXPECT_NE(reports().find("FLW023"), std::string::npos);
  global(secret);
  EXPECT_EQ(state("webServer"), "blocked");
  EXPECT_NE(reports().find("FLW021"), std::string::npos);
}

TEST_F(FlowStateTest, NobodyButTheUserOfClientCredentials) {
  const std::string on =
      "    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n";
  global(on);
  policies("    <clientCredentialsFlowUser>robot@example.com</clientCredentialsFlowUser>\n" + on,
           "AdminApprovedPreAuthorized");
  EXPECT_EQ(state("clientCredentials"), "ready");
  EXPECT_EQ(state("webServer"), "blocked");
  const std::string findings = run_program("check .", folder_.at("")).output;
  EXPECT_NE(findings.find("nobody can come in by web server; client credentials"),
            std::string::npos)
      << findings;
  const std::string screen = run_program("explain --app Quay .", folder_.at("")).output;
  EXPECT_NE(screen.find("nobody but the user of client credentials"), std::string::npos) << screen;
}

TEST_F(FlowStateTest, ALengthThatLacksItsUnitIsUnknown) {
  const std::string lifetime =
      "    <refreshTokenPolicyType>SpecificLifetime</refreshTokenPolicyType>\n"
      "    <refreshTokenValidityPeriod>30</refreshTokenValidityPeriod>\n";
  policies(lifetime);
  EXPECT_EQ(state("refresh"), "unknown");
  policies(lifetime + "    <refreshTokenValidityUnit>Days</refreshTokenValidityUnit>\n");
  EXPECT_EQ(state("refresh"), "ready");
}

TEST_F(FlowStateTest, SamlIsOpenToThoseWhoAreAssignedToIt) {
  org_setting("IdentityProvider", "IdentityProviderSettings",
              "    <enableIdentityProvider>true</enableIdentityProvider>\n");
  folder_.write("app/permissionsets/Crew.permissionset-meta.xml",
                metadata_text("PermissionSet", "    <label>Crew</label>\n"));
  const auto saml = [&](const std::string& groups) {
    folder_.write("app/extlClntAppSamlConfigurablePolicies/Quay_saml.ecaSamlPlcy-meta.xml",
                  metadata_text("ExtlClntAppSamlConfigurablePolicies",
                                "    <acsUrl>https://quay.example.com/acs</acsUrl>\n" + groups +
                                    "    <entityUrl>https://quay.example.com</entityUrl>\n"
                                    "    <externalClientApplication>Quay"
                                    "</externalClientApplication>\n"
                                    "    <label>Quay_saml</label>\n"));
    return state("saml");
  };
  EXPECT_EQ(saml(""), "unknown");
  EXPECT_EQ(saml("    <commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>\n"), "ready");
}

TEST_F(FlowStateTest, ACertificateThatExpiredMayStillBeTaken) {
  const auto write = [&](const std::string& before) {
    global("    <certificate>" + before + kRsaCertificate + "</certificate>\n");
  };
  policies("    <commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>\n",
           "AdminApprovedPreAuthorized");
  folder_.write("app/permissionsets/Crew.permissionset-meta.xml",
                metadata_text("PermissionSet", "    <label>Crew</label>\n"));
  write("");
  EXPECT_EQ(state("jwtBearer", "--now 2030-01-01"), "ready");
  EXPECT_EQ(state("jwtBearer", "--now 2050-01-01"), "unknown");
  const std::string screen =
      run_program("explain --app Quay --flow jwt-bearer --now 2050-01-01 .", folder_.at("")).output;
  EXPECT_NE(screen.find("JWT bearer: unknown"), std::string::npos) << screen;
  EXPECT_NE(screen.find("expired on 2048-"), std::string::npos) << screen;
  write(std::string(4096, '-') + "\n");
  EXPECT_EQ(state("jwtBearer", "--now 2030-01-01"), "unknown");
  const std::string report = run_program("check --level info .", folder_.at("")).output;
  EXPECT_NE(report.find("the limit is 4096"), std::string::npos) << report;
}

TEST_F(FlowStateTest, AnOpenServiceWorksForAnybody) {
  const auto site = [&](const std::string& authentication) {
    folder_.write(
        "app/networks/Quay.network-meta.xml",
        metadata_text("Network", "    <networkAuthApiSettings>\n" + authentication +
                                     "        <isPwdlessLoginAllowed>true</isPwdlessLoginAllowed>\n"
                                     "        <isRecaptchaRequiredPwdlessLogin>false"
                                     "</isRecaptchaRequiredPwdlessLogin>\n"
                                     "    </networkAuthApiSettings>\n"
                                     "    <site>Quay</site>\n"));
    return state("passwordlessLogin");
  };
  global("    <isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>\n");
  policies("    <commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>\n",
           "AdminApprovedPreAuthorized");
  folder_.write("app/permissionsets/Crew.permissionset-meta.xml",
                metadata_text("PermissionSet", "    <label>Crew</label>\n"));
  org_setting("OauthOidc", "OauthOidcSettings",
              "    <oAuthCdCrdtFlowEnable>true</oAuthCdCrdtFlowEnable>\n");
  EXPECT_EQ(site("        <doesPwdlessLoginRequireAuth>false</doesPwdlessLoginRequireAuth>\n"),
            "ready, unprotected");
  EXPECT_EQ(site(""), "unknown") << "an existing site may ask for authentication";
  site("        <doesPwdlessLoginRequireAuth>true</doesPwdlessLoginRequireAuth>\n");
  const std::string screen =
      run_program("explain --app Quay --flow passwordless-login .", folder_.at("")).output;
  EXPECT_NE(screen.find("doesPwdlessLoginRequireAuth = true"), std::string::npos) << screen;
  EXPECT_EQ(screen.find("isRecaptchaRequiredPwdlessLogin"), std::string::npos) << screen;
}

TEST_F(FlowStateTest, WhatAStrangeScopeOpensIsNotKnown) {
  const std::string on =
      "    <isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>\n";
  global(on);
  policies("    <clientCredentialsFlowUser>robot@example.com</clientCredentialsFlowUser>\n" + on);
  settings("Full, RefreshToken");
  EXPECT_EQ(state("clientCredentials"), "blocked");
  settings("Full, Refreshtoken");
  EXPECT_EQ(state("clientCredentials"), "unknown");
  EXPECT_EQ(state("refresh"), "unknown") << "it may be the scope of refresh tokens, misspelt";
}

TEST_F(FlowStateTest, TwoEqualFilesAreNoContradiction) {
  const std::string path = "app/extlClntAppOauthSettings/Quay_oauth.ecaOauth";
  const std::string before = state("refresh");
  EXPECT_NE(before, "unknown");
  const std::string text = read_text_file(folder_.at(path + "-meta.xml"));
  folder_.write(path, text);
  EXPECT_EQ(state("refresh"), before);
  std::string other = text;
  other.replace(other.find("Api, RefreshToken"), 17, "Api");
  folder_.write(path, other);
  EXPECT_EQ(state("refresh"), "unknown");
}

TEST_F(FlowStateTest, ALocalAppIsInOneOrg) {
  const auto screen = [&] { return run_program("explain --app Quay .", folder_.at("")).output; };
  EXPECT_NE(screen().find("only in the org that holds it"), std::string::npos) << screen();
  folder_.write("app/externalClientApps/Quay.eca-meta.xml",
                metadata_text("ExternalClientApplication",
                              "    <contactEmail>quay@example.com</contactEmail>\n"
                              "    <distributionState>Packaged</distributionState>\n"
                              "    <label>Quay</label>\n"));
  EXPECT_EQ(screen().find("only in the org that holds it"), std::string::npos) << screen();
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
  folder_.write("app/permissionsets/Crew.permissionset-meta.xml",
                metadata_text("PermissionSet", "    <label>Crew</label>\n"));
  folder_.write("app/extlClntAppSamlConfigurablePolicies/Quay_saml.ecaSamlPlcy-meta.xml",
                metadata_text("ExtlClntAppSamlConfigurablePolicies",
                              "    <acsUrl>https://quay.example.com/acs</acsUrl>\n"
                              "    <commaSeparatedPermissionSet>Crew"
                              "</commaSeparatedPermissionSet>\n"
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
