#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "compiler/emit/screen/app_text.h"
#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac::test {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

/// What the project shows of a setting that may stand in the org.
enum class Shown { here, complete, hidden };
constexpr std::array kShown = {Shown::here, Shown::complete, Shown::hidden};

/// An app `Harbor` with what decides its lifetimes.
struct Lifetimes {
  std::string version = "67.0";
  std::string scopes = "Api, RefreshToken, OpenID";
  std::string global = {};
  std::string policies = {};
  std::vector<std::pair<std::string, std::string>> sessions = {};  ///< profile and minutes
  std::string org = {};                                            ///< `FourHours`
  std::string complete = {};
  std::string guest_profile = {};

  DeployFixture fixture() const {
    DeployFixture fixture;
    fixture.file("sfdx-project.json", R"({"packageDirectories":[{"path":"app","default":true}],)"
                                      R"("sourceApiVersion":")" +
                                          version + "\"}");
    if (!complete.empty()) fixture.file("ecac.json", "{\"complete\": [" + complete + "]}");
    fixture.metadata("app/Harbor.eca-meta.xml",
                     "<distributionState>Local</distributionState><label>Harbor</label>");
    const std::string app = "<externalClientApplication>Harbor</externalClientApplication>";
    fixture.metadata("app/Harbor_oauth.ecaOauth-meta.xml",
                     "<commaSeparatedOauthScopes>" + scopes + "</commaSeparatedOauthScopes>" + app);
    fixture.metadata("app/Harbor_glbloauth.ecaGlblOauth-meta.xml",
                     "<callbackUrl>https://harbor.example.com/cb</callbackUrl>" + app + global);
    fixture.metadata("app/Harbor_oauthPlcy.ecaOauthPlcy-meta.xml", app + policies);
    std::size_t number = 0;
    for (const auto& [profile, minutes] : sessions) {
      fixture.metadata(
          "app/S" + std::to_string(number++) + ".profileSessionSetting-meta.xml",
          "<profile>" + profile + "</profile><sessionTimeout>" + minutes + "</sessionTimeout>");
    }
    if (!org.empty()) {
      fixture.metadata(
          "app/settings/Security.settings-meta.xml",
          "<sessionSettings><sessionTimeout>" + org + "</sessionTimeout></sessionSettings>");
    }
    if (!guest_profile.empty()) {
      fixture.app({.name = "Harbor", .guest_profile = {{guest_profile, {}}}});
    }
    return fixture;
  }
  json tokens() const { return fixture().document().at("apps").at(0).at("tokens"); }
  json posture() const { return fixture().document().at("apps").at(0).at("posture"); }
  std::string screen() const {
    const ResolvedProject project = fixture().resolved();
    return app_screen(project, project.apps.front(), "", Style(false));
  }
};

std::string element(const std::string& name, const std::string& value) {
  return "<" + name + ">" + value + "</" + name + ">";
}

constexpr char kUserSession[] =
    "<guestJwtSessionTimeoutType>UserSession</guestJwtSessionTimeoutType>"
    "<namedUserJwtSessionTimeoutType>UserSession</namedUserJwtSessionTimeoutType>";
constexpr char kJwt[] = "<isNamedUserJwtEnabled>true</isNamedUserJwtEnabled>";

std::string only_profiles(const std::string& profiles) {
  return element("permittedUsersPolicyType", "AdminApprovedPreAuthorized") +
         element("commaSeparatedProfile", profiles);
}

TEST(AppLifetimes, FollowTheChainAsFarAsItIsKnown) {
  for (const Shown profile : kShown) {
    for (const Shown org : kShown) {
      SCOPED_TRACE(std::to_string(static_cast<int>(profile)) +
                   std::to_string(static_cast<int>(org)));
      Lifetimes app{.global = kJwt,
                    .policies = kUserSession + only_profiles("Crew") +
                                "<isGuestCodeCredFlowEnabled>true</isGuestCodeCredFlowEnabled>",
                    .guest_profile = "Crew"};
      if (profile == Shown::here) app.sessions = {{"Crew", "30"}};
      if (org == Shown::here) app.org = "FourHours";
      if (profile == Shown::complete) app.complete = "\"ProfileSessionSetting\"";
      if (org == Shown::complete) {
        app.complete += std::string(app.complete.empty() ? "" : ", ") + "\"SecuritySettings\"";
      }
      const json of_org = org == Shown::here       ? json(240)
                          : org == Shown::complete ? json(120)
                                                   : json(nullptr);
      const json expected = profile == Shown::here       ? json(30)
                            : profile == Shown::complete ? of_org
                                                         : json(nullptr);
      const json tokens = app.tokens();
      for (const char* kind : {"guestJwt", "namedUserJwt"}) {
        const json& token = tokens.at(kind);
        EXPECT_EQ(token.at("minutes"), expected) << kind;
        EXPECT_EQ(token.at("absolute").at("bound"), expected.is_null() ? "unknown" : "value");
        EXPECT_EQ(token.at("idle").at("bound"), "none");
        EXPECT_EQ(token.contains("otherwise"), expected.is_null()) << kind;
        if (!expected.is_null()) continue;
        EXPECT_EQ(token.at("otherwise").at("minutes"), org == Shown::here ? 240 : 120);
      }
    }
  }
}

TEST(AppLifetimes, SayWhatHoldsIfNobodySaysOtherwise) {
  Lifetimes app{.global = kJwt + element("isCodeCredFlowEnabled", "true"),
                .policies = std::string(kUserSession) +
                            "<isGuestCodeCredFlowEnabled>true</isGuestCodeCredFlowEnabled>",
                .guest_profile = "Visitors"};
  EXPECT_THAT(app.screen(), HasSubstr("120 min if neither profile nor org sets one; decided by the "
                                      "session setting of profile `Visitors` in the org"));
  app.org = "EightHours";
  EXPECT_THAT(app.screen(), HasSubstr("480 min if the profile sets none"));
  app.org = {};
  app.complete = "\"ProfileSessionSetting\"";
  EXPECT_THAT(app.screen(), HasSubstr("120 min if the org sets none"));
}

TEST(AppLifetimes, OpaqueTokensEndWhenTheyLieIdle) {
  Lifetimes app{.global = element("isNamedUserJwtEnabled", "false"),
                .policies = element("sessionTimeoutInMinutes", "45")};
  json token = app.tokens().at("opaqueAccessToken");
  EXPECT_EQ(token.at("minutes"), 45);
  EXPECT_EQ(token.at("absolute"), json({{"bound", "none"}}));
  EXPECT_EQ(token.at("idle"), json({{"bound", "value"}, {"minutes", 45}}));
  app.policies = element("sessionTimeoutInMinutes", "0");
  token = app.tokens().at("opaqueAccessToken");
  EXPECT_EQ(token.at("minutes"), nullptr);
  EXPECT_EQ(token.at("steps").at(0).at("outcome"), "invalid");
  app.policies = {};
  token = app.tokens().at("opaqueAccessToken");
  EXPECT_EQ(token.at("minutes"), nullptr);
  EXPECT_EQ(token.at("otherwise").at("minutes"), 120);
}

TEST(AppLifetimes, OfProfilesAreAValueOrARangeWithWhoseItIs) {
  Lifetimes app{.global = kJwt,
                .policies = kUserSession + only_profiles("Crew, System Administrator"),
                .sessions = {{"Crew", "60"}, {"Admin", "15"}}};
  json token = app.tokens().at("namedUserJwt");
  EXPECT_EQ(token.at("minutes"), nullptr);
  EXPECT_EQ(token.at("range").at("shortest"),
            json({{"profile", "System Administrator"}, {"minutes", 15}}));
  EXPECT_EQ(token.at("range").at("longest"), json({{"profile", "Crew"}, {"minutes", 60}}));
  EXPECT_EQ(app.posture().at("longestAccessToken").at("minutes"), 60);
  EXPECT_THAT(app.screen(), HasSubstr("15 to 60 min"));
  EXPECT_THAT(app.screen(), HasSubstr("15 min for profile `System Administrator`, 60 min for "
                                      "profile `Crew`"));

  app.sessions = {{"crew", "0"}, {"ADMIN", "120"}};
  EXPECT_EQ(app.tokens().at("namedUserJwt").at("minutes"), 120);

  app.sessions = {{"Crew", "60"}};
  token = app.tokens().at("namedUserJwt");
  EXPECT_EQ(token.at("minutes"), nullptr);
  EXPECT_FALSE(token.contains("range"));
  EXPECT_EQ(token.at("profiles").at(0), json({{"profile", "Crew"}, {"minutes", 60}}));
  EXPECT_EQ(app.posture().at("longestAccessToken"), nullptr);
}

TEST(AppLifetimes, OfProfilesAreNotThoseOfUsersWhoComeInOtherwise) {
  Lifetimes app{.global = kJwt, .policies = {}, .sessions = {{"Crew", "30"}}};
  const auto minutes = [&](const std::string& policies) {
    app.policies = kUserSession + policies;
    return app.tokens().at("namedUserJwt").at("minutes");
  };
  EXPECT_EQ(minutes(only_profiles("Crew")), 30);
  EXPECT_EQ(minutes(only_profiles("Crew, ${MORE}")), nullptr);
  EXPECT_EQ(minutes(only_profiles("Crew") + element("commaSeparatedPermissionSet", "Agents")),
            nullptr);
  EXPECT_EQ(minutes(element("permittedUsersPolicyType", "AllSelfAuthorized") +
                    element("commaSeparatedProfile", "Crew")),
            nullptr);
  app.global += element("isClientCredentialsFlowEnabled", "true");
  EXPECT_EQ(minutes(only_profiles("Crew")), 30);
  EXPECT_EQ(minutes(only_profiles("Crew") + element("isClientCredentialsFlowEnabled", "true")),
            nullptr);
}

TEST(AppLifetimes, OfOneProfileInTwoFilesThatDisagreeAreNotKnown) {
  Lifetimes app{.global = kJwt,
                .policies = kUserSession + only_profiles("Crew"),
                .sessions = {{"Crew", "30"}, {"crew", "60"}}};
  EXPECT_EQ(app.tokens().at("namedUserJwt").at("minutes"), nullptr);
  app.sessions = {{"Crew", "30"}, {"crew", "30"}};
  EXPECT_EQ(app.tokens().at("namedUserJwt").at("minutes"), 30);
  app.sessions = {{"Crew", "45"}};
  const json token = app.tokens().at("namedUserJwt");
  EXPECT_EQ(token.at("minutes"), nullptr);
  EXPECT_EQ(token.at("steps").at(1).at("outcome"), "invalid");
}

/// `365 idle 30`, with `-` for a bound that is none and `?` for one that is not known, in days.
std::string bounds_of(const json& token) {
  const auto shown = [](const json& bound) -> std::string {
    if (bound.at("bound") == "none") return "-";
    if (bound.at("bound") == "unknown") return "?";
    return std::to_string(bound.at("minutes").get<long long>() / 1440);
  };
  return shown(token.at("absolute")) + " idle " + shown(token.at("idle"));
}

TEST(AppLifetimes, OfRefreshTokensHaveTwoBounds) {
  struct Case {
    std::string policy;
    std::string period;
    std::string unit;
    std::string off, on, not_told;  ///< by the idle limit
  };
  const Case cases[] = {
      {"Zero", "", "", "0 idle -", "0 idle -", "0 idle -"},
      {"Infinite", "", "", "- idle -", "- idle 30", "- idle ?"},
      {"SpecificLifetime", "365", "Days", "365 idle -", "365 idle 30", "365 idle ?"},
      {"SpecificLifetime", "48", "Hours", "2 idle -", "2 idle 30", "2 idle ?"},
      {"SpecificLifetime", "0", "Days", "? idle -", "? idle 30", "? idle ?"},
      {"SpecificLifetime", "", "", "? idle -", "? idle 30", "? idle ?"},
      {"SpecificLifetime", "7", "", "? idle -", "? idle 30", "? idle ?"},
      {"SpecificInactivity", "90", "Days", "- idle 90", "- idle 30", "- idle ?"},
      {"SpecificInactivity", "1", "Months", "- idle 30", "- idle 30", "- idle 30"},
      {"SpecificInactivity", "7", "Days", "- idle 7", "- idle 7", "- idle 7"},
      {"SpecificInactivity", "", "Days", "- idle ?", "- idle ?", "- idle ?"},
      {"", "", "", "365 idle -", "365 idle 30", "365 idle ?"},
      {"", "12", "Days", "12 idle -", "12 idle 30", "12 idle ?"},
      {"", "12", "", "? idle -", "? idle 30", "? idle ?"},
  };
  for (const Case& each : cases) {
    SCOPED_TRACE(each.policy + " " + each.period + " " + each.unit);
    Lifetimes app;
    if (!each.policy.empty()) app.policies += element("refreshTokenPolicyType", each.policy);
    if (!each.period.empty()) app.policies += element("refreshTokenValidityPeriod", each.period);
    if (!each.unit.empty()) app.policies += element("refreshTokenValidityUnit", each.unit);
    app.global = element("isEnforceRefreshTokenTTL", "false");
    EXPECT_EQ(bounds_of(app.tokens().at("refreshToken")), each.off);
    app.global = element("isEnforceRefreshTokenTTL", "true");
    EXPECT_EQ(bounds_of(app.tokens().at("refreshToken")), each.on);
    app.global = {};
    const json token = app.tokens().at("refreshToken");
    EXPECT_EQ(bounds_of(token), each.not_told);
    EXPECT_EQ(token.at("issued"), each.policy != "Zero");
    EXPECT_NE(token.value("period", json()), 0);
  }
}

TEST(AppLifetimes, OfRefreshTokensAreTold) {
  const auto told = [](const std::string& policies, const std::string& limit = {}) {
    Lifetimes app{.policies = policies};
    if (!limit.empty()) app.global = element("isEnforceRefreshTokenTTL", limit);
    const std::string screen = app.screen();
    const std::size_t at = screen.find("refresh token lives");
    return at == std::string::npos ? std::string() : screen.substr(at, screen.find('\n', at) - at);
  };
  const std::string infinite = element("refreshTokenPolicyType", "Infinite");
  EXPECT_THAT(told(infinite, "false"), HasSubstr("until revoked"));
  EXPECT_THAT(told(infinite, "true"), HasSubstr("lives  30 days unused"));
  EXPECT_THAT(told(infinite), HasSubstr("until revoked"));
  EXPECT_THAT(told(infinite), HasSubstr("30 days unused if `isEnforceRefreshTokenTTL` is on"));
  const std::string year = element("refreshTokenPolicyType", "SpecificLifetime") +
                           element("refreshTokenValidityPeriod", "12") +
                           element("refreshTokenValidityUnit", "Months");
  EXPECT_THAT(told(year, "true"), HasSubstr("12 Months, or 30 days unused"));
  EXPECT_THAT(told(year, "false"), Not(HasSubstr("unused")));
  EXPECT_THAT(told(""), HasSubstr("365 Days"));
  EXPECT_THAT(told(""), HasSubstr("default (observed)"));
  EXPECT_THAT(told(element("refreshTokenPolicyType", "SpecificLifetime")),
              HasSubstr("decided by `refreshTokenValidityPeriod`, which `SpecificLifetime` needs"));
  EXPECT_EQ(told(element("refreshTokenPolicyType", "Zero")), "");
}

TEST(AppLifetimes, OfIdTokensNeedTheirScope) {
  const auto id_token = [](const std::string& scopes, const std::string& minutes = {}) -> json {
    Lifetimes app{.scopes = scopes};
    if (!minutes.empty()) {
      app.global = element("idTokenConfig", element("idTokenValidityInMinutes", minutes));
    }
    const json tokens = app.tokens();
    return tokens.contains("idToken") ? tokens.at("idToken").at("minutes") : json("none");
  };
  EXPECT_EQ(id_token("Api, OpenID"), 2);
  EXPECT_EQ(id_token("Api, OpenID", "720"), 720);
  EXPECT_EQ(id_token("Api, OpenID", "721"), nullptr);
  EXPECT_EQ(id_token("Api, OpenID", "0"), nullptr);
  EXPECT_EQ(id_token("Api", "5"), "none");
  EXPECT_EQ(id_token("Full", "5"), nullptr);
  EXPECT_EQ(id_token("Api, OpneID", "5"), nullptr);
  EXPECT_EQ(id_token("${SCOPES}", "5"), nullptr);
}

}  // namespace
}  // namespace ecac::test
