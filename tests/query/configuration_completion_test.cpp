// What is offered in an ecac.json.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "compiler/query/completion/completion.h"
#include "compiler/query/completion/json_context.h"
#include "tests/query/query_workspace.h"

namespace ecac::configuration_completion_test {
namespace {

using test::marked;
using test::MarkedText;
using test::QueryWorkspace;
using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const char* const kApp = "/w/force-app/externalClientApps/Harbor.eca-meta.xml";

class ConfigurationCompletion : public testing::Test {
 protected:
  ConfigurationCompletion() {
    work_.add(kApp,
              "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
              "<label>Harbor</label></ExternalClientApplication>");
  }
  CompletionList ask(std::string_view text) {
    last_ = marked(text);
    return completion(work_.snapshot(kApp), "/w/ecac.json", last_.text, last_.offset);
  }
  std::vector<std::string> offered(std::string_view text) {
    std::vector<std::string> labels;
    for (const CompletionItem& item : ask(text).items) labels.push_back(item.label);
    return labels;
  }
  std::string taken(std::string_view text, std::string_view label) {
    const CompletionList list = ask(text);
    const auto found = std::ranges::find(list.items, label, &CompletionItem::label);
    if (found == list.items.end()) return "not offered";
    std::string result = last_.text;
    return result.replace(found->replaced.begin, found->replaced.size(), found->plain);
  }

  QueryWorkspace work_;
  MarkedText last_;
};

TEST_F(ConfigurationCompletion, OffersKeysThatAreNotThere) {
  EXPECT_THAT(offered("{\n  \"mode\": \"lint\",\n  ^\n}"), Contains("apps"));
  EXPECT_THAT(offered("{\n  \"mode\": \"lint\",\n  ^\n}"), Not(Contains("mode")));
  EXPECT_THAT(offered("{\n  ^\n  \"mode\": \"lint\"\n}"), Not(Contains("mode")));
  EXPECT_EQ(taken("{\n  \"mo^\n}", "mode"), "{\n  \"mode\": \"lint\"\n}");
  EXPECT_EQ(taken("{ \"mo^\": \"lint\" }", "mode"), "{ \"mode\": \"lint\" }");
  EXPECT_EQ(taken("{ ap^ }", "apps"), "{ \"apps\": {} }");
  EXPECT_THAT(offered("{\"apps\": {\"Harbor\": {\"^"), Contains("clientType"));
}

TEST_F(ConfigurationCompletion, OffersValues) {
  EXPECT_THAT(offered("{\"mode\": ^}"), ElementsAre("lint", "predeploy", "audit"));
  EXPECT_EQ(taken("{\"mode\": \"^\"}", "audit"), "{\"mode\": \"audit\"}");
  EXPECT_EQ(taken("{\"mode\": \"^\n}", "audit"), "{\"mode\": \"audit\"\n}");
  EXPECT_THAT(offered("{\"apps\": {\"Harbor\": {\"clientType\": \"pu^"),
              ElementsAre("public", "confidential"));
  EXPECT_THAT(offered("{\"credentials\": {\"Partner\": {\"mcp\": ^}}}"),
              ElementsAre("true", "false"));
}

TEST_F(ConfigurationCompletion, OffersRulesAndSeverities) {
  EXPECT_THAT(offered("{\"rules\": {\"^\"}}"), Contains("SEC008"));
  EXPECT_THAT(offered("{\"rules\": {\"^\"}}"), Contains("callback-insecure-http"));
  EXPECT_THAT(offered("{\"rules\": {\"^\"}}"), Contains("SEC"));
  EXPECT_THAT(offered("{\"rules\": {\"SEC008\": \"^\"}}"),
              ElementsAre("error", "warning", "info", "off"));
  EXPECT_THAT(offered("{\"enforced\": [\"SEC008\", ^]}"), Not(Contains("SEC008")));
  EXPECT_THAT(offered("{\"enforced\": [\"SEC008\", ^]}"), Contains("SCT001"));
}

TEST_F(ConfigurationCompletion, OffersNames) {
  EXPECT_THAT(offered("{\"apps\": {^}}"), ElementsAre("Harbor"));
  EXPECT_THAT(offered("{\"known\": [\"^\"]}"), Contains("ExternalClientApplication:"));
  EXPECT_THAT(offered("{\"known\": [\"ExternalClientApplication:^\"]}"),
              ElementsAre("ExternalClientApplication:Harbor"));
}

TEST_F(ConfigurationCompletion, BeginsAFile) {
  const CompletionList list = ask("^");
  ASSERT_EQ(list.items.size(), 1u);
  EXPECT_TRUE(list.items[0].snippet);
  EXPECT_THAT(list.items[0].plain, testing::StartsWith("{\n  \"apps\": {"));
}

TEST_F(ConfigurationCompletion, HeedsComments) {
  EXPECT_THAT(offered("{ // \"apps\": {\n  ^\n}"), Contains("apps"));
  EXPECT_THAT(offered("{ /* ^ */ }"), testing::IsEmpty());
}

TEST(JsonContext, HoldsForAnyBytes) {
  const std::string text = "{\"a\": [1, {\"b\\\"c\": \"d\", // x\n /* y */ \"e\": tru";
  for (std::uint32_t offset = 0; offset <= text.size() + 3; ++offset) {
    const JsonContext context = json_context(text, offset);
    EXPECT_LE(context.replaced.begin, context.replaced.end);
    EXPECT_LE(context.replaced.end, text.size());
  }
}

}  // namespace
}  // namespace ecac::configuration_completion_test
