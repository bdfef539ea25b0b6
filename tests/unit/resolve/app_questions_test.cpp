#include "compiler/resolve/app/app_questions.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "compiler/resolve/app/app_resolver.h"
#include "tests/support/memory_project.h"

namespace ecac::test {
namespace {

/// An app with these elements in its global settings, and in its SAML policies if there are any.
struct RedirectingApp {
  std::string global;
  std::string policies = {};
  std::string saml = {};

  template <class Visit>
  void resolve(Visit visit) const {
    MemoryProject files;
    const std::string app = "<externalClientApplication>Harbor</externalClientApplication>";
    files.metadata("Harbor.eca-meta.xml", "<distributionState>Local</distributionState>");
    files.metadata("Harbor.ecaGlblOauth-meta.xml", app + global);
    files.metadata("Harbor.ecaOauthPlcy-meta.xml", app + policies);
    if (!saml.empty()) files.metadata("Harbor.ecaSamlPlcy-meta.xml", app + saml);
    const OrgAnswers org({}, "", false);
    const ProjectContext context(files.project(), org);
    visit(context,
          resolve_app(context, context.app(files.symbol("ExternalClientApplication", "Harbor"))));
  }

  std::optional<bool> redirects() const {
    std::optional<bool> answer;
    resolve([&](const ProjectContext& context, const ResolvedApp& app) {
      answer = resolve_redirects(context, app).value;
    });
    return answer;
  }
};

std::string callback(std::string_view uri) {
  return "<callbackUrl>" + std::string(uri) + "</callbackUrl>";
}
const std::string kClientCredentials =
    "<isClientCredentialsFlowEnabled>true</isClientCredentialsFlowEnabled>";
const std::string kCodeAndCredentials = "<isCodeCredFlowEnabled>true</isCodeCredFlowEnabled>";

TEST(AppRedirects, IsCertainWhereNothingElseIsOffered) {
  EXPECT_EQ(RedirectingApp{callback("https://harbor.example.com/")}.redirects(), true);
  EXPECT_EQ(RedirectingApp{callback("https://localhost")}.redirects(), true);
}

TEST(AppRedirects, IsOpenBesideAFlowThatNeedsNone) {
  EXPECT_EQ(
      RedirectingApp{callback("https://harbor.example.com/") + kClientCredentials}.redirects(),
      std::nullopt);
  EXPECT_EQ(
      (RedirectingApp{callback("https://harbor.example.com/"), kClientCredentials}.redirects()),
      std::nullopt);
}

TEST(AppRedirects, IsFalseWhereTheCallbackLeadsNowhere) {
  for (const char* uri : {"https://localhost", "sfdc://oauth/jwt/success",
                          "https://login.salesforce.com/services/oauth2/callback"}) {
    EXPECT_EQ(RedirectingApp{callback(uri) + kClientCredentials}.redirects(), false) << uri;
  }
}

TEST(AppRedirects, IsCertainWithHeadlessLogin) {
  EXPECT_EQ(RedirectingApp{callback("https://localhost") + kClientCredentials + kCodeAndCredentials}
                .redirects(),
            true);
}

TEST(AppAuthorization, CountsTheListsOfSamlPolicies) {
  const RedirectingApp alone{callback("https://localhost")};
  alone.resolve([](const ProjectContext&, const ResolvedApp& app) {
    EXPECT_TRUE(app.somebody_authorized.is(false));
  });
  RedirectingApp listed = alone;
  listed.saml = "<commaSeparatedProfile>System Administrator</commaSeparatedProfile>";
  listed.resolve([](const ProjectContext&, const ResolvedApp& app) {
    ASSERT_EQ(app.authorized.size(), 1U);
    EXPECT_TRUE(app.authorized[0].profile);
    EXPECT_FALSE(app.somebody_authorized.is(false));
  });
}

}  // namespace
}  // namespace ecac::test
