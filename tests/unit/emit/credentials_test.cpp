#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/emit/document/document_builder.h"
#include "compiler/emit/screen/credential_text.h"
#include "compiler/resolve/project/project_resolver.h"
#include "compiler/resolve/project/project_visitor.h"
#include "tests/support/resolved_document.h"
#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// The credentials of a project as document and as text.
struct Written {
  nlohmann::json document = {};
  std::string text = {};
};

Written written(MemoryProject& files) {
  const Project& project = files.project();
  const PlaceFinder places = [&](Place place) {
    const LineIndex& lines = project.sources().get(place.file)->lines();
    const std::uint32_t line = lines.position(place.range.begin).line;
    return ShownPlace{project.shown_path(place.file), line, 1, ""};
  };
  const RunFacts run;
  const OrgAnswers org({}, "", false);
  const ProjectContext context(project, org);
  const ResolvedProject resolved = resolve_project(context, {}, {.run = run, .place = places});
  Written result;
  for (const ResolvedCredential& credential : resolved.credentials) {
    result.text += credential_text(credential, resolved.places, Style(false));
  }
  DocumentBuilder builder(*resolved.schema, resolved.places);
  visit_project(resolved, builder);
  result.document = std::move(builder).finish();
  return result;
}

/// Every value has a reason, its own or an ancestor's, and every reason leads to a value.
void check_reasons(const nlohmann::json& document) {
  for (const std::string& problem : test::values_without_reason(document)) {
    EXPECT_FALSE(problem.starts_with("/credentials")) << problem;
  }
  for (const auto& [address, reason] : document["provenance"].items()) {
    if (reason["kind"] != "unknown") continue;
    EXPECT_NE(reason["decidedBy"], "") << address;
  }
}

MemoryProject sample() {
  MemoryProject project;
  project.folder("samples/mcp-oauth21/force-app/main/default");
  return project;
}

TEST(CredentialsJson, WritesTheChainOfTheSample) {
  MemoryProject project = sample();
  const nlohmann::json document = written(project).document;
  check_reasons(document);
  ASSERT_EQ(document["credentials"].size(), 2U);
  const nlohmann::json& shared = document["credentials"][0];
  EXPECT_EQ(shared["name"], "Partner_MCP");
  EXPECT_EQ(shared["kind"], "NamedCredential");
  EXPECT_EQ(shared["flow"], "client_credentials");
  EXPECT_EQ(shared["externalCredential"]["state"], "found");
  EXPECT_EQ(shared["provider"]["parameters"][1].dump(),
            R"({"in":"body","name":"resource","sequenceNumber":1,"step":"token",)"
            R"("value":"https://api.partner.example.com"})");
  EXPECT_EQ(shared["principals"][0].dump(),
            R"({"group":"Agents","kind":"named","name":"Agents","scope":"mcp.tools",)"
            R"("sequenceNumber":1,"tokenStoreNeed":"Modify All Records"})");
  EXPECT_EQ(shared["grants"][0].dump(),
            R"({"complete":true,"holder":"Partner_MCP_Agents","holderType":"PermissionSet",)"
            R"("notes":[],"principal":"Agents","principalAccess":true,"tokenStoreAccess":true})");
  EXPECT_EQ(shared["requests"][0]["sent"], false);
  EXPECT_EQ(shared["requests"][0]["url"], "");
  EXPECT_EQ(shared["requests"][1]["body"],
            "grant_type=client_credentials&client_id=<client_id>&client_secret=<client_secret>"
            "&scope=mcp.tools&resource=https%3A%2F%2Fapi.partner.example.com");
  EXPECT_EQ(document["provenance"]["/credentials/NamedCredential.Partner_MCP/url"].dump(),
            R"({"column":1,"file":"namedCredentials/Partner_MCP.namedCredential-meta.xml",)"
            R"("kind":"explicit","line":12})");
  EXPECT_EQ(document["provenance"]
                    ["/credentials/NamedCredential.Partner_MCP_User/provider/clientAuthentication"]
                    ["kind"],
            "default");
}

TEST(CredentialsJson, OddProjectsHaveAReasonForEverything) {
  HarborCredential harbor;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew");
  std::vector<MemoryProject> projects;
  projects.push_back(harbor.project());  // the provider is missing
  harbor.provider = provider_parameter("TokenUrl", "TokenUrl", "https://${HOST}/token");
  harbor.permission_set = grants("Crew") + grants("Captain") + token_store(true, false);
  projects.push_back(harbor.project());
  harbor.named =
      "<endpoint>https://old.example.com</endpoint><label>Old</label><protocol>Oauth</protocol>"
      "<authProvider>Elsewhere</authProvider>";
  projects.push_back(harbor.project());  // legacy, and an external credential that is left alone
  harbor.named = "<label>Bare</label><namedCredentialType>SecuredEndpoint</namedCredentialType>";
  projects.push_back(harbor.project());
  harbor.protocol = "AwsSv4";
  harbor.external =
      external_parameter("AwsStsPrincipal", "AwsStsPrincipal") +
      external_parameter("AuthHeader", "X-Dock", "<sequenceNumber>x</sequenceNumber>");
  projects.push_back(harbor.project());
  harbor.protocol = "${PROTOCOL}";
  harbor.named = "<namedCredentialType>${TYPE}</namedCredentialType>";
  projects.push_back(harbor.project());
  for (MemoryProject& project : projects) {
    const Written result = written(project);
    check_reasons(result.document);
    EXPECT_GE(result.document["credentials"].size(), 1U);
    EXPECT_NE(result.text, "");
  }
}

TEST(CredentialsJson, HoldsNoSecret) {
  HarborCredential harbor;
  harbor.external =
      uses_provider() +
      external_parameter("AuthHeader", "Authorization",
                         "<parameterValue>Bearer hunter2</parameterValue>") +
      external_parameter("JwtBodyClaim", "iss", "<parameterValue>3MVG9hunter2</parameterValue>");
  harbor.flow = "ClientCredentials";
  harbor.provider =
      provider_parameter("TokenUrl", "TokenUrl", "https://crew:hunter2@login.example.com/token") +
      provider_parameter("TokenRequestBodyParameter", "client_secret", "hunter2") +
      provider_parameter("TokenRequestHttpHeader", "X-Api-Key", "hunter2");
  MemoryProject project = harbor.project();
  project
      .metadata("namedCredentials/Old.namedCredential-meta.xml",
                "<endpoint>https://old.example.com</endpoint><label>Old</label>"
                "<oauthToken>hunter2</oauthToken><password>hunter2</password>"
                "<protocol>Password</protocol><username>hunter2</username>")
      .metadata("namedCredentials/Dock.namedCredential-meta.xml",
                "<authProvider>Dock</authProvider><endpoint>https://old.example.com</endpoint>"
                "<label>Dock</label><protocol>Oauth</protocol>")
      .metadata("authproviders/Dock.authprovider-meta.xml",
                "<consumerKey>hunter2</consumerKey><consumerSecret>hunter2</consumerSecret>"
                "<friendlyName>Dock</friendlyName><providerType>OpenIdConnect</providerType>"
                "<tokenUrl>https://login.example.com/token?client_secret=hunter2</tokenUrl>");
  const Written result = written(project);
  EXPECT_EQ(result.document["credentials"].size(), 3U);
  EXPECT_THAT(result.document.dump(), Not(HasSubstr("hunter2")));
  EXPECT_THAT(result.text, Not(HasSubstr("hunter2")));
  check_reasons(result.document);
}

TEST(CredentialText, ShowsTheSharedIdentityOfTheSample) {
  MemoryProject project = sample();
  const std::string text = written(project).text;
  EXPECT_EQ(text.substr(0, text.find("Partner_MCP_User     ")),
            R"(Partner_MCP     named credential, OAuth client credentials

  calls         https://api.partner.example.com   Partner_MCP.namedCredential:12
  signed by     external credential Partner_MCP   Partner_MCP.namedCredential:15
  tokens from   identity provider Partner_MCP     Partner_MCP.externalCredential:6
  client        id and secret in the body         Partner_MCP.externalAuthIdentityProvider:15
  scope         mcp.tools                         Partner_MCP.externalCredential:15

  principal Agents   one identity for all users; needs Modify All Records on UserExternalCredential
    ✓ permission set Partner_MCP_Agents   ✓ principal   ✓ tokens   Partner_MCP_Agents.permissionset:5

  authorize   never sent
    ?resource=https%3A%2F%2Fapi.partner.example.com
    = note: Client credentials make no authorize request; the setup guide of MCP servers has this written all the same.
    = source: RFC 6749 section 4.4: the grant has a token request only (documented)

  token   POST https://auth.partner.example.com/oauth2/token
    Content-Type: application/x-www-form-urlencoded
    grant_type=client_credentials
    &client_id=<client_id>
    &client_secret=<client_secret>
    &scope=mcp.tools
    &resource=https%3A%2F%2Fapi.partner.example.com
    → 200   JSON with `access_token`
    → 400 invalid_scope   the client may not have one of the scopes
    → 401 invalid_client   id or secret is wrong, or stands where the provider does not read it
    = source: RFC 6749 sections 2.3.1 and 4.4.2; Metadata API Developer Guide, "ExternalAuthIdentityProvider" (documented)

  callout   <method> https://api.partner.example.com
    Authorization: Bearer <access_token>
    → 401   the server takes the token no more, or it is meant for another one
    = source: RFC 6750 section 2.1; Metadata API Developer Guide, "NamedCredential" (documented)
)");
}

TEST(CredentialText, SaysWhatIsNotKnownAndWhy) {
  HarborCredential harbor;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew") +
                    external_parameter("PerUserPrincipal", "Guest");
  harbor.permission_set = grants("Crew");
  MemoryProject project = harbor.project();
  EXPECT_EQ(written(project).text,
            R"(Harbor     named credential, flow unknown

  calls         https://api.harbor.example.com                   Harbor.namedCredential:3
  signed by     external credential Harbor                       Harbor.namedCredential:3
  tokens from   identity provider Harbor (not in this project)   Harbor.externalCredential:4
  flow          ? the identity provider `Harbor`, which is not in this project

  principal Crew   one identity for all users
    ? permission set Callers   ✓ principal   ? tokens   Callers.permissionset:3
      decided by the identity provider `Harbor`, which is not in this project

  principal Guest   an identity of each user
    ✗ no permission set of this project grants it
)");
}

}  // namespace
}  // namespace ecac::test
