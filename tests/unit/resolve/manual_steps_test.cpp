#include "compiler/resolve/deploy/manual_steps.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/resolve/deploy_fixture.h"

namespace ecac {
namespace {

using test::DeployFixture;
using test::where;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Each step as `kind Type name`.
std::vector<std::string> subjects(const nlohmann::json& steps) {
  std::vector<std::string> lines;
  for (const nlohmann::json& step : steps) {
    lines.push_back(fmt::format("{} {} {}", step["kind"].get<std::string>(),
                                step["subject"]["type"].get<std::string>(),
                                step["subject"]["name"].get<std::string>()));
  }
  return lines;
}

std::vector<std::string> subjects(DeployFixture& project) {
  return subjects(project.document()["manualSteps"]);
}

std::string parameter(std::string_view type, std::string_view name, std::string_view value = {}) {
  return fmt::format(
      "<externalCredentialParameters><parameterName>{}</parameterName>"
      "<parameterType>{}</parameterType>{}</externalCredentialParameters>",
      name, type, value.empty() ? "" : fmt::format("<parameterValue>{}</parameterValue>", value));
}

/// The step for the only principal of a credential with these parameters; null if there is none.
nlohmann::json principal_step(std::string_view protocol, const std::string& parameters) {
  DeployFixture project;
  project.metadata("app/Bank.externalCredential-meta.xml",
                   fmt::format("<authenticationProtocol>{}</authenticationProtocol>{}"
                               "<label>The Bank</label>",
                               protocol, parameters));
  const nlohmann::json steps = project.document()["manualSteps"];
  return steps.empty() ? nlohmann::json() : steps.at(0);
}

TEST(ManualSteps, OfAPublicHeadlessApp) {
  DeployFixture project("headless-public");
  AppConfiguration app{.name = "Portal"};
  app.site = Configured<std::string>{"https://login.portal.example.com", {}};
  project.app(app);
  const nlohmann::json steps = project.document()["manualSteps"];
  EXPECT_THAT(subjects(steps), ElementsAre("site ExternalClientApplication Portal",
                                           "permissionSetAssignment PermissionSet Portal_Users",
                                           "consumer ExternalClientApplication Portal"));
  EXPECT_THAT(steps[0]["why"], HasSubstr("`https://login.portal.example.com`"));
  EXPECT_THAT(steps[2]["why"], HasSubstr("the client has to be given the key"));
  EXPECT_EQ(steps[2]["how"]["setup"],
            "Setup > External Client App Manager > Portal > Settings > OAuth Settings > Consumer "
            "Key and Secret");
  EXPECT_EQ(steps[2]["permission"], "ViewClientSecret");
  EXPECT_EQ(steps[2]["how"]["call"].dump(),
            R"({"method":"GET","path":"/services/data/v66.0/apps/oauth/credentials/<app id>/)"
            R"(<consumer id>?part=keyandsecret"})");
  EXPECT_EQ(steps[0]["when"], "before");
  EXPECT_EQ(steps[2]["when"], "after");
  EXPECT_EQ(steps[1]["when"], "during") << "the permission set is there, the policies are not yet";
  EXPECT_EQ(steps[1]["beforeStage"], "policies");
  EXPECT_EQ(steps[1]["how"]["command"],
            "sf org assign permset --name Portal_Users --on-behalf-of <user>");
  EXPECT_EQ(steps[1]["how"]["call"]["path"],
            "/services/data/v66.0/sobjects/PermissionSetAssignment");
}

TEST(ManualSteps, APackagedAppReachesOtherOrgsInAPackage) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<distributionState>Packaged</distributionState>")
      .metadata("app/Pier.eca-meta.xml", "<distributionState>Local</distributionState>");
  EXPECT_THAT(subjects(project), ElementsAre("packageVersion ExternalClientApplication Quay"));
}

TEST(ManualSteps, AConfidentialClientNeedsItsSecretToo) {
  DeployFixture project("headless-private");
  const auto consumers = where(project.document()["manualSteps"], "kind", "consumer");
  ASSERT_EQ(consumers.size(), 2U);
  for (const auto& step : consumers) EXPECT_THAT(step["why"], HasSubstr("given both"));
}

TEST(ManualSteps, AGroupThatPoliciesLetInIsAssignedBeforeThem) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<label>Quay</label>")
      .metadata("app/Quay_p.ecaOauthPlcy-meta.xml",
                "<commaSeparatedPermissionSet>Crews</commaSeparatedPermissionSet>"
                "<externalClientApplication>Quay</externalClientApplication>")
      .metadata("app/Crew.permissionset-meta.xml", "<label>Crew</label>")
      .metadata("app/Crews.permissionsetgroup-meta.xml",
                "<label>Crews</label><permissionSets>Crew</permissionSets>");
  const nlohmann::json steps = project.document()["manualSteps"];
  EXPECT_THAT(subjects(steps),
              ElementsAre("permissionSetGroupAssignment PermissionSetGroup Crews"));
  EXPECT_EQ(steps[0]["beforeStage"], "policies");
  EXPECT_THAT(steps[0]["how"]["call"]["body"].dump(), HasSubstr("PermissionSetGroupId"));
}

/// A group of the same name as a permission set is not the one that is meant.
TEST(ManualSteps, TheSetIsMeantBeforeTheGroup) {
  DeployFixture project;
  project.metadata("app/Quay.eca-meta.xml", "<label>Quay</label>")
      .metadata("app/Quay_p.ecaOauthPlcy-meta.xml",
                "<commaSeparatedPermissionSet>Crew</commaSeparatedPermissionSet>"
                "<externalClientApplication>Quay</externalClientApplication>")
      .metadata("app/Crew.permissionset-meta.xml", "<label>Crew</label>")
      .metadata("app/Crew.permissionsetgroup-meta.xml",
                "<label>Crew</label><permissionSets>Crew</permissionSets>");
  EXPECT_THAT(subjects(project), ElementsAre("permissionSetAssignment PermissionSet Crew"));
}

TEST(ManualSteps, ARegistrationThatIsDeployedNeedsNoPlaceholder) {
  DeployFixture project("mcp-oauth21");
  project.file(
      "force-app/main/default/externalServiceRegistrations/Tools.externalServiceRegistration"
      "-meta.xml",
      test::metadata_text("ExternalServiceRegistration",
                          "<label>Tools</label><namedCredential>Partner_MCP</namedCredential>"
                          "<registrationProviderType>ModelContextProtocol"
                          "</registrationProviderType><schemaType>ModelContextProtocol"
                          "</schemaType><status>Complete</status>"));
  const auto placeholders = where(project.document()["manualSteps"], "kind", "mcpPlaceholder");
  ASSERT_EQ(placeholders.size(), 1U);
  EXPECT_EQ(placeholders[0]["subject"]["name"], "Partner_MCP_User");
}

TEST(ManualSteps, AKnownKeyOfAPublicClientNeedsNothing) {
  DeployFixture project("headless-public");
  project.edit("Portal_glbloauth.ecaGlblOauth-meta.xml", "<callbackUrl>",
               "<consumerKey>3MVGkey</consumerKey><callbackUrl>");
  EXPECT_THAT(where(project.document()["manualSteps"], "kind", "consumer"), IsEmpty());
}

TEST(ManualSteps, OfAnMcpConnection) {
  DeployFixture project("mcp-oauth21");
  const nlohmann::json document = project.document();
  const nlohmann::json& steps = document["manualSteps"];
  EXPECT_THAT(
      subjects(steps),
      ElementsAre("mcpPlaceholder NamedCredential Partner_MCP",
                  "mcpPlaceholder NamedCredential Partner_MCP_User",
                  "identityProviderCredentials ExternalAuthIdentityProvider Partner_MCP",
                  "identityProviderCredentials ExternalAuthIdentityProvider Partner_MCP_User",
                  "userLogin ExternalCredential Partner_MCP_User",
                  "mcpToolAllowlist NamedCredential Partner_MCP",
                  "mcpToolAllowlist NamedCredential Partner_MCP_User",
                  "permissionSetAssignment PermissionSet Partner_MCP_Agents",
                  "permissionSetAssignment PermissionSet Partner_MCP_Users"));
  EXPECT_EQ(steps[2]["how"]["call"].dump(),
            R"({"body":{"credentials":[{"credentialName":"clientId","credentialValue":)"
            R"("<clientId>"},{"credentialName":"clientSecret","credentialValue":)"
            R"("<clientSecret>"}]},"method":"POST","methodIfStored":"PUT",)"
            R"("path":"/services/data/v66.0/)"
            R"(named-credentials/external-auth-identity-provider-credentials/Partner_MCP"})");
  EXPECT_EQ(steps[2]["permission"], "ManageNamedCredentials or CustomizeApplication");
  EXPECT_FALSE(steps[2].contains("unconfirmed"));
  EXPECT_THAT(steps[3]["why"], HasSubstr("https://<MyDomain>/services/extidp/callback"));
  EXPECT_EQ(steps[4]["how"]["setup"],
            "each user: personal settings > External Credentials > Partner MCP User");
  EXPECT_EQ(steps[4]["how"]["call"]["path"],
            "/services/data/v66.0/named-credentials/credential/auth-url/o-auth");
  EXPECT_EQ(steps[4]["how"]["call"]["body"].dump(),
            R"({"externalCredential":"Partner_MCP_User","principalName":"Users",)"
            R"("principalType":"PerUserPrincipal","returnUrl":"<return URL>"})");
  EXPECT_TRUE(steps[5]["unconfirmed"]);
  EXPECT_EQ(steps[0]["when"], "before");
  EXPECT_EQ(document["provenance"]["/manualSteps/4"]["kind"], "explicit");
}

TEST(ManualSteps, APrincipalsSecretsAreStoredByCall) {
  const std::string named = parameter("NamedPrincipal", "My Agents");
  const nlohmann::json step = principal_step(
      "Oauth", named + parameter("AuthProtocolVariant", "Oauth", "ClientCredentialsClientSecret"));
  EXPECT_EQ(step["how"]["call"]["path"], "/services/data/v66.0/named-credentials/credential");
  EXPECT_EQ(step["how"]["call"]["body"].dump(),
            R"({"authenticationProtocol":"OAuth","authenticationProtocolVariant":)"
            R"("ClientCredentialsClientSecret","credentials":{"clientId":{"encrypted":false,)"
            R"("value":"<clientId>"},"clientSecret":{"encrypted":true,"value":"<clientSecret>"}},)"
            R"("externalCredential":"Bank","principalName":"My Agents",)"
            R"("principalType":"NamedPrincipal"})");
  EXPECT_EQ(step["how"]["setup"],
            "Setup > Named Credentials > External Credentials > The Bank > Principals > My Agents");
}

/// Names of the stored values, with what marks a step as unconfirmed; "none" without a step.
std::string stored(std::string_view protocol, const std::string& parameters) {
  const nlohmann::json step = principal_step(protocol, parameters);
  if (step.is_null()) return "none";
  std::string text = step["kind"];
  if (step["how"].contains("call") && step["how"]["call"]["body"].contains("credentials")) {
    for (const auto& item : step["how"]["call"]["body"]["credentials"].items()) {
      text += " " + item.key();
    }
  }
  return text + (step.contains("unconfirmed") ? " ?" : "");
}

TEST(ManualSteps, EachProtocolHasItsOwn) {
  const std::string named = parameter("NamedPrincipal", "A");
  const std::string per_user = parameter("PerUserPrincipal", "A");
  const auto variant = [](std::string_view value) {
    return parameter("AuthProtocolVariant", "V", value);
  };
  EXPECT_EQ(stored("Basic", named), "principalSecrets password username ?");
  EXPECT_EQ(stored("Basic", per_user), "userLogin");
  EXPECT_EQ(stored("Oauth", named), "principalLogin");
  EXPECT_EQ(stored("Oauth", per_user), "userLogin");
  EXPECT_EQ(stored("Oauth", named + variant("ClientCredentialsClientSecretBasic")),
            "principalSecrets clientId clientSecret");
  EXPECT_EQ(stored("Oauth", named + variant("JwtBearer")), "none");
  EXPECT_EQ(stored("Jwt", named), "none");
  EXPECT_EQ(stored("AwsSv4", named), "principalSecrets awsAccessKeyId awsSecretAccessKey");
  EXPECT_EQ(stored("AwsSv4", parameter("AwsStsPrincipal", "A") + variant("AwsSv4_STS")),
            "principalSecrets awsAccessKeyId awsRoleArn awsSecretAccessKey");
  EXPECT_EQ(stored("Custom", named + variant("NoAuthentication")), "none");
  EXPECT_EQ(stored("Custom", named), "principalSecrets ?");
  EXPECT_EQ(
      stored("Custom", named +
                           parameter("AuthHeader", "X-Key",
                                     "{!$Credential.Bank.ApiKey &amp; $Credential.Bank.Salt}") +
                           parameter("AuthHeader", "X-Other", "{!$Credential.Other.Name}")),
      "principalSecrets ApiKey Salt");
  EXPECT_EQ(stored("${PROTOCOL}", named), "principalSecrets ?");
  EXPECT_EQ(stored("Oauth", ""), "none");
}

TEST(ManualSteps, AnAuthProviderWithoutADeployableSecret) {
  const auto steps_for = [](std::string_view inside) {
    DeployFixture project;
    project.metadata("app/Bank.authprovider-meta.xml",
                     std::string("<friendlyName>Bank</friendlyName>") + std::string(inside));
    return project.document()["manualSteps"];
  };
  EXPECT_THAT(steps_for(""), IsEmpty()) << "one that Salesforce manages";
  EXPECT_THAT(steps_for("<consumerKey>k</consumerKey><consumerSecret>s</consumerSecret>"),
              IsEmpty());
  const auto placeholder =
      steps_for("<consumerKey>k</consumerKey><consumerSecret>${S}</consumerSecret>");
  EXPECT_THAT(subjects(placeholder), ElementsAre("authProviderSecret AuthProvider Bank"));
  EXPECT_THAT(placeholder[0]["why"], HasSubstr("https://<MyDomain>/services/authcallback/Bank"));
  EXPECT_EQ(steps_for("<consumerKey>k</consumerKey>").size(), 1U);
  for (const char* none : {"Placeholder_Value", "REDACTED", "********"}) {
    const std::string secret = fmt::format("<consumerSecret>{}</consumerSecret>", none);
    EXPECT_EQ(steps_for("<consumerKey>k</consumerKey>" + secret).size(), 1U) << none;
  }
}

TEST(ManualSteps, ACertificateIsNamedOnce) {
  DeployFixture project;
  const std::string signing =
      "<externalCredentialParameters><certificate>Signer</certificate><parameterName>S"
      "</parameterName><parameterType>SigningCertificate</parameterType>"
      "</externalCredentialParameters>";
  project.metadata("app/A.externalCredential-meta.xml", signing)
      .metadata("app/B.externalCredential-meta.xml", signing);
  const nlohmann::json document = project.document();
  EXPECT_THAT(subjects(document["manualSteps"]), ElementsAre("certificateKey Certificate Signer"));
  EXPECT_THAT(document["manualSteps"][0]["why"], HasSubstr("ExternalCredential `A`"));
  EXPECT_EQ(document["provenance"]["/manualSteps/0"]["line"], 3);
}

TEST(ManualSteps, AnMcpServerIsActivatedInTheOrg) {
  DeployFixture project;
  project.metadata("app/Tools.mcpServerDefinition-meta.xml",
                   "<description>d</description><masterLabel>Tools</masterLabel>");
  EXPECT_THAT(subjects(project), ElementsAre("mcpServerActivation McpServerDefinition Tools"));
  const nlohmann::json step = project.document()["manualSteps"][0];
  EXPECT_THAT(step["why"], HasSubstr("`McpServerAccess`"));
  EXPECT_THAT(step["how"]["setup"], HasSubstr("MCP Servers > Tools > Activate"));
  EXPECT_FALSE(step.contains("unconfirmed"));
}

TEST(ManualSteps, NothingNeedsNothing) {
  DeployFixture project;
  EXPECT_EQ(project.document()["manualSteps"].dump(), "[]");
}

}  // namespace
}  // namespace ecac
