// Components get other names: all places that have to change do, and nothing else.

#include "compiler/query/rename.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "tests/query/query_workspace.h"

namespace ecac::rename_test {
namespace {

using test::QueryWorkspace;
using testing::HasSubstr;

constexpr char kFolder[] = "/w/force-app/main/default/";

std::string at(const std::string& path) {
  return kFolder + path;
}

std::string xml(std::string_view root, std::string_view inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string(root) +
         " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + std::string(inside) + "\n</" +
         std::string(root) + ">\n";
}

const std::string kHeader = at("externalClientApps/Harbor.eca-meta.xml");
const std::string kSettings = at("extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml");
const std::string kOther = at("extlClntAppOauthSettings/Harbor_Other.ecaOauth-meta.xml");
const std::string kPolicies = at("extlClntAppOauthPolicies/Harbor_oauthPlcy.ecaOauthPlcy-meta.xml");
const std::string kSet = at("permissionsets/Crew.permissionset-meta.xml");
const std::string kCredential = at("externalCredentials/Dock.externalCredential-meta.xml");
const std::string kNamed = at("namedCredentials/Quay.namedCredential-meta.xml");

class Rename : public testing::Test {
 protected:
  Rename() {
    work_.add(kHeader, xml("ExternalClientApplication",
                           "    <distributionState>Local</distributionState>\n"
                           "    <fullName>Harbor</fullName>\n    <label>Harbor</label>"));
    work_.add(kSettings, xml("ExtlClntAppOauthSettings",
                             "    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                             "    <externalClientApplication>Harbor</externalClientApplication>\n"
                             "    <label>Harbor_oauth</label>"));
    work_.add(kPolicies, xml("ExtlClntAppOauthConfigurablePolicies",
                             "    <commaSeparatedPermissionSet>Crew, "
                             "Harbor_Crew,Crew2</commaSeparatedPermissionSet>\n"
                             "    <externalClientApplication>Harbor</externalClientApplication>\n"
                             "    <label>Ours</label>"));
    work_.add(
        kSet,
        xml("PermissionSet",
            "    <externalCredentialPrincipalAccesses>\n        <enabled>true</enabled>\n"
            "        <externalCredentialPrincipal>Dock-Service</externalCredentialPrincipal>\n"
            "    </externalCredentialPrincipalAccesses>\n    <label>Crew</label>"));
    work_.add(at("permissionsets/Crew2.permissionset-meta.xml"),
              xml("PermissionSet", "    <label>Crew</label>"));
    work_.add(
        kCredential,
        xml("ExternalCredential",
            "    <authenticationProtocol>Custom</authenticationProtocol>\n"
            "    <externalCredentialParameters>\n        <parameterName>X-Key</parameterName>\n"
            "        <parameterType>AuthHeader</parameterType>\n"
            "        <parameterValue>{!$Credential.Dock.Key}</parameterValue>\n"
            "    </externalCredentialParameters>\n"
            "    <externalCredentialParameters>\n        <parameterName>Service</parameterName>\n"
            "        <parameterType>NamedPrincipal</parameterType>\n"
            "    </externalCredentialParameters>\n    <label>Dock</label>"));
    work_.add(kNamed, xml("NamedCredential",
                          "    <label>Dock</label>\n    <namedCredentialParameters>\n"
                          "        <externalCredential>Dock</externalCredential>\n"
                          "        <parameterName>ExternalCredential</parameterName>\n"
                          "        <parameterType>Authentication</parameterType>\n"
                          "    </namedCredentialParameters>\n"
                          "    <namedCredentialType>SecuredEndpoint</namedCredentialType>"));
    work_.add("/w/manifest/package.xml",
              xml("Package",
                  "    <types>\n        <members>Harbor</members>\n"
                  "        <name>ExternalClientApplication</name>\n    </types>\n"
                  "    <types>\n        <members>Harbor_oauth</members>\n"
                  "        <name>ExtlClntAppOauthSettings</name>\n    </types>\n"
                  "    <types>\n        <members>Dock</members>\n"
                  "        <name>ExternalCredential</name>\n    </types>\n"
                  "    <version>66.0</version>"));
    work_.add("/w/manifest/destructiveChangesPre.xml",
              xml("Package",
                  "    <types>\n        <members>Harbor</members>\n"
                  "        <name>ConnectedApp</name>\n    </types>\n    <version>66.0</version>"));
    work_.add(
        "/w/ecac.json",
        "{\n  // Harbor stays\n  \"apps\": {\"Harbor\": {\"clientType\": \"confidential\"}},\n"
        "  \"waivers\": [{\"rule\": \"SEC005\", \"component\": "
        "\"ExternalClientApplication:Harbor\", "
        "\"reason\": \"Harbor\"}],\n  \"known\": [\"PermissionSet:Harbor\"]\n}\n");
  }

  /// The offset of a text in a file, and one further.
  std::uint32_t offset_of(const std::string& path, std::string_view text) {
    const std::size_t found = work_.files().at(path).find(text);
    EXPECT_NE(found, std::string::npos) << text;
    return static_cast<std::uint32_t>(found + 1);
  }
  Result<std::vector<FileOperation>> ask(const std::string& path, std::string_view text,
                                         std::string_view name) {
    const Snapshot snapshot = work_.snapshot(path);
    return rename(snapshot, snapshot.find(path), offset_of(path, text), name);
  }
  std::map<std::string, std::string> done(const std::string& path, std::string_view text,
                                          std::string_view name) {
    const auto operations = ask(path, text, name);
    EXPECT_TRUE(operations) << operations.error().message;
    return work_.after(*operations, path);
  }
  std::string refusal(const std::string& path, std::string_view text, std::string_view name) {
    const auto operations = ask(path, text, name);
    return operations ? "renamed" : operations.error().message;
  }
  std::string prepared(const std::string& path, std::string_view text) {
    const Snapshot snapshot = work_.snapshot(path);
    const auto found = prepare_rename(snapshot, snapshot.find(path), offset_of(path, text));
    return found ? found->name + '@' + std::string(found->range.in(work_.files().at(path)))
                 : found.error().message;
  }

  QueryWorkspace work_;
};

TEST_F(Rename, TakesTheFilesOfAnAppAlong) {
  const auto after = done(kSettings, "Harbor</ext", "Marina");
  EXPECT_FALSE(after.contains(kHeader));
  EXPECT_THAT(after.at(at("externalClientApps/Marina.eca-meta.xml")),
              HasSubstr("<fullName>Marina</fullName>\n    <label>Harbor</label>"));
  EXPECT_THAT(after.at(at("extlClntAppOauthSettings/Marina_oauth.ecaOauth-meta.xml")),
              HasSubstr("<externalClientApplication>Marina</externalClientApplication>\n"
                        "    <label>Marina_oauth</label>"));
  EXPECT_THAT(after.at(at("extlClntAppOauthPolicies/Marina_oauthPlcy.ecaOauthPlcy-meta.xml")),
              HasSubstr("Crew, Harbor_Crew,Crew2</commaSeparatedPermissionSet>\n"
                        "    <externalClientApplication>Marina</externalClientApplication>\n"
                        "    <label>Ours</label>"));
  EXPECT_THAT(after.at("/w/manifest/package.xml"), HasSubstr("<members>Marina</members>"));
  EXPECT_THAT(after.at("/w/manifest/package.xml"), HasSubstr("<members>Marina_oauth</members>"));
  // A Connected App is another thing.
  EXPECT_EQ(after.at("/w/manifest/destructiveChangesPre.xml"),
            work_.files().at("/w/manifest/destructiveChangesPre.xml"));
  EXPECT_EQ(
      after.at("/w/ecac.json"),
      "{\n  // Harbor stays\n  \"apps\": {\"Marina\": {\"clientType\": \"confidential\"}},\n"
      "  \"waivers\": [{\"rule\": \"SEC005\", \"component\": \"ExternalClientApplication:Marina\", "
      "\"reason\": \"Harbor\"}],\n  \"known\": [\"PermissionSet:Harbor\"]\n}\n");
}

TEST_F(Rename, LeavesAFileThatOnlyBeginsAlike) {
  work_.add(kOther, xml("ExtlClntAppOauthSettings",
                        "    <commaSeparatedOauthScopes>Api</commaSeparatedOauthScopes>\n"
                        "    <externalClientApplication>Harbor</externalClientApplication>\n"
                        "    <label>Harbor_Other</label>"));
  const auto after = done(kHeader, "<ExternalClient", "Marina");
  EXPECT_THAT(after.at(kOther), HasSubstr("<externalClientApplication>Marina</"));
  EXPECT_THAT(after.at(kOther), HasSubstr("<label>Harbor_Other</label>"));
}

TEST_F(Rename, ChangesOneItemOfAList) {
  const auto after = done(kPolicies, "Crew,", "Sailors");
  EXPECT_THAT(after.at(kPolicies), HasSubstr(">Sailors, Harbor_Crew,Crew2<"));
  EXPECT_TRUE(after.contains(at("permissionsets/Sailors.permissionset-meta.xml")));
  EXPECT_TRUE(after.contains(at("permissionsets/Crew2.permissionset-meta.xml")));
}

TEST_F(Rename, ChangesAPrincipalAndAFormula) {
  const auto after = done(kNamed, "Dock</externalC", "Pier");
  EXPECT_THAT(after.at(kSet), HasSubstr(">Pier-Service<"));
  EXPECT_THAT(after.at(at("externalCredentials/Pier.externalCredential-meta.xml")),
              HasSubstr("{!$Credential.Pier.Key}"));
  EXPECT_THAT(after.at(kNamed), HasSubstr("<externalCredential>Pier</externalCredential>"));
  EXPECT_THAT(after.at(kNamed), HasSubstr("<label>Dock</label>"));
  EXPECT_EQ(done(kSet, "Dock-S", "Pier"), after);
}

TEST_F(Rename, TakesTheContentAlong) {
  const std::string certificate = at("certs/Seal.crt-meta.xml");
  work_.add(certificate, xml("Certificate", "    <masterLabel>Seal</masterLabel>"));
  work_.add(at("certs/Seal.crt"), "-----BEGIN CERTIFICATE-----\n");
  work_.add(at("certs/Seals.crt"), "-----BEGIN CERTIFICATE-----\n");
  const auto after = done(certificate, "<Certificate", "Stamp");
  EXPECT_TRUE(after.contains(at("certs/Stamp.crt-meta.xml")));
  EXPECT_TRUE(after.contains(at("certs/Stamp.crt")));
  EXPECT_TRUE(after.contains(at("certs/Seals.crt")));
}

TEST_F(Rename, NamesAFileOfReplacements) {
  work_.add(
      "/w/sfdx-project.json",
      "{\"packageDirectories\": [{\"path\": \"force-app\"}], \"replacements\": [{\"filename\": "
      "\"force-app/main/default/permissionsets/Crew.permissionset-meta.xml\", "
      "\"stringToReplace\": \"@@\", \"replaceWithEnv\": \"X\"}]}");
  const auto after = done(kSet, "<PermissionSet", "Sailors");
  EXPECT_THAT(
      after.at("/w/sfdx-project.json"),
      HasSubstr("\"force-app/main/default/permissionsets/Sailors.permissionset-meta.xml\""));
}

TEST_F(Rename, IsDoneInAllDeploys) {
  work_.add("/w/ecac.json",
            "{\"environments\": {\"uat\": [\"force-app/main\", \"force-app/uat\"], "
            "\"live\": [\"force-app/main\", \"force-app/live\"]}}");
  for (const std::string environment : {"uat", "live"}) {
    work_.add("/w/force-app/" + environment + "/extlClntAppPolicies/Harbor_plcy.ecaPlcy-meta.xml",
              xml("ExtlClntAppConfigurablePolicies",
                  "    <externalClientApplication>Harbor</externalClientApplication>\n"
                  "    <isEnabled>true</isEnabled>\n    <label>Harbor_plcy</label>"));
  }
  const std::vector<Snapshot> deploys = work_.live().snapshots();
  ASSERT_EQ(deploys.size(), 2u);
  const auto operations =
      rename(deploys, deploys[0].find(kHeader), offset_of(kHeader, "<ExternalClient"), "Marina");
  ASSERT_TRUE(operations) << operations.error().message;
  const auto after = work_.after(*operations, kHeader);
  for (const std::string environment : {"uat", "live"}) {
    const auto file = after.find("/w/force-app/" + environment +
                                 "/extlClntAppPolicies/Marina_plcy.ecaPlcy-meta.xml");
    ASSERT_NE(file, after.end()) << environment;
    EXPECT_THAT(file->second, HasSubstr("<externalClientApplication>Marina<"));
  }
}

TEST_F(Rename, BeginsInAConfigurationToo) {
  const std::string config = "/w/ecac.json";
  const Snapshot snapshot = work_.snapshot(kHeader);
  const FileId file = snapshot.project().sources().id_of(config);
  const auto operations = rename(snapshot, file, offset_of(config, "Harbor\": {"), "Marina");
  ASSERT_TRUE(operations) << operations.error().message;
  EXPECT_EQ(work_.after(*operations, kHeader), done(kHeader, "<ExternalClient", "Marina"));
}

TEST_F(Rename, RefusesNamesThatNobodyMayHave) {
  EXPECT_EQ(refusal(kHeader, "<ExternalClient", ""), "a name is needed");
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "1st"),
              HasSubstr("does not begin with a letter"));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "a b"), HasSubstr("letters, digits"));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "ns__Marina"), HasSubstr("namespace"));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "${NAME}"), HasSubstr("placeholder"));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", std::string(100, 'a')), HasSubstr("characters"));
  // With what Setup appends it is too long.
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", std::string(75, 'a')),
              HasSubstr("ExtlClntAppOauth"));
}

TEST_F(Rename, RefusesNamesThatAreTaken) {
  EXPECT_EQ(refusal(kSet, "<PermissionSet", "Crew2"), "there is a PermissionSet `Crew2` already");
  EXPECT_THAT(refusal(kSet, "<PermissionSet", "CREW2"), HasSubstr("letter case"));
  EXPECT_EQ(refusal(kSet, "<PermissionSet", "CREW"), "renamed");
  EXPECT_THAT(refusal(kSet, "<PermissionSet", "Harbor"), HasSubstr("exists outside"));
  EXPECT_THAT(refusal(kSet, "<PermissionSet", "Harbor_Crew"), HasSubstr("is named in"));
  work_.add(at("connectedApps/Marina.connectedApp-meta.xml"),
            xml("ConnectedApp",
                "    <contactEmail>a@example.com</contactEmail>\n    <label>Marina</label>"));
}

TEST_F(Rename, RefusesNamesOfATypeThatSharesThem) {
  work_.add(at("connectedApps/Marina.connectedApp-meta.xml"),
            xml("ConnectedApp",
                "    <contactEmail>a@example.com</contactEmail>\n    <label>Marina</label>"));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "Marina"), HasSubstr("share their names"));
}

TEST_F(Rename, RefusesWhatIsNotDefinedHere) {
  EXPECT_THAT(refusal(kPolicies, "Harbor_Crew", "Marina"), HasSubstr("defined elsewhere"));
  EXPECT_THAT(prepared(kPolicies, "Harbor_Crew"), HasSubstr("defined elsewhere"));
  EXPECT_THAT(prepared(kPolicies, "Ours"), HasSubstr("no name of a component"));
}

TEST_F(Rename, RefusesFilesThatItCannotEdit) {
  const std::string text = work_.files().at(kPolicies);
  work_.edit(kPolicies, text.substr(0, text.rfind("</")));
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "Marina"),
              HasSubstr("Harbor_oauthPlcy.ecaOauthPlcy-meta.xml is b"));
}

TEST_F(Rename, RefusesAFileInUtf16) {
  std::string text = work_.files().at(kPolicies);
  text.erase(0, text.find('\n') + 1);  // the declaration says UTF-8
  std::string wide("\xFF\xFE", 2);
  for (const char c : text) wide.append({c, '\0'});
  work_.add(kPolicies, wide);
  EXPECT_THAT(refusal(kHeader, "<ExternalClient", "Marina"), HasSubstr("not UTF-8"));
}

TEST_F(Rename, RefusesAPlaceThatIsTaken) {
  work_.add(at("externalClientApps/Marina.eca-meta.xml.orig"), "");
  work_.add(at("permissionsets/Sailors.permissionset-meta.xml/x"), "");
  EXPECT_THAT(refusal(kSet, "<PermissionSet", "Sailors"), HasSubstr("is there already"));
}

TEST_F(Rename, PreparesWithTheNameAlone) {
  EXPECT_EQ(prepared(kSettings, "Harbor</ext"), "Harbor@Harbor");
  EXPECT_EQ(prepared(kSet, "Dock-S"), "Dock@Dock");
  EXPECT_EQ(prepared(kHeader, "Harbor</full"), "Harbor@Harbor");
}

std::string with_name(std::string text, const std::string& name, const std::string& other) {
  for (std::size_t at = 0; (at = text.find(name, at)) != std::string::npos; at += other.size()) {
    text.replace(at, name.size(), other);
  }
  return text;
}

/// Every component of the samples gets another name: what was found before is found after, but for
/// the name.
TEST(RenameOfSamples, ChangesNoFinding) {
  std::size_t renamed = 0;
  for (const std::string sample : {"headless-public", "headless-private", "mcp-oauth21"}) {
    QueryWorkspace work;
    work.add_folder("samples/" + sample);
    const std::vector<std::string> before = test::findings_in(work.files());
    const Snapshot snapshot = work.live().snapshots().front();
    const Project& project = snapshot.project();
    for (const FileId file : project.files()) {
      const SymbolId symbol = project.file(file).definition;
      const FileFacts& facts = snapshot.facts(file);
      if (symbol == SymbolId::none || facts.root_tag().empty()) continue;
      const std::string from(project.symbols().name(symbol));
      const std::string to = "Zebra_" + std::to_string(renamed);
      const std::uint32_t offset = facts.root_tag().begin + 1;
      if (!prepare_rename(snapshot, file, offset)) continue;
      const auto operations = rename(snapshot, file, offset, to);
      ASSERT_TRUE(operations) << sample << ' ' << from << ": " << operations.error().message;
      std::vector<std::string> after =
          test::findings_in(work.after(*operations, project.path(file)));
      for (std::string& line : after) line = with_name(line, to, from);
      std::ranges::sort(after);
      EXPECT_EQ(after, before) << sample << ' ' << project.shown_path(file);
      ++renamed;
    }
  }
  EXPECT_GT(renamed, 20u);
}

}  // namespace
}  // namespace ecac::rename_test
