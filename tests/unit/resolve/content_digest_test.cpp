#include "compiler/resolve/deploy/content_digest.h"

#include <gtest/gtest.h>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;

constexpr char kApp[] = "ExternalClientApplication";
constexpr char kGlobalFile[] = "Portal_glbloauth.ecaGlblOauth-meta.xml";

std::string portal(DeployFixture& project) {
  return project.digest(kApp, "Portal");
}

TEST(ContentDigest, FormattingDoesNotChangeIt) {
  DeployFixture plain("headless-public");
  const std::string before = portal(plain);
  EXPECT_EQ(before.size(), 64U);
  DeployFixture blanks("headless-public");
  blanks.edit(kGlobalFile, "<isPkceRequired>true</isPkceRequired>",
              "<!-- proof --><isPkceRequired>\n  true </isPkceRequired>\r\n");
  EXPECT_EQ(portal(blanks), before);
  DeployFixture order("headless-public");
  order.edit(kGlobalFile, "    <isPkceRequired>true</isPkceRequired>\n", "")
      .edit(kGlobalFile, "<callbackUrl>",
            "<isPkceRequired><![CDATA[tr]]>ue</isPkceRequired><callbackUrl>");
  EXPECT_EQ(portal(order), before);
}

TEST(ContentDigest, ValuesChangeIt) {
  DeployFixture plain("headless-public");
  const std::string before = portal(plain);
  DeployFixture value("headless-public");
  value.edit(kGlobalFile, "<isPkceRequired>true<", "<isPkceRequired>false<");
  EXPECT_NE(portal(value), before);
  DeployFixture absent("headless-public");
  absent.edit(kGlobalFile, "<isPkceRequired>true</isPkceRequired>", "");
  EXPECT_NE(portal(absent), before);
  DeployFixture policy("headless-public");
  policy.edit("Portal_oauthPlcy.ecaOauthPlcy-meta.xml", "<label>", "<label>x");
  EXPECT_NE(portal(policy), before);
}

TEST(ContentDigest, SecretsDoNotChangeIt) {
  const auto digest = [](std::string_view secret) {
    DeployFixture project("headless-public");
    project.edit(kGlobalFile, "<callbackUrl>", std::string(secret) + "<callbackUrl>");
    return portal(project);
  };
  EXPECT_EQ(digest("<consumerSecret>hunter2</consumerSecret>"),
            digest("<consumerSecret>another</consumerSecret>"));
  EXPECT_NE(digest("<consumerSecret>hunter2</consumerSecret>"), digest(""));
}

TEST(ContentDigest, ACredentialTakesInWhatIsBehindIt) {
  DeployFixture plain("mcp-oauth21");
  const std::string one = plain.digest("NamedCredential", "Partner_MCP");
  const std::string other = plain.digest("NamedCredential", "Partner_MCP_User");
  EXPECT_EQ(one.size(), 64U);
  EXPECT_NE(one, other);
  EXPECT_EQ(plain.digest("ExternalCredential", "Partner_MCP"), "none") << "part of another";
  DeployFixture provider("mcp-oauth21");
  provider.edit("Partner_MCP.externalAuthIdentityProvider-meta.xml", "ClientSecretPost<",
                "ClientSecretBasic<");
  EXPECT_NE(provider.digest("NamedCredential", "Partner_MCP"), one);
  EXPECT_EQ(provider.digest("NamedCredential", "Partner_MCP_User"), other);
}

TEST(ContentDigest, IsUnknownForABrokenFile) {
  DeployFixture project("headless-public");
  project.edit(kGlobalFile, "</isPkceRequired>", "");
  EXPECT_EQ(portal(project), "unknown");
  EXPECT_NE(project.document()["provenance"].dump().find(
                R"({"decidedBy":"a well-formed file","kind":"unknown"})"),
            std::string::npos);
}

TEST(ContentDigest, NeighbouringValuesDoNotRunTogether) {
  const auto digest = [](std::string_view inside) {
    DeployFixture project;
    project.metadata("app/a.eca-meta.xml", inside);
    return project.digest(kApp, "a");
  };
  EXPECT_NE(digest("<description>a</description><label>b</label>"),
            digest("<description>a6:label=b</description>"));
  EXPECT_NE(digest("<description></description>"), digest(""));
}

}  // namespace
}  // namespace ecac
