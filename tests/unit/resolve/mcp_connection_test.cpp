#include "compiler/resolve/credential/mcp_connection.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/resolve/credential/principal_names.h"
#include "compiler/resolve/credential/resource_indicator.h"
#include "tests/unit/resolve/harbor_credential.h"

namespace ecac::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

HarborCredential harbor() {
  HarborCredential harbor;
  harbor.external = uses_provider() + external_parameter("NamedPrincipal", "Night-Crew");
  harbor.provider = provider_parameter("TokenUrl", "TokenUrl", "https://login.example.com/token");
  return harbor;
}

McpConnection connection(const HarborCredential& harbor, const RunFacts& run = {}) {
  MemoryProject files = harbor.project();
  const Project& project = files.project();
  const SymbolId named = files.symbol("NamedCredential", "Harbor");
  return mcp_connection(project, run, components_of(project, resolve_credential(project, named)));
}

RunFacts configured(bool mcp) {
  RunFacts run;
  run.credentials.push_back({.name = "Harbor", .mcp = Configured<bool>{mcp, {}}});
  return run;
}

TEST(McpWord, StandsByItself) {
  for (const char* text :
       {"mcp", "MCP", "Partner_MCP", "McpTools", "MCPTools", "PartnerMcp", "partnerMCP",
        "https://mcp.example.com", "/v1/mcp", "an MCP server.", "mcp2", "APIMcp"}) {
    EXPECT_TRUE(has_mcp_word(text)) << text;
  }
  for (const char* text : {"", "mc", "tomcpat", "MCPAT", "XMCP", "mcpserver", "m c p", "DMCPA"}) {
    EXPECT_FALSE(has_mcp_word(text)) << text;
  }
}

TEST(McpConnection, IsToldByAnyPartOfTheChain) {
  EXPECT_FALSE(connection(harbor()).is_mcp);

  HarborCredential by_address = harbor();
  const std::string host = "api.harbor";
  by_address.named.replace(by_address.named.find(host), host.size(), "mcp.harbor");
  EXPECT_THAT(connection(by_address).reason, HasSubstr("the address of named credential `Harbor`"));

  HarborCredential by_description = harbor();
  by_description.external += "<description>Tools of our MCP server</description>";
  EXPECT_THAT(connection(by_description).reason,
              HasSubstr("the description of external credential `Harbor`"));

  HarborCredential by_provider = harbor();
  by_provider.provider =
      provider_parameter("TokenUrl", "TokenUrl", "https://login.example.com/mcp/token");
  EXPECT_THAT(connection(by_provider).reason, HasSubstr("identity provider `Harbor`"));
}

TEST(McpConnection, IsNotToldByAPlaceholder) {
  HarborCredential hidden = harbor();
  hidden.external += "<description>${MCP} tools</description>";
  EXPECT_FALSE(connection(hidden).is_mcp);
}

TEST(McpConnection, IsWhatTheConfigurationSays) {
  HarborCredential named = harbor();
  named.external += "<description>MCP</description>";
  EXPECT_FALSE(connection(named, configured(false)).is_mcp);
  EXPECT_TRUE(connection(harbor(), configured(true)).is_mcp);
}

/// What is said of Harbor beside a registration of these elements.
McpConnection registered(const std::string& elements, const RunFacts& run = {},
                         const std::string& more = {}) {
  HarborCredential credential = harbor();
  credential.external += more;
  MemoryProject files = credential.project();
  files.metadata("externalServiceRegistrations/Docks.externalServiceRegistration-meta.xml",
                 "<label>Docks</label>" + elements + "<status>Complete</status>");
  const Project& project = files.project();
  const SymbolId named = files.symbol("NamedCredential", "Harbor");
  return mcp_connection(project, run, components_of(project, resolve_credential(project, named)));
}

TEST(McpConnection, IsWhatTheRegistrationSays) {
  const std::string name = "<namedCredential>Harbor</namedCredential>";
  const std::string kind =
      "<registrationProviderType>ModelContextProtocol</registrationProviderType>";
  const std::string other =
      "<registrationProviderType>Custom</registrationProviderType>"
      "<schemaType>OpenApi3</schemaType>";
  const std::string word = "<description>MCP</description>";
  EXPECT_THAT(registered(name + kind).reason, HasSubstr("`Docks`"));
  EXPECT_TRUE(registered(name + "<schemaType>ModelContextProtocol</schemaType>").is_mcp);
  EXPECT_FALSE(registered(name + kind, configured(false)).is_mcp);
  EXPECT_FALSE(registered(name + other, {}, word).is_mcp);
  EXPECT_TRUE(registered(name, {}, word).is_mcp);
  EXPECT_TRUE(registered("", {}, word).is_mcp);
  // The reference counts.
  const std::string reference = "<namedCredentialReference>Quay</namedCredentialReference>";
  EXPECT_FALSE(registered(name + reference + kind).is_mcp);
}

TEST(McpConnection, KnowsWhoUsesAProvider) {
  MemoryProject files = harbor().project();
  const Project& project = files.project();
  const SymbolId provider = files.symbol("ExternalAuthIdentityProvider", "Harbor");
  AskLog log;
  const std::vector<CredentialComponents> users =
      users_of_provider(ProjectView(project).recorded_in(&log), provider);
  ASSERT_EQ(users.size(), 1U);
  EXPECT_EQ(users[0].named, files.symbol("NamedCredential", "Harbor"));
  EXPECT_EQ(users[0].external, files.symbol("ExternalCredential", "Harbor"));
  // Who uses the two names is asked; the named credential is an answer.
  EXPECT_THAT(log.symbols, testing::IsSupersetOf({provider, users[0].external}));
}

TEST(PrincipalNames, AreThoseOfTheFile) {
  HarborCredential credential = harbor();
  credential.external += external_parameter("PerUserPrincipal", "Guests");
  MemoryProject files = credential.project();
  const Project& project = files.project();
  const PrincipalNames found =
      principal_names(project, files.symbol("ExternalCredential", "Harbor"));
  EXPECT_TRUE(found.complete);
  EXPECT_THAT(found.names, ElementsAre("Night-Crew", "Guests"));
  EXPECT_EQ(principal_part("Harbor-Night-Crew"), "Night-Crew");
  EXPECT_EQ(principal_part("Harbor"), "");
}

TEST(ResourceFit, ComparesWhatCounts) {
  const std::string url = "https://api.example.com/mcp";
  EXPECT_EQ(resource_fit("HTTPS://API.example.com:443/mcp/", url), ResourceFit::same);
  EXPECT_EQ(resource_fit("https://api.example.com", url), ResourceFit::other_path);
  EXPECT_EQ(resource_fit("https://api.example.com:8443/mcp", url), ResourceFit::other_server);
  EXPECT_EQ(resource_fit("urn:orders", url), ResourceFit::no_indicator);
  for (const char* no_server : {"", "/mcp", "//api.example.com", "https://", "https:///mcp"}) {
    EXPECT_EQ(resource_fit("https://api.example.com", no_server), ResourceFit::no_address)
        << no_server;
  }
  EXPECT_EQ(resource_problem("https://api.example.com/a?b=c"), "");
  EXPECT_THAT(std::string(resource_problem("/mcp")), HasSubstr("relative"));
  EXPECT_THAT(std::string(resource_problem("https://api.example.com#x")), HasSubstr("fragment"));
}

TEST(AudienceForm, IsThatOfTheServer) {
  const SchemaSet& schema = *SchemaSet::embedded();
  const auto form = [&](std::string_view url) { return audience_form(schema, url); };
  for (const char* host : {"login.microsoftonline.com", "login.microsoftonline.us",
                           "login.partner.microsoftonline.cn", "LOGIN.WINDOWS.NET"}) {
    const std::string tenant = "https://" + std::string(host) + "/harbor";
    EXPECT_EQ(form(tenant + "/oauth2/token"), AudienceForm::own_resource) << host;
    EXPECT_EQ(form(tenant + "/oauth2/v2.0/token"), AudienceForm::scope) << host;
  }
  EXPECT_EQ(form("https://adfs.example.com/adfs/oauth2/token"), AudienceForm::own_resource);
  EXPECT_EQ(form("https://harbor.eu.auth0.com/oauth/token"), AudienceForm::audience);
  for (const char* other :
       {"", "/oauth2/v2.0/token", "https://login.example.com/token", "https://notauth0.com/token",
        "https://login.microsoftonline.com.example.com/x/oauth2/v2.0/token"}) {
    EXPECT_EQ(form(other), AudienceForm::resource) << other;
  }
}

TEST(AudienceForm, IsTheBeginningOfAScope) {
  EXPECT_EQ(audience_of_scope("api://harbor/.default"), "api://harbor");
  EXPECT_EQ(audience_of_scope("https://mcp.example.com/tools/read"),
            "https://mcp.example.com/tools");
  EXPECT_EQ(audience_of_scope("https://mcp.example.com//.default"), "https://mcp.example.com/");
  EXPECT_EQ(audience_of_scope("api://harbor"), "");
  EXPECT_EQ(audience_of_scope("openid"), "");
}

}  // namespace
}  // namespace ecac::test
