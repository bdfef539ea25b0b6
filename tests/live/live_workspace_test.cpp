// What a live workspace tells after edits is what a check of the same texts tells.

#include "compiler/live/live_workspace.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "compiler/driver/check.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/path_text.h"
#include "tests/live/told_findings.h"
#include "tests/support/test_host.h"

namespace ecac {
namespace {

using test::Told;

constexpr char kApp[] = "/w/force-app/externalClientApps/Harbor.eca-meta.xml";
constexpr char kSettings[] = "/w/force-app/extlClntAppOauthSettings/Harbor_s.ecaOauth-meta.xml";

std::string app_named(const std::string& label) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
         "    <contactEmail>harbor@example.com</contactEmail>\n"
         "    <distributionState>Local</distributionState>\n"
         "    <isProtected>false</isProtected>\n"
         "    <label>" +
         label + "</label>\n</ExternalClientApplication>\n";
}

std::string settings_of(const std::string& app, const std::string& scopes) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
         "<ExtlClntAppOauthSettings xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
         "    <commaSeparatedOauthScopes>" +
         scopes +
         "</commaSeparatedOauthScopes>\n"
         "    <externalClientApplication>" +
         app +
         "</externalClientApplication>\n    <label>Harbor</label>\n"
         "</ExtlClntAppOauthSettings>\n";
}

class Live : public testing::Test {
 protected:
  Live() {
    tree_.add("/w/sfdx-project.json",
              R"({"packageDirectories": [{"path": "force-app"}], "sourceApiVersion": "66.0"})");
    tree_.add(kApp, app_named("Harbor"));
    tree_.add(kSettings, settings_of("Harbor", "Api"));
  }

  void start() {
    LiveRequest request;
    request.current_directory = "/w";
    request.paths = {"/w"};
    live_ = std::make_unique<LiveWorkspace>(host_, request);
    live_->load();
    live_->update();
  }

  Told told() const { return test::told_by(*live_); }

  /// Of the tree with the texts in front of it.
  Told checked(const std::map<std::string, std::string>& texts = {}) const {
    OverlayFileTree files(tree_);
    for (const auto& [path, text] : texts) files.set(path, text);
    CheckRequest request;
    request.current_directory = "/w";
    request.paths = {"/w"};
    const CheckResult result = run_check(host_.with(files), request);
    return test::told_in(result.report, "/w", files);
  }

  MemoryFileTree tree_;
  Host host_ = test::host_with(tree_);
  std::unique_ptr<LiveWorkspace> live_;
};

TEST_F(Live, TellsWhatACheckTells) {
  start();
  EXPECT_EQ(told(), checked());
}

TEST_F(Live, FollowsAnEdit) {
  start();
  const std::string text = settings_of("Harbour", "Api, Nothing");
  live_->open(kSettings, text, 1);
  const std::vector<std::string> changed = live_->update();
  EXPECT_FALSE(changed.empty());
  EXPECT_EQ(changed.front(), kSettings);
  EXPECT_EQ(told(), checked({{kSettings, text}}));
  live_->close(kSettings);
  live_->update();
  EXPECT_EQ(told(), checked());
}

TEST_F(Live, FollowsFilesThatComeAndGo) {
  start();
  const std::string other = "/w/force-app/externalClientApps/Pier.eca-meta.xml";
  tree_.add(other, app_named(""));
  live_->files_changed(std::vector<std::string>{other});
  live_->update();
  EXPECT_EQ(told(), checked());
  tree_.remove(kApp);
  live_->files_changed(std::vector<std::string>{kApp});
  live_->update();
  EXPECT_EQ(told(), checked());
  tree_.remove("/w/force-app/externalClientApps");
  live_->files_changed(std::vector<std::string>{"/w/force-app/externalClientApps"});
  live_->update();
  EXPECT_EQ(told(), checked());
}

TEST_F(Live, FollowsConfiguration) {
  start();
  const std::string config = R"({"rules": {"ALL": "off"}})";
  live_->open("/w/ecac.json", config, 1);
  live_->update();
  EXPECT_EQ(told(), checked({{"/w/ecac.json", config}}));
  const Told before = told();
  live_->change("/w/ecac.json", R"({"rules": {"ALL": )", 2);
  live_->update();
  ASSERT_EQ(live_->failures().size(), 1U);
  EXPECT_EQ(live_->failures().front().root_path, "w/ecac.json");
  EXPECT_EQ(told(), before) << "what was right stays until the file can be used";
  live_->close("/w/ecac.json");
  live_->update();
  EXPECT_TRUE(live_->failures().empty());
  EXPECT_EQ(told(), checked());
}

/// A list of components that is not there: nobody checks so, but what is written is followed.
TEST_F(Live, GoesOnWithAConfigurationOfWhichSomethingIsMissing) {
  start();
  live_->open("/w/ecac.json", R"({"known": ["gone.txt"]})", 1);
  live_->update();
  ASSERT_EQ(live_->failures().size(), 1U);
  const std::string text = settings_of("Harbour", "Api, Nothing");
  live_->open(kSettings, text, 1);
  const std::vector<std::string> changed = live_->update();
  EXPECT_THAT(changed, testing::Contains(kSettings));
  EXPECT_EQ(told().at(kSettings), checked({{kSettings, text}}).at(kSettings));
  live_->close("/w/ecac.json");
  live_->update();
  EXPECT_TRUE(live_->failures().empty());
  EXPECT_EQ(told(), checked({{kSettings, text}}));
}

TEST_F(Live, TakesWhatWasEditedWhileItWasLoaded) {
  LiveRequest request;
  request.current_directory = "/w";
  request.paths = {"/w"};
  live_ = std::make_unique<LiveWorkspace>(host_, request);
  live_->open(kSettings, settings_of("Harbor", "Api"), 1);
  const LiveWorkspace::Load load = live_->make_load();
  const std::string text = settings_of("Harbour", "Api");
  live_->change(kSettings, text, 2);
  live_->install(load({}));
  live_->update();
  EXPECT_EQ(told(), checked({{kSettings, text}}));
}

/// What is told before the project is read stays when it is.
TEST_F(Live, TellsOfADocumentBeforeItsProjectIsRead) {
  LiveRequest request;
  request.current_directory = "/w";
  request.paths = {"/w"};
  live_ = std::make_unique<LiveWorkspace>(host_, request);
  const std::string text = settings_of("Harbour", "Api, Nothing");
  live_->open(kSettings, text, 1);
  EXPECT_EQ(live_->update(), std::vector<std::string>{kSettings});
  const Told alone = told();
  ASSERT_EQ(alone.size(), 1U);
  ASSERT_FALSE(alone.at(kSettings).empty());
  live_->load();
  live_->update();
  const Told whole = told();
  EXPECT_EQ(whole, checked({{kSettings, text}}));
  EXPECT_GT(whole.at(kSettings).size(), alone.at(kSettings).size());
  for (const std::string& finding : alone.at(kSettings)) {
    EXPECT_THAT(whole.at(kSettings), testing::Contains(finding));
  }
}

/// A name that is being written is not missed by its neighbours while its tag is open.
TEST_F(Live, KeepsWhatNeighboursSeeWhileATagIsWritten) {
  start();
  const std::string whole = app_named("Harbor");
  live_->open(kApp, whole, 1);
  live_->update();
  const Told before = told();
  std::string text = whole;
  const std::size_t at = text.find("    <label>");
  std::int64_t version = 1;
  for (const char letter : std::string("    <descri")) {
    text.insert(at + static_cast<std::size_t>(version) - 1, 1, letter);
    live_->change(kApp, text, ++version);
    const std::vector<std::string> changed = live_->update();
    for (const std::string& path : changed) EXPECT_EQ(path, kApp) << text;
    Told now = told();
    now.erase(kApp);
    Told others = before;
    others.erase(kApp);
    EXPECT_EQ(now, others) << text;
    for (const ReportFinding& finding : live_->findings(kApp)) {
      EXPECT_EQ(finding.message.find("missing"), std::string::npos) << text << finding.message;
    }
  }
  EXPECT_FALSE(live_->findings(kApp).empty()) << "the tag is open";
  live_->save(kApp);
  live_->update();
  EXPECT_EQ(told(), checked({{kApp, text}}));
  live_->change(kApp, whole, ++version);
  live_->update();
  EXPECT_EQ(told(), before);
}

}  // namespace
}  // namespace ecac
