#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "compiler/workspace/discovery/schema_matcher.h"
#include "tests/support/edited_project.h"
#include "tests/support/project_builder.h"

namespace ecac::test {
namespace {

const std::vector<std::string> kApps = {"Harbor", "Harbour", "harbor", "Ledger",
                                        "Ledgr",  "Far_",    "${APP}", "acme__Store"};

/// What an author may make of a credential or of the provider behind it.
std::string credential_text(std::string_view type, std::mt19937& random) {
  const auto pick = [&](const std::vector<std::string>& words) {
    return words[random() % words.size()];
  };
  std::string inside = "<label>Harbor</label>";
  if (type == "NamedCredential") {
    inside += fmt::format(
        "<namedCredentialType>SecuredEndpoint</namedCredentialType>"
        "<generateAuthorizationHeader>{}</generateAuthorizationHeader>"
        "<namedCredentialParameters><externalCredential>{}</externalCredential>"
        "<parameterName>ExternalCredential</parameterName>"
        "<parameterType>Authentication</parameterType></namedCredentialParameters>",
        pick({"true", "false"}), pick({"Harbor", "Habror", "harbor", "Ledger"}));
  } else if (type == "ExternalCredential") {
    inside += fmt::format(
        "<authenticationProtocol>{}</authenticationProtocol>"
        "<externalCredentialParameters>"
        "<externalAuthIdentityProvider>{}</externalAuthIdentityProvider>"
        "<parameterName>ExternalAuthIdentityProvider</parameterName>"
        "<parameterType>ExternalAuthIdentityProvider</parameterType>"
        "</externalCredentialParameters>"
        "<externalCredentialParameters><parameterName>{}</parameterName>"
        "<parameterType>{}</parameterType><parameterValue>{{!$Credential.Harbor.Key}}"
        "</parameterValue></externalCredentialParameters>",
        pick({"Oauth", "Custom"}), pick({"Harbor", "Harbour"}), pick({"Authorization", "Crew"}),
        pick({"AuthHeader", "PerUserPrincipal"}));
  } else {
    inside += fmt::format("<authenticationFlow>{}</authenticationFlow>",
                          pick({"AuthorizationCode", "ClientCredentials"}));
  }
  return metadata_text(type, inside);
}

/// What an author may make of a settings or policies file.
std::string child_text(std::string_view type, std::mt19937& random) {
  const auto pick = [&](std::size_t count) { return random() % count; };
  if (pick(8) == 0) return "<Unknown/>";
  if (pick(8) == 0) return "";
  if (type == "NamedCredential" || type == "ExternalCredential" ||
      type == "ExternalAuthIdentityProvider") {
    return credential_text(type, random);
  }
  std::string inside;
  if (pick(6) != 0) {
    inside += fmt::format("<externalClientApplication>{}</externalClientApplication>",
                          kApps[pick(kApps.size())]);
  }
  if (type == "ExtlClntAppOauthConfigurablePolicies") {
    const std::vector<std::string> crews = {"Crew", "crew", "Crow", "Far_Away", "Night_Shift"};
    inside += fmt::format("<commaSeparatedPermissionSet>{}, {}</commaSeparatedPermissionSet>",
                          crews[pick(crews.size())], crews[pick(crews.size())]);
    inside += fmt::format("<apexHandler>{}</apexHandler>", pick(2) == 0 ? "Keeper" : "Kepeer");
  }
  // Two apps with one key, and a secret beside it or not.
  std::string client;
  const std::vector<std::string> keys = {"MadeUpHarborKey.", "MadeUpLedgerKey."};
  const std::string& key = keys[pick(keys.size())];
  for (int i = 0; i < 5; ++i) client += key;
  client = fmt::format("<consumerKey>3MVG9{}</consumerKey>", client);
  if (pick(3) == 0) client += "<consumerSecret>made-up-secret</consumerSecret>";
  if (type == "ExtlClntAppGlobalOauthSettings") inside += client;
  if (type == "ConnectedApp") inside += "<oauthConfig>" + client + "</oauthConfig>";
  return metadata_text(type, inside);
}

const std::vector<std::string> kNames = {
    "Harbor.eca-meta.xml",
    "Ledger.eca-meta.xml",
    "Far_.eca-meta.xml",
    "Harbor.connectedApp-meta.xml",
    "Harbor_oauth.ecaOauth-meta.xml",
    "Harbor_scopes.ecaOauth-meta.xml",
    "Ledger.ecaOauth-meta.xml",
    "Ledger.ecaOauth",
    "Harbor_glbloauth.ecaGlblOauth-meta.xml",
    "Ledger_glbloauth.ecaGlblOauth-meta.xml",
    "Harbor_oauthPlcy.ecaOauthPlcy-meta.xml",
    "Harbor_second.ecaOauthPlcy-meta.xml",
    "Ledger_plcy.ecaPlcy-meta.xml",
    "Ledger_oauthPlcy.ecaOauthPolicy-meta.xml",
    "Crew.permissionset-meta.xml",
    "Keeper.cls",
    "Harbor.namedCredential-meta.xml",
    "Harbor.externalCredential-meta.xml",
    "Harbor.externalAuthIdentityProvider-meta.xml",
};

/// The type of a file whose elements are read; none of others.
const TypeSchema* read_type(const std::string& name) {
  const SchemaSet& schema = *SchemaSet::embedded();
  const TypeMatch match = SchemaMatcher(schema).match(name, MatchedFolder());
  const TypeSchema& type = schema.type(match.type);
  const bool read = type.read == ReadDepth::fields && match.kind != FileKind::wrong_suffix;
  return read ? &type : nullptr;
}

/// After any edit the answers are those of a fresh check, though only some units were asked again.
TEST(Incremental, GivesWhatAFreshCheckGives) {
  std::string seen;
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    ProjectTexts texts;
    for (const std::string& name : kNames) {
      const TypeSchema* type = read_type(name);
      texts[name] = type == nullptr ? "" : child_text(type->name, random);
    }
    EditedProject project(texts);
    ASSERT_TRUE(project.is_one_project());
    for (int edit = 0; edit < 25; ++edit) {
      const std::string& name = kNames[random() % kNames.size()];
      const TypeSchema* type = read_type(name);
      if (type == nullptr) continue;
      const std::string text = child_text(type->name, random);
      project.write(name, text);
      project.update();
      const std::vector<std::string> fresh = project.fresh_findings();
      ASSERT_EQ(difference(project.findings(), fresh), "")
          << "seed " << seed << ", edit " << edit << " of " << name << ": " << text;
      ASSERT_TRUE(project.analysis().sound());
      for (const std::string& line : fresh) seen += line;
    }
  }
  for (const char* code : {"NAM001", "NAM002", "NAM003", "NAM004", "REF001", "REF002", "REF003",
                           "REF004", "SCT002", "CRD003", "CRD008", "CRD010"}) {
    EXPECT_NE(seen.find(code), std::string::npos) << code;
  }
}

}  // namespace
}  // namespace ecac::test
