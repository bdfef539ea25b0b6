#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  return request_of(credential.resolve(), "callout");
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

TEST(CalloutRequest, AwsIsAskedForTemporaryKeysFirst) {
  const auto setting = [](const std::string& type, const std::string& name,
                          const std::string& text) {
    return external_parameter(type, name, value_element(text));
  };
  const HarborCredential roles = harbor_with(
      "AwsSv4",
      external_parameter("AuthProtocolVariant", "AwsSv4", value_element("RolesAnywhere")) +
          setting("AuthParameter", "AwsRegion", "eu-north-1") +
          setting("AuthParameter", "AwsProfileArn", "arn:aws:rolesanywhere:::profile/crew"));
  const HttpRequest session = request_of(roles.resolve(), "createSession");
  EXPECT_EQ(session.url, "https://rolesanywhere.eu-north-1.amazonaws.com/sessions");
  EXPECT_THAT(json_encoded(session.body, false),
              HasSubstr(R"("profileArn":"arn:aws:rolesanywhere)"));
  EXPECT_EQ(session.standing, Standing::inferred);

  const HarborCredential sts = harbor_with(
      "AwsSv4",
      external_parameter("AuthProtocolVariant", "AwsSv4", value_element("AwsSv4_STS")) +
          setting("AuthProviderUrl", "AuthProviderUrl", "https://sts.eu-north-1.amazonaws.com") +
          setting("AuthProviderUrlQueryParameter", "AwsExternalId", "harbor"));
  const HttpRequest role = request_of(sts.resolve(), "assumeRole");
  EXPECT_EQ(role.url, "https://sts.eu-north-1.amazonaws.com");
  EXPECT_EQ(form_encoded(role.body),
            "Action=AssumeRole&Version=2011-06-15&RoleArn=<ARN of the principal's role>"
            "&RoleSessionName=<name of the session>&ExternalId=harbor");
}

TEST(CalloutRequest, ALegacyCredentialSaysItsProtocolItself) {
  const auto legacy = [](const std::string& protocol, const std::string& more) {
    HarborCredential credential;
    credential.named = "<endpoint>https://s3.eu-north-1.amazonaws.com</endpoint>" + more +
                       "<label>Harbor</label><principalType>NamedUser</principalType><protocol>" +
                       protocol + "</protocol>";
    return credential.resolve();
  };
  const ResolvedCredential aws =
      legacy("AwsSv4", "<awsRegion>eu-north-1</awsRegion><awsService>s3</awsService>");
  const HttpRequest signed_callout = shown_request(request_of(aws, "callout"));
  EXPECT_THAT(header_lines(signed_callout), Contains(HasSubstr("/eu-north-1/s3/aws4_request")));
  const ResolvedCredential jwt =
      legacy("Jwt",
             "<jwtAudience>\"quay\"</jwtAudience><jwtFormulaSubject>$User.Id"
             "</jwtFormulaSubject><jwtIssuer>harbor</jwtIssuer>");
  std::vector<std::string> claims;
  for (const RequestParameter& claim : request_of(jwt, "callout").claims) {
    claims.push_back(claim.name + "=" + claim.value);
  }
  EXPECT_THAT(claims, ElementsAre("iss=harbor", "sub=$User.Id", "aud=\"quay\""));
}

TEST(CalloutRequest, AnAssertionShowsItsClaims) {
  const ResolvedCredential credential =
      harbor_with("Oauth", external_parameter("AuthProtocolVariant", "Oauth",
                                              value_element("ClientCredentialsJwtAssertion")) +
                               external_parameter("JwtBodyClaim", "aud",
                                                  value_element("'https://a.example'")))
          .resolve();
  const HttpRequest token = request_of(credential, "token");
  EXPECT_THAT(form_encoded(token.body), HasSubstr("&client_id=<client_id>"));
  ASSERT_EQ(token.claims.size(), 1U);
  EXPECT_EQ(token.claims[0].name, "aud");
  EXPECT_EQ(header_lines(request_of(credential, "callout")),
            std::vector<std::string>{"Authorization: Bearer <access_token>"});
}

}  // namespace
}  // namespace ecac::test
