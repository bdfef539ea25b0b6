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
  std::string org = {};

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
    if (!org.empty()) fixture.metadata("app/settings/OauthOidc.settings-meta.xml", org);
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

/// `explain` gives a request one line for it.
TEST(ClientRequests, EveryDescriptionSaysWhatItRestsOn) {
  for (const RequestSet& set : SchemaSet::embedded()->requests()) {
    for (const RequestSchema& request : set.requests) {
      EXPECT_FALSE(request.source.empty()) << set.of << ' ' << request.step;
      EXPECT_LT(request.source.size(), 210U) << set.of << ' ' << request.step;
      EXPECT_NE(request.standing, Standing::none) << set.of << ' ' << request.step;
    }
  }
}

TEST(ClientRequests, DocumentAndScreenSayWhatARequestRestsOn) {
  const json init = headless().requests("passwordlessLogin").at(0);
  EXPECT_EQ(init.at("standing"), "documented");
  EXPECT_EQ(init.at("since"), "60.0");
  EXPECT_THAT(init.at("source").get<std::string>(), HasSubstr("\"Headless Passwordless Login\""));
  EXPECT_THAT(headless().screen("passwordless-login"), HasSubstr(" (documented, since API 60)\n"));
  const json token = Harbor().requests("webServer").at(1);
  EXPECT_THAT(token.at("source").get<std::string>(), HasSubstr("RFC 6749 section 4.1.3"));
  EXPECT_FALSE(token.contains("since"));
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
              HasSubstr("Uvid-Hint: <access token of the guest>   (optional, observed)"));
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

TEST(ClientRequests, AHybridAppAsksForSessionsOfPages) {
  Harbor harbor;
  EXPECT_THAT(harbor.screen("web-server"), Not(HasSubstr("hybrid")));
  EXPECT_THAT(harbor.screen("refresh"), Not(HasSubstr("hybrid")));
  harbor.scopes += ", Lightning";
  EXPECT_THAT(harbor.screen("web-server"),
              AllOf(HasSubstr("grant_type=hybrid_auth_code\n    &code=<code>\n"),
                    HasSubstr("?response_type=hybrid_token\n")));
  EXPECT_THAT(harbor.screen("refresh"),
              HasSubstr("grant_type=hybrid_refresh\n    &refresh_token=<refresh_token>\n"));
}

TEST(ClientRequests, TheOrgMayBlockTheUserAgentFlow) {
  Harbor harbor{.scopes = "Api, Lightning"};
  EXPECT_THAT(harbor.screen("web-server"), HasSubstr("?response_type=token\n"));
  harbor.org = on("blockOAuthUsrAgtFlow");
  EXPECT_THAT(harbor.screen("web-server"),
              AllOf(Not(HasSubstr("response_type=token\n")), Not(HasSubstr("hybrid_token")),
                    HasSubstr("hybrid_auth_code")));
}

TEST(ClientRequests, ASamlAssertionTakesThePlaceOfAJwt) {
  const json saml = Harbor{.global = "<certificate>MIIB</certificate>"}.requests("jwtBearer").at(1);
  EXPECT_EQ(saml.at("body"),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Asaml2-bearer"
            "&assertion=<SAML assertion, base64url>");
  EXPECT_EQ(saml.at("standing"), "inferred");
}

TEST(ClientRequests, AnswersNameTheErrorsThatMatter) {
  const auto errors = [](const json& request) {
    std::vector<std::string> names;
    for (const json& answer : request.at("answers")) names.push_back(answer.value("error", ""));
    return names;
  };
  EXPECT_THAT(errors(Harbor().requests("webServer").at(0)),
              testing::ElementsAre("", "access_denied", "invalid_scope", "redirect_uri_mismatch"));
  EXPECT_THAT(errors(Harbor().requests("webServer").at(1)), testing::Contains("invalid_grant"));
  const json requests = Harbor().app().at("requests");
  for (const json& request : requests) {
    if (request.at("step") != "revoke") continue;
    EXPECT_THAT(errors(request),
                testing::ElementsAre("", "invalid_token", "unsupported_token_type"));
  }
}

TEST(ClientRequests, ACallCarriesTheToken) {
  Harbor harbor;
  const std::string bearer = R"({"name":"Authorization","value":"Bearer <access_token>"})";
  EXPECT_THAT(harbor.app().at("requests").back().at("headers").dump(), HasSubstr(bearer));
  harbor.global = on("isDPopEnabled");
  EXPECT_THAT(harbor.app().at("requests").back().at("headers").dump(),
              AllOf(Not(HasSubstr(bearer)), HasSubstr("DPoP <access_token>")));
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
