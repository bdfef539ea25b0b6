#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <set>

#include "compiler/analysis/project_analysis.h"
#include "compiler/host/openssl_certificate_reader.h"
#include "compiler/model/binder/facts_builder.h"
#include "compiler/support/certificate_reader.h"
#include "compiler/support/memory_file_tree.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac::test {
namespace {

struct Source {
  std::string name;
  TypeId type = TypeId::none;
  std::string text;
};

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
  return fmt::format("<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{1}</{0}>", type,
                     inside);
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
  return fmt::format("<{0} xmlns=\"http://soap.sforce.com/2006/04/metadata\">{1}</{0}>", type,
                     inside);
}

std::deque<Source> sources(const SchemaSet& schema, std::mt19937& random) {
  const std::vector<std::string> names = {
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
  const SchemaMatcher matcher(schema);
  std::deque<Source> files;
  for (const std::string& name : names) {
    Source source{name, TypeId{matcher.match(name, "").type}, ""};
    source.text = child_text(schema.type(source.type).name, random);
    files.push_back(std::move(source));
  }
  return files;
}

Project project_of(const std::deque<Source>& files, FactsBuilder& builder) {
  const auto& schema = SchemaSet::embedded();
  const SchemaMatcher matcher(*schema);
  ProjectSettings settings;
  settings.root = "/p";
  settings.api_version = schema->newest_version();
  static const MemoryFileTree kNothing;
  Project project(schema, std::move(settings), std::make_shared<SourceStore>(kNothing));
  for (const Source& source : files) {
    const TypeMatch match = matcher.match(source.name, "");
    ProjectFile file;
    file.full_name = match.full_name;
    file.type = source.type;
    file.wrong_suffix = match.kind == FileKind::wrong_suffix;
    file.source_format = match.format == FileFormat::source;
    const bool read = schema->type(source.type).read == ReadDepth::fields && !file.wrong_suffix;
    if (read) file.facts = builder.analyze(source.text, source.type);
    project.add_file(project.sources().id_of("/p/" + source.name), std::move(file));
  }
  return project;
}

std::vector<std::string> dump(const ProjectAnalysis& analysis) {
  std::vector<std::string> lines;
  analysis.for_each_unit_finding([&](const Diagnostic& finding) {
    lines.push_back(fmt::format("{}:{}-{} {}/{} {} ({} labels, {} fixes)",
                                analysis.project().shown_path(finding.place.file),
                                finding.place.range.begin, finding.place.range.end,
                                rule_of(finding.rule_case).code, case_of(finding.rule_case).id,
                                finding.message, finding.labels.size(), finding.fixes.size()));
  });
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// After any edit the answers are those of a fresh check, though only some units were asked again.
TEST(Incremental, GivesWhatAFreshCheckGives) {
  const auto& schema = SchemaSet::embedded();
  const CertificateReader& certificates = openssl_certificate_reader();
  FactsBuilder builder(*schema);
  std::set<std::string> seen;
  for (unsigned seed = 0; seed < 40; ++seed) {
    std::mt19937 random(seed);
    std::deque<Source> files = sources(*schema, random);
    ProjectAnalysis edited(project_of(files, builder), certificates, true);
    edited.link_all();
    edited.analyze_all();
    for (int edit = 0; edit < 25; ++edit) {
      const auto index = static_cast<std::uint32_t>(random() % files.size());
      Source& source = files[index];
      const ProjectFile& file = edited.project().file(FileId{index});
      if (file.wrong_suffix || schema->type(file.type).read != ReadDepth::fields) continue;
      source.text = child_text(schema->type(source.type).name, random);
      edited.replace(FileId{index}, builder.analyze(source.text, source.type));
      edited.update();

      ProjectAnalysis fresh(project_of(files, builder), certificates, false);
      fresh.link_all();
      fresh.analyze_all();
      ASSERT_EQ(dump(edited), dump(fresh))
          << "seed " << seed << ", edit " << edit << " of " << source.name << ": " << source.text;
      fresh.for_each_unit_finding([&](const Diagnostic& finding) {
        seen.insert(std::string(rule_of(finding.rule_case).code));
      });
      ASSERT_TRUE(edited.sound() && fresh.sound());
    }
  }
  for (const char* code : {"NAM001", "NAM002", "NAM003", "NAM004", "REF001", "REF002", "REF003",
                           "REF004", "SCT002", "CRD003", "CRD008", "CRD010"}) {
    EXPECT_TRUE(seen.contains(code)) << code;
  }
}

}  // namespace
}  // namespace ecac::test
