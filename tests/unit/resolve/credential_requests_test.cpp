#include "compiler/resolve/credential/credential_requests.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/resolve/credential/resource_indicator.h"
#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ResolvedCredential sample(const std::string& name) {
  MemoryProject project;
  project.folder("samples/mcp-oauth21/force-app/main/default");
  ResolvedCredential credential =
      resolve_credential(project.project(), project.symbol("NamedCredential", name));
  credential.requests = credential_requests(project.project().schema(), credential);
  std::erase_if(credential.requests,
                [](const HttpRequest& request) { return request.step == "callout"; });
  return credential;
}

std::string parameter(const std::string& name, const std::string& value) {
  return "<" + name + ">" + value + "</" + name + ">";
}

/// A provider with what both flows need.
HarborCredential with_provider(const std::string& flow, const std::string& more = {}) {
  HarborCredential harbor;
  harbor.flow = flow;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew");
  harbor.provider =
      provider_parameter("AuthorizeUrl", "AuthorizeUrl", "https://login.example.com/authorize") +
      provider_parameter("TokenUrl", "TokenUrl", "https://login.example.com/token") + more;
  return harbor;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

TEST(CredentialRequests, SharedIdentityOfTheSample) {
  const ResolvedCredential found = sample("Partner_MCP");
  ASSERT_EQ(found.requests.size(), 2U);

  const HttpRequest authorize = request_of(found, "authorize");
  EXPECT_FALSE(authorize.sent);
  EXPECT_EQ(authorize.url, "");
  EXPECT_EQ(query_encoded(authorize.query), "resource=https%3A%2F%2Fapi.partner.example.com");
  EXPECT_THAT(authorize.notes, ElementsAre(HasSubstr("make no authorize request")));

  const HttpRequest token = request_of(found, "token");
  EXPECT_TRUE(token.sent);
  EXPECT_EQ(token.method, "POST");
  EXPECT_EQ(token.url, "https://auth.partner.example.com/oauth2/token");
  EXPECT_EQ(form_encoded(token.body),
            "grant_type=client_credentials&client_id=<client_id>&client_secret=<client_secret>"
            "&scope=mcp.tools&resource=https%3A%2F%2Fapi.partner.example.com");
  EXPECT_THAT(token.headers, IsEmpty());
  EXPECT_THAT(token.query, IsEmpty());
  EXPECT_THAT(token.notes, IsEmpty());
}

TEST(CredentialRequests, PerUserIdentityOfTheSample) {
  const ResolvedCredential found = sample("Partner_MCP_User");
  ASSERT_EQ(found.requests.size(), 3U);

  const HttpRequest authorize = request_of(found, "authorize");
  EXPECT_TRUE(authorize.sent);
  EXPECT_EQ(authorize.method, "GET");
  EXPECT_EQ(authorize.url, "https://auth.partner.example.com/oauth2/authorize");
  EXPECT_EQ(query_encoded(authorize.query),
            "response_type=code&client_id=<client_id>"
            "&redirect_uri=https%3A%2F%2F<MyDomain>%2Fservices%2Fextidp%2Fcallback"
            "&scope=mcp.tools%20offline_access&state=<state>&code_challenge=<code_challenge>"
            "&code_challenge_method=S256&resource=https%3A%2F%2Fapi.partner.example.com");

  const HttpRequest token = request_of(found, "token");
  EXPECT_EQ(form_encoded(token.body),
            "grant_type=authorization_code&code=<code>"
            "&redirect_uri=https%3A%2F%2F<MyDomain>%2Fservices%2Fextidp%2Fcallback"
            "&code_verifier=<code_verifier>&resource=https%3A%2F%2Fapi.partner.example.com");
  ASSERT_EQ(token.headers.size(), 1U);
  EXPECT_EQ(token.headers[0].name, "Authorization");
  EXPECT_EQ(token.headers[0].value, "Basic <base64(client_id:client_secret)>");

  const HttpRequest refresh = request_of(found, "refresh");
  EXPECT_TRUE(refresh.sent);
  EXPECT_EQ(form_encoded(refresh.body),
            "grant_type=refresh_token&refresh_token=<refresh_token>"
            "&resource=https%3A%2F%2Fapi.partner.example.com");
  EXPECT_THAT(refresh.notes, ElementsAre(HasSubstr("answered with 401")));
  for (const HttpRequest& request : found.requests) {
    const std::string all = query_encoded(request.query) + "&" + form_encoded(request.body);
    EXPECT_EQ(count(all, "resource="), 1U) << request.step;
  }
}

TEST(CredentialRequests, AMismatchingResourceIsVisible) {
  HarborCredential harbor =
      with_provider("ClientCredentials", provider_parameter("TokenRequestBodyParameter", "resource",
                                                            "https://api.quay.example.com", 1));
  EXPECT_THAT(request_of(harbor.resolve(), "token").notes,
              ElementsAre("`resource` is `https://api.quay.example.com`, but callouts go to "
                          "`https://api.harbor.example.com`; the token is meant for another "
                          "server."));
}

TEST(ResourceIndicator, ComparesWithoutSpelling) {
  const std::string url = "https://api.harbor.example.com/mcp";
  EXPECT_EQ(resource_mismatch("HTTPS://API.harbor.example.com:443/mcp/", url), "");
  EXPECT_EQ(resource_mismatch("https://api.harbor.example.com/mcp?x=1", url), "");
  EXPECT_THAT(resource_mismatch("https://api.harbor.example.com:8443/mcp", url),
              HasSubstr("another server"));
  EXPECT_THAT(resource_mismatch("http://api.harbor.example.com/mcp", url),
              HasSubstr("another server"));
  EXPECT_THAT(resource_mismatch("https://api.harbor.example.com", url), HasSubstr("another path"));
  EXPECT_THAT(resource_mismatch("api.harbor.example.com", url), HasSubstr("absolute"));
  EXPECT_THAT(resource_mismatch("https://api.harbor.example.com/mcp#x", url),
              HasSubstr("fragment"));
  EXPECT_EQ(resource_mismatch("https://api.harbor.example.com", ""), "");
}

TEST(CredentialRequests, CustomParametersStandInTheirPlacesAndOrder) {
  const HarborCredential harbor =
      with_provider("AuthorizationCode",
                    provider_parameter("TokenRequestBodyParameter", "second", "2", 2) +
                        provider_parameter("TokenRequestBodyParameter", "first", "a b&c", 1) +
                        provider_parameter("TokenRequestBodyParameter", "first", "a b&c", 3) +
                        provider_parameter("TokenRequestQueryParameter", "tenant", "blue", 1) +
                        provider_parameter("TokenRequestHttpHeader", "X-Dock", "7", 1) +
                        provider_parameter("RefreshRequestQueryParameter", "again", "yes", 1) +
                        provider_parameter("RefreshRequestHttpHeader", "X-Tide", "low", 1) +
                        provider_parameter("AuthorizeRequestQueryParameter", "prompt", "login", 1));
  const ResolvedCredential found = harbor.resolve();
  const HttpRequest token = request_of(found, "token");
  EXPECT_THAT(form_encoded(token.body), testing::EndsWith("&first=a+b%26c&second=2"));
  EXPECT_EQ(query_encoded(token.query), "tenant=blue");
  EXPECT_EQ(token.headers.back().name, "X-Dock");
  const HttpRequest refresh = request_of(found, "refresh");
  EXPECT_EQ(query_encoded(refresh.query), "again=yes");
  EXPECT_EQ(refresh.headers.back().name, "X-Tide");
  EXPECT_THAT(query_encoded(request_of(found, "authorize").query),
              testing::EndsWith("&prompt=login"));
}

TEST(CredentialRequests, AParameterThatThePlatformSendsItselfIsNotConfirmed) {
  const HarborCredential harbor = with_provider(
      "ClientCredentials",
      provider_parameter("TokenRequestBodyParameter", "grant_type", "password", 1) +
          provider_parameter("TokenRequestHttpHeader", "authorization", "Basic eHl6", 1));
  const HttpRequest token = request_of(harbor.resolve(), "token");
  EXPECT_EQ(token.body.back().standing, Standing::unconfirmed);
  EXPECT_THAT(token.notes, Contains(HasSubstr("`grant_type` stands twice")));
  EXPECT_THAT(token.notes, Contains(HasSubstr("`authorization` stands twice")));
}

TEST(CredentialRequests, PkceIsSentOnlyWhenItIsKnownToBeOn) {
  const auto authorize = [](const std::string& pkce) {
    HarborCredential harbor = with_provider("AuthorizationCode");
    if (!pkce.empty()) {
      harbor.provider += provider_parameter("IdentityProviderOptions", "PkceEnabled", pkce);
    }
    return request_of(harbor.resolve(), "authorize");
  };
  EXPECT_THAT(query_encoded(authorize("true").query), HasSubstr("code_challenge_method=S256"));
  const HttpRequest off = authorize("false");
  EXPECT_THAT(query_encoded(off.query), testing::Not(HasSubstr("code_challenge")));
  EXPECT_THAT(off.notes, IsEmpty());
  const HttpRequest open = authorize("");
  EXPECT_THAT(query_encoded(open.query), testing::Not(HasSubstr("code_challenge")));
  EXPECT_THAT(open.notes, ElementsAre(HasSubstr("whether PKCE is used")));
}

TEST(CredentialRequests, RefreshOfClientCredentialsIsNeverSent) {
  const HarborCredential harbor = with_provider(
      "ClientCredentials", provider_parameter("RefreshRequestBodyParameter", "resource",
                                              "https://api.harbor.example.com", 1));
  EXPECT_FALSE(request_of(harbor.resolve(), "refresh").sent);
}

TEST(CredentialRequests, JwtBearerGoesToTheAddressOfTheCredential) {
  HarborCredential harbor;
  harbor.external =
      external_parameter("AuthProtocolVariant", "Oauth", parameter("parameterValue", "JwtBearer")) +
      external_parameter("AuthProviderUrl", "AuthProviderUrl",
                         parameter("parameterValue", "https://login.example.com/token")) +
      external_parameter("AuthParameter", "Scope", parameter("parameterValue", "dock"));
  const ResolvedCredential found = harbor.resolve();
  ASSERT_EQ(found.requests.size(), 2U);
  EXPECT_EQ(found.requests[0].url, "https://login.example.com/token");
  EXPECT_EQ(form_encoded(found.requests[0].body),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer"
            "&assertion=<signed JWT>&scope=dock");
  EXPECT_EQ(found.requests[0].body[2].standing, Standing::unconfirmed);
}

TEST(CredentialRequests, JwtAssertionIsNotConfirmed) {
  HarborCredential harbor;
  harbor.external =
      external_parameter("AuthProtocolVariant", "Oauth",
                         parameter("parameterValue", "ClientCredentialsJwtAssertion")) +
      external_parameter("AuthProviderUrl", "AuthProviderUrl",
                         parameter("parameterValue", "https://login.example.com/token"));
  const HttpRequest token = request_of(harbor.resolve(), "token");
  EXPECT_EQ(form_encoded(token.body),
            "grant_type=client_credentials&client_id=<client_id>&client_assertion_type=urn%3Aietf%"
            "3Aparams%3Aoauth%3A"
            "client-assertion-type%3Ajwt-bearer&client_assertion=<signed JWT>");
  EXPECT_EQ(token.body[1].standing, Standing::unconfirmed);
  EXPECT_THAT(token.notes, ElementsAre(HasSubstr("RFC 7523")));
}

TEST(CredentialRequests, EachScopeIsAskedForItsPrincipals) {
  HarborCredential harbor = with_provider("ClientCredentials");
  harbor.external =
      uses_provider() + external_parameter("NamedPrincipal", "Crew") +
      external_parameter("NamedPrincipal", "Captain", parameter("parameterGroup", "Bridge")) +
      external_parameter(
          "AuthParameter", "Scope",
          parameter("parameterGroup", "DefaultGroup") + parameter("parameterValue", "deck")) +
      external_parameter(
          "AuthParameter", "Scope",
          parameter("parameterGroup", "Bridge") + parameter("parameterValue", "deck helm"));
  const ResolvedCredential found = harbor.resolve();
  ASSERT_EQ(found.requests.size(), 3U);
  EXPECT_THAT(form_encoded(found.requests[0].body), HasSubstr("scope=deck"));
  EXPECT_THAT(found.requests[0].notes, ElementsAre("For the principal `Crew`."));
  EXPECT_THAT(form_encoded(found.requests[1].body), HasSubstr("scope=deck+helm"));
  EXPECT_THAT(found.requests[1].notes, ElementsAre("For the principal `Captain`."));
}

TEST(CredentialRequests, AFormulaIsNoValue) {
  HarborCredential harbor = with_provider("ClientCredentials");
  harbor.external +=
      external_parameter("AuthParameter", "Scope", parameter("parameterValue", "{!$User.Email}"));
  const HttpRequest token = request_of(harbor.resolve(), "token");
  EXPECT_THAT(form_encoded(token.body), HasSubstr("scope=<scope>"));
  EXPECT_THAT(token.notes, ElementsAre(HasSubstr("the formula `{!$User.Email}`")));
}

TEST(CredentialRequests, ProtocolsWithoutATokenEndpointSendNone) {
  HarborCredential harbor;
  harbor.protocol = "Basic";
  const ResolvedCredential found = harbor.resolve();
  ASSERT_EQ(found.requests.size(), 1U);
  EXPECT_EQ(found.requests[0].step, "callout");
}

}  // namespace
}  // namespace ecac::test
