// What is offered at places of texts that are being typed.

#include "compiler/query/completion/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/syntax/xml_scanner.h"
#include "tests/query/query_workspace.h"

namespace ecac::completion_test {
namespace {

using test::marked;
using test::MarkedText;
using test::QueryWorkspace;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

constexpr char kFolder[] = "/w/force-app/main/default/";
const std::string kGlobal =
    std::string(kFolder) + "extlClntAppGlobalOauthSets/Harbor_glbloauth.ecaGlblOauth-meta.xml";
const std::string kOauth =
    std::string(kFolder) + "extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";
const std::string kPolicies =
    std::string(kFolder) + "extlClntAppOauthPolicies/Harbor_oauthPlcy.ecaOauthPlcy-meta.xml";
const std::string kCredential =
    std::string(kFolder) + "externalCredentials/Partner.externalCredential-meta.xml";
const std::string kNamed =
    std::string(kFolder) + "namedCredentials/Partner.namedCredential-meta.xml";
const std::string kSet =
    std::string(kFolder) + "permissionsets/Harbor_Users.permissionset-meta.xml";

std::string xml(std::string_view root, std::string_view inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string(root) +
         " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + std::string(inside) + "</" +
         std::string(root) + ">\n";
}

class Completion : public testing::Test {
 protected:
  Completion() {
    work_.add(std::string(kFolder) + "externalClientApps/Harbor.eca-meta.xml",
              xml("ExternalClientApplication",
                  "    <contactEmail>harbor@example.com</contactEmail>\n"
                  "    <distributionState>Local</distributionState>\n    <label>Harbor</label>\n"));
    work_.add(kSet, xml("PermissionSet", "    <label>Harbor users</label>\n"));
    work_.add(std::string(kFolder) + "permissionsets/Other.permissionset-meta.xml",
              xml("PermissionSet", "    <label>Other</label>\n"));
    work_.add(kCredential,
              xml("ExternalCredential",
                  "    <authenticationProtocol>Oauth</authenticationProtocol>\n"
                  "    <externalCredentialParameters>\n"
                  "        <parameterName>Service</parameterName>\n"
                  "        <parameterType>NamedPrincipal</parameterType>\n"
                  "    </externalCredentialParameters>\n    <label>Partner</label>\n"));
  }

  CompletionList ask(const std::string& path, std::string_view text) {
    last_ = marked(text);
    return completion(work_.snapshot(kSet), path, last_.text, last_.offset);
  }

  static std::vector<std::string> labels(const CompletionList& list) {
    std::vector<std::string> found;
    for (const CompletionItem& item : list.items) found.push_back(item.label);
    return found;
  }

  static const CompletionItem& item(const CompletionList& list, std::string_view label) {
    const auto found = std::ranges::find(list.items, label, &CompletionItem::label);
    if (found == list.items.end()) throw std::runtime_error("not offered: " + std::string(label));
    return *found;
  }

  /// The text once the item is taken, without its tab stops.
  std::string taken(const CompletionItem& item) const {
    std::string text = last_.text;
    std::vector<TextEdit> edits = item.also;
    edits.push_back({item.replaced, item.plain});
    std::ranges::sort(edits, std::greater<>(),
                      [](const TextEdit& edit) { return edit.range.begin; });
    for (const TextEdit& edit : edits) text.replace(edit.range.begin, edit.range.size(), edit.text);
    return text;
  }

  std::vector<std::string> offered(const std::string& path, std::string_view text) {
    return labels(ask(path, text));
  }
  std::string taken(const std::string& path, std::string_view text, std::string_view label) {
    return taken(item(ask(path, text), label));
  }

  QueryWorkspace work_;
  MarkedText last_;
};

constexpr char kOpen[] =
    "<ExtlClntAppGlobalOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n";

TEST_F(Completion, OffersElementsInEveryStateOfATag) {
  const std::string begin =
      std::string(kOpen) + "    <callbackUrl>https://a.example.com</callbackUrl>\n";
  const std::string end =
      "\n    <label>Harbor_glbloauth</label>\n</ExtlClntAppGlobalOauthSettings>\n";
  const std::string whole = "<isPkceRequired>true</isPkceRequired>";
  for (const std::string typed :
       {"    <^", "    <isPk^", "    <isPk^>", "    <isPk^></isPk>", "    <isPk^/>", "    isPk^",
        "    ^", "    <is^Pk", "    <^>", "    <isPk^ foo=\"x\">", "    <isPk^ fo", "<isPk^"}) {
    const std::string text = begin + typed + end;
    const CompletionList list = ask(kGlobal, text);
    EXPECT_THAT(labels(list), Contains("isPkceRequired")) << typed;
    EXPECT_THAT(labels(list), Not(Contains("callbackUrl"))) << typed;
    EXPECT_THAT(labels(list), Not(Contains("label"))) << typed;
    const std::string result = taken(item(list, "isPkceRequired"));
    XmlScan scan;
    scan_xml(result, scan);
    EXPECT_TRUE(scan.well_formed()) << result;
    const bool named = typed.find("</") != std::string::npos;
    EXPECT_NE(result.find(named ? "<isPkceRequired></isPkceRequired>" : whole), std::string::npos)
        << result;
  }
}

TEST_F(Completion, WritesBooleansAsAChoice) {
  const CompletionList list =
      ask(kGlobal, std::string(kOpen) + "    <isPk^\n</ExtlClntAppGlobalOauthSettings>");
  EXPECT_TRUE(item(list, "isPkceRequired").snippet);
  EXPECT_EQ(item(list, "isPkceRequired").text,
            "<isPkceRequired>${1|true,false|}</isPkceRequired>$0");
  EXPECT_EQ(item(list, "isPkceRequired").filter, "<isPkceRequired");
}

TEST_F(Completion, PutsWhatIsMissingFirst) {
  const auto found = offered(kOauth, xml("ExtlClntAppOauthSettings", "    <^\n"));
  ASSERT_FALSE(found.empty());
  EXPECT_EQ(found.front(), "externalClientApplication");
  EXPECT_THAT(
      taken(kOauth, xml("ExtlClntAppOauthSettings", "    <^\n"), "externalClientApplication"),
      testing::HasSubstr("<externalClientApplication>Harbor</externalClientApplication>"));
}

TEST_F(Completion, LeavesOutWhatTheVersionDoesNotHave) {
  EXPECT_THAT(offered(kOauth, xml("ExtlClntAppOauthSettings", "    <^\n")),
              Not(Contains("callbackUrl")));  // moved away in 58.0
  QueryWorkspace old("60.0");
  old.add(kSet, xml("PermissionSet", "    <label>Harbor</label>\n"));
  const MarkedText text = marked(xml("ExtlClntAppOauthSettings", "    <^\n"));
  const auto found = labels(completion(old.snapshot(kSet), kOauth, text.text, text.offset));
  EXPECT_THAT(found, Contains("customAttributes"));
  EXPECT_THAT(found, Not(Contains("isFirstPartyAppEnabled")));  // since 62.0
}

TEST_F(Completion, LeavesOutWhatAnotherElementExcludes) {
  const std::string secured =
      "    <namedCredentialType>SecuredEndpoint</namedCredentialType>\n    <^\n";
  EXPECT_THAT(offered(kNamed, xml("NamedCredential", secured)), Not(Contains("jwtIssuer")));
  EXPECT_THAT(offered(kNamed, xml("NamedCredential", secured)),
              Contains("namedCredentialParameters"));
  const std::string legacy = "    <namedCredentialType>Legacy</namedCredentialType>\n    <^\n";
  EXPECT_THAT(offered(kNamed, xml("NamedCredential", legacy)), Contains("jwtIssuer"));
}

TEST_F(Completion, WritesABlockWithWhatItNeeds) {
  EXPECT_EQ(
      taken(kCredential,
            "<ExternalCredential>\n\t<label>P</label>\n\t<externalCr^\n</ExternalCredential>",
            "externalCredentialParameters"),
      "<ExternalCredential>\n\t<label>P</label>\n\t<externalCredentialParameters>\n"
      "\t\t<parameterName></parameterName>\n\t\t<parameterType>NamedPrincipal</parameterType>\n"
      "\t</externalCredentialParameters>\n</ExternalCredential>");
}

TEST_F(Completion, KeepsTheLineEndsOfTheFile) {
  const std::string text =
      "\xEF\xBB\xBF<ExternalCredential>\r\n  <label>P</label>\r\n  <^\r\n</ExternalCredential>\r\n";
  EXPECT_THAT(taken(kCredential, text, "externalCredentialParameters"),
              testing::HasSubstr("<externalCredentialParameters>\r\n    <parameterName>"));
}

TEST_F(Completion, NamesBothTagsOfAnElement) {
  EXPECT_EQ(
      taken(kGlobal, std::string(kOpen) + "<isPk^>true</isPk></ExtlClntAppGlobalOauthSettings>",
            "isPkceRequired"),
      std::string(kOpen) +
          "<isPkceRequired>true</isPkceRequired></ExtlClntAppGlobalOauthSettings>");
}

TEST_F(Completion, FindsThePlaceInWhatIsUnclosed) {
  const std::string begin = std::string(kOpen) + "    <callbackUrl>https://a.example.com\n";
  EXPECT_THAT(
      offered(kGlobal,
              begin + "    <isPk^\n    <label>x</label>\n</ExtlClntAppGlobalOauthSettings>"),
      Contains("isPkceRequired"));
  EXPECT_THAT(offered(kGlobal, begin + "    <label>x</label>\n    ^"), Contains("isPkceRequired"));
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "    <^"), Contains("isPkceRequired"));
  EXPECT_THAT(offered(kCredential,
                      "<ExternalCredential>\n<externalCredentialParameters>\n<parameterName>x</"
                      "parameterName>\n<^"),
              Contains("parameterType"));
}

TEST_F(Completion, ClosesWhatIsOpen) {
  EXPECT_THAT(
      offered(kGlobal, std::string(kOpen) + "    <isPkceRequired>true</^\n    <label>x</label>\n"),
      ElementsAre("</isPkceRequired>", "</ExtlClntAppGlobalOauthSettings>"));
  EXPECT_EQ(
      taken(kGlobal,
            std::string(kOpen) + "    <isPkceRequired>true</^>\n</ExtlClntAppGlobalOauthSettings>",
            "</isPkceRequired>"),
      std::string(kOpen) +
          "    <isPkceRequired>true</isPkceRequired>\n</ExtlClntAppGlobalOauthSettings>");
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "    <label>x</label>\n    </^"),
              ElementsAre("</ExtlClntAppGlobalOauthSettings>"));
}

TEST_F(Completion, OffersBooleansAndEndsTheElement) {
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "<isPkceRequired>^</isPkceRequired>"),
              ElementsAre("true", "false"));
  EXPECT_EQ(taken(kGlobal, std::string(kOpen) + "<isPkceRequired>tr^</isPkceRequired>", "true"),
            std::string(kOpen) + "<isPkceRequired>true</isPkceRequired>");
  EXPECT_EQ(
      taken(kGlobal, std::string(kOpen) + "    <isPkceRequired>^\n    <label>x</label>", "false"),
      std::string(kOpen) + "    <isPkceRequired>false</isPkceRequired>\n    <label>x</label>");
}

TEST_F(Completion, OffersTheValuesOfAListWithTheirMeaning) {
  const CompletionList list =
      ask(kPolicies, xml("ExtlClntAppOauthConfigurablePolicies",
                         "<permittedUsersPolicyType>^</permittedUsersPolicyType>"));
  EXPECT_THAT(labels(list), Contains("AdminApprovedPreAuthorized"));
  EXPECT_FALSE(item(list, "AdminApprovedPreAuthorized").documentation.empty());
  CompletionItem one = item(list, "AdminApprovedPreAuthorized");
  complete(work_.snapshot(kSet), one);
  EXPECT_THAT(one.documentation, testing::HasSubstr("source: "));
}

TEST_F(Completion, OffersScopesInsideTheirList) {
  const auto scopes = [&](std::string_view value) {
    return xml("ExtlClntAppOauthSettings", "    <commaSeparatedOauthScopes>" + std::string(value) +
                                               "</commaSeparatedOauthScopes>\n");
  };
  EXPECT_THAT(offered(kOauth, scopes("Api, ^")), Not(Contains("Api")));
  EXPECT_THAT(offered(kOauth, scopes("Api, ^")), Contains("OpenID"));
  EXPECT_EQ(taken(kOauth, scopes("Api, Op^, RefreshToken"), "OpenID"),
            scopes("Api, OpenID, RefreshToken"));
  EXPECT_EQ(taken(kOauth, scopes("Api, RefreshToken,^"), "OpenID"),
            scopes("Api, RefreshToken, OpenID"));
  EXPECT_EQ(taken(kOauth, scopes("Api,RefreshToken,^"), "OpenID"),
            scopes("Api,RefreshToken,OpenID"));
  EXPECT_EQ(taken(kOauth, scopes("Api,^"), "OpenID"), scopes("Api, OpenID"));
  EXPECT_EQ(taken(kOauth, scopes("^"), "OpenID"), scopes("OpenID"));
  EXPECT_EQ(item(ask(kOauth, scopes("^")), "OpenID").detail, "openid");
}

TEST_F(Completion, OffersNamesOfTheRightType) {
  EXPECT_THAT(offered(kOauth, xml("ExtlClntAppOauthSettings",
                                  "<externalClientApplication>^</externalClientApplication>")),
              ElementsAre("Harbor"));
  const auto sets = [](std::string_view value) {
    return xml(
        "ExtlClntAppOauthConfigurablePolicies",
        "<commaSeparatedPermissionSet>" + std::string(value) + "</commaSeparatedPermissionSet>");
  };
  EXPECT_THAT(offered(kPolicies, sets("^")), ElementsAre("Harbor_Users", "Other"));
  EXPECT_THAT(offered(kPolicies, sets("harb^")), ElementsAre("Harbor_Users"));
  EXPECT_THAT(offered(kPolicies, sets("Other, ^")), ElementsAre("Harbor_Users"));
  EXPECT_THAT(
      offered(kSet, xml("PermissionSet",
                        "<externalCredentialPrincipalAccesses><externalCredentialPrincipal>"
                        "^</externalCredentialPrincipal></externalCredentialPrincipalAccesses>")),
      ElementsAre("Partner-Service"));
}

TEST_F(Completion, BoundsAListOfNames) {
  for (int i = 0; i < 450; ++i) {
    work_.add(std::string(kFolder) + "permissionsets/Many_" + std::to_string(1000 + i) +
                  ".permissionset-meta.xml",
              xml("PermissionSet", "    <label>Many</label>\n"));
  }
  const CompletionList list =
      ask(kPolicies, xml("ExtlClntAppOauthConfigurablePolicies",
                         "<commaSeparatedPermissionSet>Ma^</commaSeparatedPermissionSet>"));
  EXPECT_TRUE(list.is_incomplete);
  EXPECT_EQ(list.items.size(), 200u);
  EXPECT_EQ(list.items.front().label, "Many_1000");
  EXPECT_FALSE(
      ask(kPolicies, xml("ExtlClntAppOauthConfigurablePolicies",
                         "<commaSeparatedPermissionSet>Many_144^</commaSeparatedPermissionSet>"))
          .is_incomplete);
}

TEST_F(Completion, KnowsWhatAParameterOfItsTypeSays) {
  const auto parameter = [](std::string_view inside) {
    return xml("ExternalCredential",
               "<authenticationProtocol>Oauth</authenticationProtocol>\n"
               "<externalCredentialParameters>" +
                   std::string(inside) + "</externalCredentialParameters>\n");
  };
  EXPECT_THAT(offered(kCredential, parameter("<parameterName>^</parameterName>"
                                             "<parameterType>AuthParameter</parameterType>")),
              ElementsAre("Scope"));
  EXPECT_THAT(offered(kCredential, parameter("<parameterType>AuthProtocolVariant</parameterType>"
                                             "<parameterValue>^</parameterValue>")),
              Contains("JwtBearer"));
  EXPECT_THAT(offered(kCredential, parameter("<parameterValue>^</parameterValue>")), IsEmpty());
  EXPECT_EQ(offered(kCredential, parameter("<parameterType>AuthHeader</parameterType>"
                                           "<parameterName>X</parameterName>\n<^"))
                .front(),
            "parameterValue");
  EXPECT_THAT(offered(kCredential, parameter("<parameterType>^</parameterType>")),
              Not(Contains("GlobalNamedPrincipal")));
}

TEST_F(Completion, OffersFilesToBeginWith) {
  for (const std::string text : {"^", "\n^\n", "<^", "<Extl^", "\xEF\xBB\xBF^",
                                 "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n^"}) {
    const CompletionList list = ask(kGlobal, text);
    ASSERT_EQ(list.items.size(), 2u) << text;
    const std::string result = taken(list.items.front());
    XmlScan scan;
    scan_xml(result, scan);
    EXPECT_TRUE(scan.well_formed()) << result;
    EXPECT_THAT(result, testing::HasSubstr(
                            "<externalClientApplication>Harbor</externalClientApplication>"));
    EXPECT_THAT(result, testing::HasSubstr("<label>Harbor_glbloauth</label>"));
  }
  EXPECT_THAT(
      taken(ask(std::string(kFolder) + "networks/Site.network-meta.xml", "^").items.front()),
      testing::HasSubstr("<Network xmlns="));
}

TEST_F(Completion, OffersTypesAndMembersOfAManifest) {
  const auto types = [](std::string_view inside) {
    return xml("Package", "    <types>\n" + std::string(inside) + "    </types>\n");
  };
  EXPECT_EQ(offered("/w/manifest/package.xml", types("<name>^</name>")).front(),
            "ExternalClientApplication");
  EXPECT_THAT(
      offered("/w/manifest/package.xml", types("<members>^</members><name>PermissionSet</name>")),
      ElementsAre("*", "Harbor_Users", "Other"));
  EXPECT_THAT(
      offered("/w/manifest/destructiveChangesPost.xml",
              types("<members>Other</members><members>^</members><name>PermissionSet</name>")),
      ElementsAre("Harbor_Users"));
}

TEST_F(Completion, NeverOffersASecret) {
  const std::string provider = std::string(kFolder) + "authproviders/Planted.authprovider-meta.xml";
  const std::string secret = "made-up-secret-0123456789abcdef";
  work_.add(provider, xml("AuthProvider", "<consumerSecret>" + secret +
                                              "</consumerSecret>"
                                              "<friendlyName>" +
                                              secret + "</friendlyName>"));
  const std::string other = std::string(kFolder) + "authproviders/Mine.authprovider-meta.xml";
  EXPECT_THAT(offered(other, xml("AuthProvider", "<consumerSecret>^</consumerSecret>")), IsEmpty());
  CompletionList names =
      ask(kCredential, xml("ExternalCredential",
                           "<externalCredentialParameters><authProvider>^</authProvider>"
                           "</externalCredentialParameters>"));
  ASSERT_EQ(names.items.size(), 1u);
  complete(work_.snapshot(kSet), names.items[0]);
  EXPECT_EQ(names.items[0].documentation.find(secret), std::string::npos);
  EXPECT_THAT(names.items[0].documentation, testing::HasSubstr("Planted.authprovider-meta.xml"));
}

TEST_F(Completion, IsSilentWhereNothingIsToBeSaid) {
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "<!-- ^ -->"), IsEmpty());
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "<label>^</label>"), IsEmpty());
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "<nothing><^</nothing>"), IsEmpty());
  EXPECT_THAT(offered("/w/force-app/readme.txt", "^"), IsEmpty());
  EXPECT_THAT(offered(kGlobal, std::string(kOpen) + "</ExtlClntAppGlobalOauthSettings>\n^"),
              IsEmpty());
}

/// At each byte of a file, whole or broken off there: what is offered can be taken, on its line,
/// and breaks nothing.
TEST_F(Completion, HoldsAtEveryByte) {
  QueryWorkspace sample;
  sample.add_folder("samples/mcp-oauth21").add_folder("samples/headless-public");
  const std::map<std::string, std::string> files = sample.files();
  std::size_t taken_items = 0;
  for (const auto& [path, whole] : files) {
    if (!path.ends_with(".xml") && !path.ends_with("ecac.json")) continue;
    if (path.find("force-app") == std::string::npos && !path.ends_with("ecac.json")) continue;
    const Snapshot snapshot =
        sample.snapshot("/w/force-app/main/default/externalClientApps/Portal.eca-meta.xml");
    for (std::uint32_t offset = 0; offset <= whole.size(); offset += 7) {
      for (const std::string& text : {whole, whole.substr(0, offset)}) {
        const CompletionList list = completion(snapshot, path, text, offset);
        for (std::size_t i = 0; i < list.items.size(); i += 1 + list.items.size() / 3) {
          const CompletionItem& one = list.items[i];
          ASSERT_LE(one.replaced.begin, offset);
          ASSERT_GE(one.replaced.end, offset);
          ASSERT_LE(one.replaced.end, text.size());
          ASSERT_EQ(one.replaced.in(text).find('\n'), std::string_view::npos) << path << offset;
          ++taken_items;
          if (text.size() != whole.size() || !path.ends_with(".xml")) continue;
          last_ = {text, offset};
          const std::string result = taken(one);
          XmlScan scan;
          scan_xml(result, scan);
          const bool partial = one.kind == CompletionItem::Kind::closing;
          EXPECT_TRUE(partial || scan.well_formed()) << path << ':' << offset << '\n' << result;
        }
      }
    }
  }
  EXPECT_GT(taken_items, 2000u);
}

}  // namespace
}  // namespace ecac::completion_test
