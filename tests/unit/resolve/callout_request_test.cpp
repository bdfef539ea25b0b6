#include "compiler/resolve/credential/callout_request.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/resolve/credential/platform_requests.h"
#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

std::string value_element(const std::string& text) {
  return "<parameterValue>" + text + "</parameterValue>";
}

std::string numbered(const std::string& text, int number) {
  return value_element(text) + "<sequenceNumber>" + std::to_string(number) + "</sequenceNumber>";
}

std::string header_of_named(const std::string& name, const std::string& text) {
  return "<namedCredentialParameters><parameterName>" + name +
         "</parameterName><parameterType>HttpHeader</parameterType>" + numbered(text, 1) +
         "</namedCredentialParameters>";
}

HarborCredential harbor_with(const std::string& protocol, const std::string& external = {}) {
  HarborCredential credential;
  credential.protocol = protocol;
  credential.external = external + external_parameter("NamedPrincipal", "Crew");
  return credential;
}

HttpRequest callout(const HarborCredential& credential) {
  const auto found = callout_request(*SchemaSet::embedded(), credential.resolve());
  EXPECT_TRUE(found.has_value());
  return found.value_or(HttpRequest());
}

std::vector<std::string> header_lines(const HttpRequest& request) {
  std::vector<std::string> lines;
  for (const RequestParameter& header : request.headers) {
    lines.push_back(header.name + ": " + header.value);
  }
  return lines;
}

TEST(CalloutRequest, BasicSendsUserNameAndPassword) {
  const HttpRequest request = callout(harbor_with("Basic"));
  EXPECT_EQ(request.method, "<method>");
  EXPECT_EQ(request.url, "https://api.harbor.example.com");
  EXPECT_THAT(header_lines(request),
              ElementsAre("Authorization: Basic <base64(username:password)>"));
}

TEST(CalloutRequest, NothingIsAddedWhereTheHeaderIsOff) {
  HarborCredential credential = harbor_with("Basic");
  credential.named += "<generateAuthorizationHeader>false</generateAuthorizationHeader>";
  const HttpRequest request = callout(credential);
  EXPECT_THAT(header_lines(request), ElementsAre());
  EXPECT_THAT(request.notes, Contains(HasSubstr("`generateAuthorizationHeader` is off")));
}

TEST(CalloutRequest, CustomHeadersAreSentInTheirOrder) {
  HarborCredential credential =
      harbor_with("Custom", external_parameter("AuthHeader", "X-Second", numbered("two", 2)) +
                                external_parameter("AuthHeader", "X-First", numbered("one", 1)) +
                                external_parameter("AuthHeader", "X-Key", numbered("old", 3)));
  credential.named += header_of_named("x-key", "{!$Credential.Harbor.Key}");
  const HttpRequest request = callout(credential);
  EXPECT_THAT(header_lines(request),
              ElementsAre("X-First: one", "X-Second: two", "x-key: {!$Credential.Harbor.Key}"));
  EXPECT_THAT(request.notes,
              AllOf(Contains(HasSubstr("`X-Key` of the external credential is not sent")),
                    Contains(HasSubstr("filled in when the callout is made"))));
}

TEST(CalloutRequest, AwsShowsWhatItSignsWith) {
  const auto setting = [](const std::string& name, const std::string& text) {
    return external_parameter("AuthParameter", name, value_element(text));
  };
  const HttpRequest request = callout(harbor_with(
      "AwsSv4",
      external_parameter("AuthProtocolVariant", "AwsSv4", value_element("RolesAnywhere")) +
          setting("AwsRegion", "eu-north-1") + setting("AwsService", "s3") +
          setting("AwsProfileArn", "arn:aws:rolesanywhere:::profile/crew")));
  EXPECT_THAT(header_lines(request), Contains(HasSubstr("/eu-north-1/s3/aws4_request")));
  EXPECT_THAT(request.notes,
              Contains(AllOf(HasSubstr("profile/crew"), HasSubstr("<AwsTrustAnchorArn>"))));
}

TEST(CalloutRequest, AnAssertionShowsItsClaims) {
  const ResolvedCredential credential =
      harbor_with("Oauth", external_parameter("AuthProtocolVariant", "Oauth",
                                              value_element("ClientCredentialsJwtAssertion")) +
                               external_parameter("JwtBodyClaim", "aud",
                                                  value_element("'https://a.example'")))
          .resolve();
  const std::vector<HttpRequest> requests = platform_requests(credential);
  ASSERT_EQ(requests.size(), 1U);
  EXPECT_THAT(form_encoded(requests[0].body), HasSubstr("&client_id=<client_id>"));
  ASSERT_EQ(requests[0].claims.size(), 1U);
  EXPECT_EQ(requests[0].claims[0].name, "aud");
  EXPECT_EQ(header_lines(*callout_request(*SchemaSet::embedded(), credential)),
            std::vector<std::string>{"Authorization: Bearer <access_token>"});
}

}  // namespace
}  // namespace ecac::test
