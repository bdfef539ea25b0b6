#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/emit/screen/app_text.h"
#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/schema/request_schema.h"
#include "compiler/schema/schema_set.h"
#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac::test {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr char kApp[] = "<externalClientApplication>Harbor</externalClientApplication>";

constexpr std::size_t kCredentialFlows =
    static_cast<std::size_t>(CredentialFlow::aws_roles_anywhere) + 1;

/// An app `Harbor` whose site is `Quay`.
struct Harbor {
  std::string scopes = "Api, RefreshToken";
  std::string oauth = {};
  std::string global = {};
  std::string policies = {};
  std::string site = {};
  std::string plugins = {};
  std::string handler = {};

  DeployFixture fixture() const {
    DeployFixture fixture;
    fixture.file("sfdx-project.json", R"({"packageDirectories":[{"path":"app","default":true}],)"
                                      R"("sourceApiVersion":"67.0"})");
    fixture.app({.name = "Harbor", .site = {{"https://quay.example.com/", {}}}});
    fixture.metadata("app/Harbor.eca-meta.xml",
                     "<distributionState>Local</distributionState><label>Harbor</label>");
    fixture.metadata(
        "app/Harbor_oauth.ecaOauth-meta.xml",
        "<commaSeparatedOauthScopes>" + scopes + "</commaSeparatedOauthScopes>" + kApp + oauth);
    fixture.metadata("app/Harbor_glbloauth.ecaGlblOauth-meta.xml",
                     "<callbackUrl>https://harbor.example.com/cb</callbackUrl>" +
                         std::string(kApp) + "<isPkceRequired>true</isPkceRequired>" + global);
    fixture.metadata("app/Harbor_oauthPlcy.ecaOauthPlcy-meta.xml", kApp + policies);
    fixture.metadata("app/Harbor_plcy.ecaPlcy-meta.xml",
                     kApp + std::string("<isEnabled>true</isEnabled>") + plugins);
    fixture.metadata("app/Quay.network-meta.xml",
                     "<networkAuthApiSettings>" + site + "</networkAuthApiSettings>");
    if (!handler.empty()) {
      fixture.metadata("app/Crew.oauthtokenexchangehandler-meta.xml", handler);
    }
    return fixture;
  }
  json app() const { return fixture().document().at("apps").at(0); }
  json requests(const std::string& flow) const {
    const json found = app().at("flows").at(flow);
    return found.value("requests", json::array());
  }
  std::string screen(const std::string& flow) const {
    const ResolvedProject project = fixture().resolved();
    return app_screen(project, project.apps.front(), flow, Style(false));
  }
};

std::string on(const std::string& name) {
  return "<" + name + ">true</" + name + ">";
}

Harbor headless() {
  return {.global = on("isCodeCredFlowEnabled"),
          .policies = on("isCodeCredFlowEnabled") +
                      "<permittedUsersPolicyType>AdminApprovedPreAuthorized"
                      "</permittedUsersPolicyType>",
          .site = on("isPwdlessLoginAllowed") + on("isForgotPwdAllowed") +
                  on("isHeadlessUserRegistrationAllowed")};
}

TEST(ClientRequests, EveryDescriptionBelongsToAFlow) {
  for (const RequestSet& set : SchemaSet::embedded()->requests()) {
    bool known = set.of == "app";
    for (std::size_t i = 0; i < kFlowCount; ++i) {
      known = known || set.of == to_string(static_cast<FlowKind>(i));
    }
    for (std::size_t i = 0; i < kCredentialFlows; ++i) {
      known = known || set.of == to_string(static_cast<CredentialFlow>(i));
    }
    EXPECT_TRUE(known) << set.of;
    EXPECT_FALSE(set.requests.empty()) << set.of;
  }
  for (std::size_t i = 0; i < kFlowCount; ++i) {
    const auto kind = static_cast<FlowKind>(i);
    EXPECT_NE(SchemaSet::embedded()->find_requests(to_string(kind)), nullptr) << to_string(kind);
  }
}

TEST(ClientRequests, PasswordlessLoginBeginsWithJson) {
  const json init = headless().requests("passwordlessLogin").at(0);
  EXPECT_EQ(init.at("url"),
            "https://quay.example.com/services/auth/headless/init/passwordless/login");
  EXPECT_EQ(init.at("contentType"), "application/json");
  const json body = json::parse(init.at("body").get<std::string>());
  EXPECT_EQ(body.at("username"), "<username>");
  EXPECT_EQ(body.at("verificationmethod"), "<email or sms>");
  EXPECT_FALSE(body.contains("recaptcha"));
  EXPECT_FALSE(body.contains("user"));
}

TEST(ClientRequests, TheSiteDecidesWhatProtectsTheFirstRequest) {
  Harbor harbor = headless();
  harbor.site += on("doesPwdlessLoginRequireAuth") + on("isRecaptchaRequiredRgstr");
  const std::string login = harbor.screen("passwordless-login");
  EXPECT_THAT(login, HasSubstr("Authorization: Bearer <access token of an integration user with "
                               "the scope pwdless_login_api>"));
  EXPECT_THAT(login, Not(HasSubstr("\"recaptcha\"")));
  const std::string registration = harbor.screen("registration");
  EXPECT_THAT(registration, HasSubstr("\"recaptcha\": \"<reCAPTCHA token>\""));
  EXPECT_THAT(registration, Not(HasSubstr("user_registration_api>")));
}

TEST(ClientRequests, RegistrationNestsTheUser) {
  const json init = headless().requests("registration").at(0);
  const json body = json::parse(init.at("body").get<std::string>());
  EXPECT_EQ(body.at("userdata").at("lastName"), "<last name>");
  EXPECT_EQ(body.at("password"), "<password>");
}

TEST(ClientRequests, AnAllowlistOfTemplatesMakesThemNecessary) {
  Harbor harbor = headless();
  const std::string mark = "emailtemplate   (optional)";
  EXPECT_THAT(harbor.screen("passwordless-login"), HasSubstr(mark));
  harbor.site += on("isForgotPwdEmailTemplateAllowlistingEnabled");
  EXPECT_THAT(harbor.screen("passwordless-login"),
              AllOf(Not(HasSubstr(mark)), HasSubstr("<id of a listed mail template>")));
}

TEST(ClientRequests, ForgottenPasswordsAreResetInTwoSteps) {
  const json requests = headless().requests("forgotPassword");
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_EQ(requests.at(0).at("url"), requests.at(1).at("url"));
  EXPECT_EQ(
      requests.at(1).at("body"),
      R"({"username":"<username>","otp":"<one-time password>","newpassword":"<new password>"})");
}

TEST(ClientRequests, UserDiscoveryTakesAHint) {
  Harbor harbor = headless();
  harbor.site += on("isUserDisambiguationAllowedUsernamePwd");
  EXPECT_THAT(harbor.screen("headless-login"), Not(HasSubstr("login_hint=")));
  harbor.site += "<headlessDiscoveryHandler>Finder</headlessDiscoveryHandler>";
  EXPECT_THAT(harbor.screen("headless-login"),
              AllOf(HasSubstr("&login_hint="), Not(HasSubstr("&username="))));
}

TEST(ClientRequests, AGuestBecomesANamedUser) {
  Harbor harbor = headless();
  EXPECT_THAT(harbor.screen("headless-login"), Not(HasSubstr("Uvid-Hint")));
  harbor.policies += on("isGuestCodeCredFlowEnabled");
  EXPECT_THAT(harbor.screen("headless-login"),
              HasSubstr("Uvid-Hint: <access token of the guest>   (optional)"));
}

TEST(ClientRequests, TokensAreRefreshedWhereTheyWereIssued) {
  const std::string org = "POST https://<MyDomain>/services/oauth2/token";
  const std::string site = "POST https://quay.example.com/services/oauth2/token";
  EXPECT_THAT(Harbor().screen("refresh"), AllOf(HasSubstr(org), Not(HasSubstr(site))));
  EXPECT_THAT(headless().screen("refresh"), HasSubstr(site));
}

TEST(ClientRequests, JwtBearerNamesItsClaims) {
  const std::string text = Harbor{.global = "<certificate>MIIB</certificate>"}.screen("jwt-bearer");
  EXPECT_THAT(text, AllOf(HasSubstr("iss: <client_id>"), HasSubstr("exp: <seconds since 1970"),
                          HasSubstr("aud: https://login.salesforce.com"),
                          HasSubstr("https://test.salesforce.com for users of a sandbox")));
}

TEST(ClientRequests, DpopTiesTokensToAKey) {
  Harbor harbor;
  EXPECT_THAT(harbor.screen("web-server"), Not(HasSubstr("dpop_jkt")));
  harbor.global = on("isDPopEnabled");
  const std::string text = harbor.screen("web-server");
  EXPECT_THAT(text, AllOf(HasSubstr("&dpop_jkt=<"), HasSubstr("\n    DPoP: <proof JWT")));
  harbor.scopes += ", OpenID";
  EXPECT_THAT(harbor.app().at("requests").dump(), HasSubstr(R"("name":"DPoP")"));
}

TEST(ClientRequests, TheHandlerIsNamedWhereItIsNoDefault) {
  const auto handler = [](const std::string& is_default) {
    return "<enablements><externalClientApp>Harbor</externalClientApp><isDefault>" + is_default +
           "</isDefault></enablements><isEnabled>true</isEnabled><isJwtSupported>true"
           "</isJwtSupported>";
  };
  Harbor harbor{.global = on("isTokenExchangeEnabled"),
                .policies = on("isTokenExchangeFlowEnabled"),
                .handler = handler("false")};
  EXPECT_THAT(harbor.screen("token-exchange"),
              AllOf(HasSubstr("&token_handler=Crew\n"), HasSubstr("token-type:JWT`")));
  harbor.handler = handler("true");
  EXPECT_THAT(harbor.screen("token-exchange"), HasSubstr("&token_handler=Crew   (optional)"));
}

TEST(ClientRequests, TokensCanBeGivenBack) {
  const json app = Harbor().app();
  EXPECT_THAT(app.at("requests").dump(), AllOf(HasSubstr("/services/oauth2/revoke"),
                                               Not(HasSubstr("/services/oauth2/userinfo"))));
  EXPECT_THAT(Harbor{.scopes = "Api, OpenID"}.app().at("requests").dump(),
              HasSubstr("/services/oauth2/userinfo"));
}

}  // namespace
}  // namespace ecac::test
