#include "compiler/resolve/credential/credential_chain.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/resolve/credential/credential_requests.h"
#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kSample = "samples/mcp-oauth21/force-app/main/default";

std::vector<std::string> names(const Project& project) {
  std::vector<std::string> found;
  for (const SymbolId symbol : credentials_of(project)) {
    found.emplace_back(project.symbols().name(symbol));
  }
  return found;
}

TEST(CredentialChain, ResolvesTheSharedIdentityOfTheSample) {
  MemoryProject sample;
  sample.folder(kSample);
  EXPECT_THAT(names(sample.project()), ElementsAre("Partner_MCP", "Partner_MCP_User"));
  const ResolvedCredential found =
      resolve_credential(sample.project(), sample.symbol("NamedCredential", "Partner_MCP"));
  EXPECT_TRUE(found.named);
  EXPECT_TRUE(found.type.is("SecuredEndpoint"));
  EXPECT_TRUE(found.url.is("https://api.partner.example.com"));
  EXPECT_EQ(found.url.origin.kind, OriginKind::written);
  EXPECT_TRUE(found.callout_enabled.is(true));
  EXPECT_TRUE(found.external.reference.found());
  EXPECT_THAT(found.external.named_credentials, ElementsAre("Partner_MCP"));
  EXPECT_TRUE(found.protocol.is("Oauth"));
  EXPECT_EQ(found.provider.kind, ProviderKind::identity_provider);
  EXPECT_TRUE(found.provider.reference.found());
  EXPECT_TRUE(found.flow.is(CredentialFlow::client_credentials));
  EXPECT_TRUE(found.token_url.is("https://auth.partner.example.com/oauth2/token"));
  EXPECT_TRUE(found.client_authentication.is("ClientSecretPost"));
  EXPECT_TRUE(found.scope.is("mcp.tools"));

  ASSERT_EQ(found.principals.size(), 1U);
  EXPECT_TRUE(found.principals[0].name.is("Agents"));
  EXPECT_EQ(found.principals[0].kind, PrincipalKind::named);
  EXPECT_EQ(found.principals[0].sequence.value, 1);
  EXPECT_TRUE(found.principals[0].needs.is(TokenStoreNeed::all_records));
  ASSERT_EQ(found.grants.size(), 1U);
  EXPECT_EQ(found.grants[0].holder, "Partner_MCP_Agents");
  EXPECT_TRUE(found.grants[0].principal_access.is(true));
  EXPECT_TRUE(found.grants[0].token_store_access.is(true));
  EXPECT_TRUE(found.grants[0].complete.is(true));
}

TEST(CredentialChain, ResolvesThePerUserIdentityOfTheSample) {
  MemoryProject sample;
  sample.folder(kSample);
  const ResolvedCredential found =
      resolve_credential(sample.project(), sample.symbol("NamedCredential", "Partner_MCP_User"));
  EXPECT_TRUE(found.flow.is(CredentialFlow::authorization_code));
  EXPECT_TRUE(found.authorize_url.is("https://auth.partner.example.com/oauth2/authorize"));
  EXPECT_TRUE(found.redirect_uri.is("https://<MyDomain>/services/extidp/callback"));
  EXPECT_TRUE(found.client_authentication.is("ClientSecretBasic"));
  EXPECT_EQ(found.provider.client_authentication.origin.kind, OriginKind::defaulted);
  EXPECT_EQ(found.provider.client_authentication.origin.standing, Standing::documented);
  EXPECT_TRUE(found.pkce.is(true));
  ASSERT_EQ(found.principals.size(), 1U);
  EXPECT_TRUE(found.principals[0].needs.is(TokenStoreNeed::own_records));
  ASSERT_EQ(found.grants.size(), 1U);
  EXPECT_TRUE(found.grants[0].complete.is(true));
}

TEST(CredentialChain, AbsentTypeIsLegacyAsObserved) {
  MemoryProject project;
  project.metadata("namedCredentials/Old.namedCredential-meta.xml",
                   "<endpoint>https://old.example.com</endpoint><label>Old</label>"
                   "<principalType>NamedUser</principalType><protocol>Password</protocol>"
                   "<username>harbour.master</username>");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Old"));
  EXPECT_TRUE(found.type.is("Legacy"));
  EXPECT_EQ(found.type.origin.kind, OriginKind::defaulted);
  EXPECT_EQ(found.type.origin.standing, Standing::observed);
  EXPECT_TRUE(found.url.is("https://old.example.com"));
  EXPECT_TRUE(found.flow.is(CredentialFlow::basic));
  EXPECT_TRUE(found.external.reference.names_none());
  EXPECT_EQ(request_of(found, "callout").url, "https://old.example.com");
}

TEST(CredentialChain, ParametersContradictAnAbsentType) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  harbor.named.erase(harbor.named.find("<namedCredentialType>"));
  const ResolvedCredential found = harbor.resolve();
  EXPECT_FALSE(found.type.known());
  EXPECT_THAT(found.type.origin.decided_by(), HasSubstr("namedCredentialType"));
  EXPECT_TRUE(found.url.is("https://api.harbor.example.com"));
  EXPECT_TRUE(found.external.reference.found());
}

TEST(CredentialChain, LegacyOauthGoesThroughTheAuthProvider) {
  MemoryProject project;
  project
      .metadata("namedCredentials/Old.namedCredential-meta.xml",
                "<authProvider>Dock</authProvider><endpoint>https://old.example.com</endpoint>"
                "<label>Old</label><protocol>Oauth</protocol>")
      .metadata("authproviders/Dock.authprovider-meta.xml",
                "<authorizeUrl>https://login.example.com/authorize?audience=a%20b</authorizeUrl>"
                "<consumerKey>3MVG9secretlikekey</consumerKey><defaultScopes>openid</defaultScopes>"
                "<friendlyName>Dock</friendlyName><isPkceEnabled>false</isPkceEnabled>"
                "<providerType>OpenIdConnect</providerType>"
                "<sendClientCredentialsInHeader>true</sendClientCredentialsInHeader>"
                "<tokenUrl>https://login.example.com/token</tokenUrl>");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Old"));
  EXPECT_TRUE(found.flow.is(CredentialFlow::authorization_code));
  EXPECT_TRUE(found.scope.is("openid"));
  EXPECT_TRUE(found.redirect_uri.is("https://<MyDomain>/services/authcallback/Dock"));
  const HttpRequest authorize = request_of(found, "authorize");
  EXPECT_EQ(authorize.url, "https://login.example.com/authorize");
  EXPECT_EQ(query_encoded(authorize.query),
            "audience=a%20b&response_type=code&client_id=<client_id>&redirect_uri=https%3A%2F%2F"
            "<MyDomain>%2Fservices%2Fauthcallback%2FDock&scope=openid&state=<state>");
  EXPECT_EQ(form_encoded(request_of(found, "token").body),
            "grant_type=authorization_code&code=<code>&redirect_uri=https%3A%2F%2F<MyDomain>"
            "%2Fservices%2Fauthcallback%2FDock");
}

TEST(CredentialChain, BuiltInProvidersKeepTheirAddressesToThemselves) {
  HarborCredential harbor;
  harbor.external =
      external_parameter("AuthProvider", "AuthProvider", "<authProvider>Dock</authProvider>") +
      external_parameter("NamedPrincipal", "Crew");
  MemoryProject project = harbor.project();
  project.metadata("authproviders/Dock.authprovider-meta.xml",
                   "<friendlyName>Dock</friendlyName><providerType>Google</providerType>");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
  EXPECT_TRUE(found.flow.is(CredentialFlow::authorization_code));
  EXPECT_THAT(found.token_url.origin.decided_by(), HasSubstr("providers of type `Google`"));
  EXPECT_FALSE(found.scope.known());
  const HttpRequest token = request_of(found, "token");
  EXPECT_EQ(token.url, "<token endpoint>");
  for (const RequestParameter& parameter : token.body) {
    const bool client = parameter.name == "client_id" || parameter.name == "client_secret";
    EXPECT_EQ(parameter.standing == Standing::unconfirmed, client) << parameter.name;
  }
}

TEST(CredentialChain, ListsAnExternalCredentialThatNobodyUses) {
  HarborCredential harbor;
  harbor.named.clear();
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew");
  const ResolvedCredential found = harbor.resolve();
  EXPECT_FALSE(found.named);
  EXPECT_EQ(found.name, "Harbor");
  EXPECT_THAT(found.external.named_credentials, IsEmpty());
  EXPECT_EQ(found.principals.size(), 1U);
  EXPECT_FALSE(found.flow.known());
  EXPECT_EQ(found.flow.origin.decided_by(),
            "the identity provider `Harbor`, which is not in this project");
}

TEST(CredentialChain, TwoNamedCredentialsShareAnExternalOne) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  MemoryProject project = harbor.project();
  project.metadata("namedCredentials/Anchor.namedCredential-meta.xml", harbor.named);
  EXPECT_THAT(names(project.project()), ElementsAre("Anchor", "Harbor"));
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Anchor"));
  EXPECT_THAT(found.external.named_credentials, ElementsAre("Anchor", "Harbor"));
}

TEST(CredentialChain, ADanglingNameIsOutsideOrMissing) {
  HarborCredential harbor;
  const auto state_of = [&](const std::string& name) {
    HarborCredential changed = harbor;
    const std::string element = "<externalCredential>Harbor<";
    changed.named.replace(changed.named.find(element), element.size(),
                          "<externalCredential>" + name + "<");
    MemoryProject project = changed.project();
    return resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
  };
  const ResolvedCredential outside = state_of("Lighthouse");
  EXPECT_EQ(outside.external.reference.state, ReferenceState::outside);
  EXPECT_EQ(outside.protocol.origin.decided_by(),
            "the external credential `Lighthouse`, which is not in this project");
  EXPECT_FALSE(outside.flow.known());
  EXPECT_THAT(credential_requests(*SchemaSet::embedded(), outside), IsEmpty());
  const ResolvedCredential near = state_of("Harbour");
  EXPECT_EQ(near.external.reference.state, ReferenceState::near_miss);
  EXPECT_EQ(near.external.reference.suggestion, "Harbor");
  EXPECT_EQ(state_of("pkg__Harbor").external.reference.state, ReferenceState::unknown);
  const ResolvedCredential tainted = state_of("${CREDENTIAL}");
  EXPECT_FALSE(tainted.external.reference.name.known());
  EXPECT_EQ(tainted.flow.origin.decided_by(), "the value of `${CREDENTIAL}`");
}

TEST(CredentialChain, TwoDefinitionsLeaveTheValuesOpen) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  MemoryProject project = harbor.project();
  project.metadata("other/externalCredentials/Harbor.externalCredential-meta.xml",
                   "<authenticationProtocol>Basic</authenticationProtocol><label>Harbor</label>");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
  EXPECT_TRUE(found.external.reference.found());
  EXPECT_FALSE(found.protocol.known());
  EXPECT_EQ(found.flow.origin.decided_by(), "which of its 2 definitions is deployed");
}

TEST(CredentialChain, RepeatedParametersLeaveTheValueOpenIfTheyDiffer) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  const std::string first = "https://a.example.com/token";
  harbor.provider = provider_parameter("TokenUrl", "TokenUrl", first) +
                    provider_parameter("TokenUrl", "TokenUrl", first);
  EXPECT_TRUE(harbor.resolve().token_url.is(first));
  harbor.provider += provider_parameter("TokenUrl", "TokenUrl", "https://b.example.com/token");
  EXPECT_EQ(harbor.resolve().token_url.origin.decided_by(),
            "which of 3 parameters `TokenUrl` holds");
}

TEST(CredentialChain, PlaceholdersAreUnknown) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  harbor.provider = provider_parameter("TokenUrl", "TokenUrl", "https://${HOST}/token") +
                    provider_parameter("TokenRequestBodyParameter", "resource", "{{RESOURCE}}", 1);
  harbor.flow = "ClientCredentials";
  const ResolvedCredential found = harbor.resolve();
  EXPECT_EQ(found.token_url.origin.decided_by(), "the value of `${HOST}`");
  const HttpRequest token = request_of(found, "token");
  EXPECT_EQ(token.url, "<token endpoint>");
  EXPECT_EQ(token.body.back().value, "<resource>");
  EXPECT_THAT(token.notes,
              testing::Contains("It is not known here what `resource` is; that depends on the "
                                "value of `{{RESOURCE}}`."));
}

TEST(CredentialChain, ABrokenFileLeavesOpenWhatItMayHaveLost) {
  HarborCredential harbor;
  harbor.external = uses_provider();
  MemoryProject project = harbor.project();
  project.metadata("externalAuthIdentityProviders/Harbor.externalAuthIdentityProvider-meta.xml",
                   "<authenticationFlow>AuthorizationCode</authenticationFlow>"
                   "<label>Harbor & Sons</label>");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
  EXPECT_TRUE(found.flow.is(CredentialFlow::authorization_code));
  EXPECT_THAT(
      found.token_url.origin.decided_by(),
      testing::EndsWith("/Harbor.externalAuthIdentityProvider-meta.xml` once it is well-formed"));
}

TEST(CredentialChain, NamespaceOfTheProjectMakesNoDifference) {
  HarborCredential harbor;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Crew");
  const std::string element = "<externalCredential>Harbor<";
  harbor.named.replace(harbor.named.find(element), element.size(),
                       "<externalCredential>dock__Harbor<");
  harbor.permission_set =
      "<externalCredentialPrincipalAccesses><enabled>true</enabled><externalCredentialPrincipal>"
      "dock__Harbor-Crew</externalCredentialPrincipal></externalCredentialPrincipalAccesses>";
  MemoryProject project = harbor.project();
  project.file("sfdx-project.json",
               R"({"packageDirectories": [{"path": ".", "default": true}], "namespace": "dock"})");
  const ResolvedCredential found =
      resolve_credential(project.project(), project.symbol("NamedCredential", "Harbor"));
  EXPECT_TRUE(found.external.reference.found());
  ASSERT_EQ(found.grants.size(), 1U);
  EXPECT_EQ(found.grants[0].principal, "Crew");
}

struct FlowRow {
  std::string protocol;
  std::string variant;
  std::optional<CredentialFlow> flow;
  std::string client_authentication;
};

TEST(CredentialChain, FlowFollowsFromProtocolAndVariant) {
  const std::vector<FlowRow> rows = {
      {"Oauth", "ClientCredentialsClientSecret", CredentialFlow::client_credentials,
       "ClientSecretPost"},
      {"Oauth", "ClientCredentialsClientSecretBasic", CredentialFlow::client_credentials,
       "ClientSecretBasic"},
      {"Oauth", "ClientCredentialsJwtAssertion", CredentialFlow::client_credentials_jwt_assertion,
       ""},
      {"Oauth", "JwtBearer", CredentialFlow::jwt_bearer, ""},
      {"Oauth", "", std::nullopt, ""},
      {"Oauth", "Surprise", std::nullopt, ""},
      {"AwsSv4", "", CredentialFlow::aws_signature, ""},
      {"AwsSv4", "AwsSv4_STS", CredentialFlow::aws_sts, ""},
      {"AwsSv4", "RolesAnywhere", CredentialFlow::aws_roles_anywhere, ""},
      {"Basic", "", CredentialFlow::basic, ""},
      {"Custom", "", CredentialFlow::custom, ""},
      {"Custom", "NoAuthentication", CredentialFlow::none, ""},
      {"Jwt", "", CredentialFlow::jwt, ""},
      {"JwtExchange", "", std::nullopt, ""},
      {"Password", "", std::nullopt, ""},
  };
  for (const FlowRow& row : rows) {
    HarborCredential harbor;
    harbor.protocol = row.protocol;
    if (!row.variant.empty()) {
      harbor.external = external_parameter("AuthProtocolVariant", row.protocol,
                                           "<parameterValue>" + row.variant + "</parameterValue>");
    }
    const ResolvedCredential found = harbor.resolve();
    EXPECT_EQ(found.flow.value, row.flow) << row.protocol << ' ' << row.variant;
    EXPECT_EQ(found.flow.known(), found.flow.origin.decided_by().empty()) << row.protocol;
    EXPECT_EQ(found.client_authentication.value.value_or(""), row.client_authentication)
        << row.variant;
  }
}

TEST(CredentialChain, ProviderAndVariantContradict) {
  HarborCredential harbor;
  harbor.external =
      uses_provider() + external_parameter("AuthProtocolVariant", "Oauth",
                                           "<parameterValue>JwtBearer</parameterValue>");
  EXPECT_EQ(harbor.resolve().flow.origin.decided_by(),
            "which of the provider and the variant holds");
}

TEST(CredentialChain, HeadersStandInTheirOrder) {
  HarborCredential harbor;
  harbor.external = external_parameter("AuthHeader", "B",
                                       "<parameterValue>2</parameterValue>"
                                       "<sequenceNumber>2</sequenceNumber>") +
                    external_parameter("AuthHeader", "C", "<parameterValue>3</parameterValue>") +
                    external_parameter("AuthHeader", "A",
                                       "<parameterValue>1</parameterValue>"
                                       "<sequenceNumber>1</sequenceNumber>");
  std::string order;
  const ResolvedCredential found = harbor.resolve();
  for (const CredentialSetting& header : found.external.headers) order += *header.name.value;
  EXPECT_EQ(order, "ABC");
}

}  // namespace
}  // namespace ecac::test
