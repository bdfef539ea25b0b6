// What may be done about findings.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/query/code_actions.h"
#include "tests/query/query_workspace.h"

namespace ecac::code_action_test {
namespace {

using test::QueryWorkspace;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr char kFolder[] = "/w/force-app/main/default/";
const std::string kHeader = std::string(kFolder) + "externalClientApps/Harbor.eca-meta.xml";
const std::string kSettings =
    std::string(kFolder) + "extlClntAppOauthSettings/Harbor_oauth.ecaOauth-meta.xml";

std::string xml(std::string_view root, std::string_view inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + std::string(root) +
         " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n" + std::string(inside) + "\n</" +
         std::string(root) + ">\n";
}

const std::string kHeaderText = xml("ExternalClientApplication",
                                    "    <contactEmail>harbor@example.com</contactEmail>\n    "
                                    "<distributionState>local</distributionState>\n"
                                    "    <label>Harbor</label>");
const std::string kSettingsText =
    xml("ExtlClntAppOauthSettings",
        "    <commaSeparatedOauthScopes>mcp_api, Api, Api</commaSeparatedOauthScopes>\n"
        "    <externalClientApplication>Harbor</externalClientApplication>\n"
        "    <label>Harbor_oauth</label>");

class Actions : public testing::Test {
 protected:
  Actions() {
    work_.add(kHeader, kHeaderText);
    work_.add(kSettings, kSettingsText);
  }

  std::vector<CodeAction> ask(const std::string& path, std::string_view text) {
    const Snapshot snapshot = work_.snapshot(path);
    const auto found = static_cast<std::uint32_t>(work_.files().at(path).find(text));
    return code_actions(snapshot, snapshot.find(path), {found, found});
  }
  std::vector<CodeAction> of_kind(const std::string& path, std::string_view text,
                                  CodeAction::Kind kind) {
    std::vector<CodeAction> all = ask(path, text);
    std::erase_if(all, [&](const CodeAction& one) { return one.kind != kind; });
    return all;
  }
  std::map<std::string, std::string> done(const CodeAction& action, const std::string& path) {
    return work_.after(action.operations, path);
  }

  QueryWorkspace work_;
};

TEST_F(Actions, OfferEachFix) {
  const auto fixes = of_kind(kHeader, "local<", CodeAction::Kind::quick_fix);
  ASSERT_FALSE(fixes.empty());
  EXPECT_THAT(done(fixes.front(), kHeader).at(kHeader), HasSubstr(">Local<"));
  EXPECT_TRUE(fixes.front().preferred) << fixes.front().title;
  EXPECT_FALSE(fixes.front().findings.empty());
  EXPECT_TRUE(of_kind(kHeader, "harbor@", CodeAction::Kind::quick_fix).empty());
}

TEST_F(Actions, SayWhatIsOnlyAnOffer) {
  const std::string global =
      std::string(kFolder) + "extlClntAppGlobalOauthSets/Harbor_glbloauth.ecaGlblOauth-meta.xml";
  work_.remove(kSettings);
  work_.add(global, xml("ExtlClntAppGlobalOauthSettings",
                        "    <callbackUrl>https://harbor.example.com/back</callbackUrl>\n"
                        "    <externalClientApplication>Harbor</externalClientApplication>\n"
                        "    <label>Harbor_glbloauth</label>"));
  const auto fixes = of_kind(global, "Harbor</ext", CodeAction::Kind::quick_fix);
  const auto create = std::ranges::find_if(fixes, [](const CodeAction& one) {
    return one.title.starts_with("Create the OAuth settings");
  });
  ASSERT_NE(create, fixes.end());
  EXPECT_THAT(create->title, HasSubstr("offer"));
  EXPECT_FALSE(create->preferred);
  EXPECT_TRUE(done(*create, global).contains(kSettings));
}

TEST_F(Actions, FixAllThatIsSafe) {
  const Snapshot snapshot = work_.snapshot(kHeader);
  const CodeAction of_file = fix_all(snapshot, snapshot.find(kHeader));
  EXPECT_THAT(done(of_file, kHeader).at(kHeader), HasSubstr(">Local<"));
  EXPECT_EQ(done(of_file, kHeader).at(kSettings), kSettingsText);
  const auto after = done(fix_all(snapshot), kHeader);
  EXPECT_THAT(after.at(kHeader), HasSubstr(">Local<"));
  EXPECT_THAT(after.at(kSettings), HasSubstr(">MCP, Api"));
  EXPECT_EQ(of_kind(kHeader, "harbor@", CodeAction::Kind::fix_all).size(), 1u);
}

TEST_F(Actions, WaiveWithAReasonToBeWritten) {
  const auto waivers = of_kind(kHeader, "local<", CodeAction::Kind::waive);
  ASSERT_EQ(waivers.size(), 1u);
  std::map<std::string, std::string> after = done(waivers[0], kHeader);
  EXPECT_THAT(after.at("/w/ecac.json"), HasSubstr("\"reason\": \"\""));
  // Nobody can forget the reason.
  EXPECT_THAT(test::findings_in(after), Contains(HasSubstr("`reason` is empty")));
  std::string& text = after.at("/w/ecac.json");
  text.replace(text.find("\"reason\": \"\""), 12, "\"reason\": \"why\"");
  EXPECT_THAT(test::findings_in(after), Not(Contains(HasSubstr("`local`"))));
}

TEST_F(Actions, WaiveInTheFileThatIsThere) {
  work_.add("/w/ecac.json", "{\n\t\"apps\": {} // none\n}\n");
  const auto waivers = of_kind(kHeader, "local<", CodeAction::Kind::waive);
  ASSERT_EQ(waivers.size(), 1u);
  const std::string text = done(waivers[0], kHeader).at("/w/ecac.json");
  EXPECT_THAT(text, HasSubstr("\n\t\"waivers\": ["));
  EXPECT_THAT(text, HasSubstr("// none\n"));
}

TEST_F(Actions, NeverWaiveWhatIsEnforced) {
  work_.add("/w/ecac.json", "{\"enforced\": [\"SCH\"]}");
  EXPECT_TRUE(of_kind(kHeader, "local<", CodeAction::Kind::waive).empty());
  EXPECT_FALSE(of_kind(kHeader, "local<", CodeAction::Kind::explain).empty());
}

TEST_F(Actions, CreateWhatAFindingMisses) {
  work_.remove(kHeader);
  const auto created = of_kind(kSettings, "Harbor</ext", CodeAction::Kind::create);
  ASSERT_EQ(created.size(), 1u);
  EXPECT_EQ(created[0].title, "Create Harbor.eca-meta.xml");
  EXPECT_THAT(done(created[0], kSettings).at(kHeader), HasSubstr("<label>Harbor</label>"));
}

TEST_F(Actions, CreateTheSettingsOfABareApp) {
  work_.remove(kSettings);
  const auto created = of_kind(kHeader, "<ExternalClient", CodeAction::Kind::create);
  std::vector<std::string> paths;
  for (const CodeAction& one : created) {
    for (const FileOperation& operation : one.operations) {
      paths.push_back(std::get<CreateOperation>(operation).path);
    }
  }
  EXPECT_THAT(paths, Contains(kSettings));
}

TEST_F(Actions, ExplainEachRuleOnce) {
  const auto pages = of_kind(kHeader, "local<", CodeAction::Kind::explain);
  ASSERT_EQ(pages.size(), 1u);
  EXPECT_EQ(pages[0].rule, "SCH004");
}

TEST_F(Actions, AreOfTheTextAsItIs) {
  work_.edit(kHeader, "\n" + kHeaderText);
  const auto fixes = of_kind(kHeader, "local<", CodeAction::Kind::quick_fix);
  ASSERT_FALSE(fixes.empty());
  EXPECT_THAT(done(fixes.front(), kHeader).at(kHeader), HasSubstr(">Local<"));
}

TEST_F(Actions, RepeatNoSecret) {
  const std::string provider = std::string(kFolder) + "authproviders/Planted.authprovider-meta.xml";
  const std::string secret = "made-up-secret-0123456789abcdef";
  work_.add(provider,
            xml("AuthProvider", "    <consumerKey>made-up-key</consumerKey>\n    <consumerSecret>" +
                                    secret +
                                    "</consumerSecret>\n    <friendlyName>Planted</friendlyName>\n"
                                    "    <providerType>OpenIdConnect</providerType>"));
  std::size_t asked = 0;
  for (const CodeAction& action : ask(provider, secret)) {
    EXPECT_EQ(action.title.find(secret), std::string::npos) << action.title;
    for (const FileOperation& operation : action.operations) {
      if (const auto* edit = std::get_if<EditOperation>(&operation)) {
        EXPECT_EQ(edit->text.find(secret), std::string::npos) << action.title;
      } else if (const auto* create = std::get_if<CreateOperation>(&operation)) {
        EXPECT_EQ(create->text.find(secret), std::string::npos) << action.title;
      }
    }
    ++asked;
  }
  EXPECT_GT(asked, 0u);
}

}  // namespace
}  // namespace ecac::code_action_test
