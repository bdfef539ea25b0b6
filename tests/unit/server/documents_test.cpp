#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "compiler/emit/schema/document_schemas.h"
#include "compiler/server/session/open_documents.h"
#include "compiler/server/session/page_address.h"
#include "compiler/server/session/settings.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace {

Json edit(unsigned line, unsigned from, unsigned to, const std::string& text) {
  return {{"range",
           {{"start", {{"line", line}, {"character", from}}},
            {"end", {{"line", line}, {"character", to}}}}},
          {"text", text}};
}

std::string after(const std::string& text, const Json& changes) {
  OpenDocuments documents;
  documents.open("file:///a", text, 1);
  const OpenDocument* const changed =
      documents.change("file:///a", changes, 2, PositionEncoding::utf16);
  return std::string(changed->text->bytes());
}

TEST(OpenDocuments, EachChangeIsOfWhatTheOneBeforeLeft) {
  const auto all = [](const std::vector<Json>& changes) { return Json(changes); };
  const Json whole = {{"text", "new"}};
  EXPECT_EQ(after("abc", all({edit(0, 1, 2, "xyz"), edit(0, 4, 4, "!")})), "axyz!c");
  EXPECT_EQ(after("abc", all({edit(0, 2, 3, "3"), edit(0, 1, 2, "2"), edit(0, 0, 1, "1")})), "123");
  EXPECT_EQ(after("abc", all({edit(0, 1, 1, "x"), edit(0, 1, 1, "y")})), "ayxbc");
  EXPECT_EQ(after("abc", all({whole, edit(0, 0, 1, "N")})), "New");
  EXPECT_EQ(after("abc", all({edit(0, 0, 1, "N"), whole})), "new");
  EXPECT_EQ(after("abc", Json::array()), "abc");
  EXPECT_EQ(after("a\r\nb", all({edit(1, 0, 1, "\xC3\xB6")})), "a\r\n\xC3\xB6");
  EXPECT_EQ(after("abc", all({edit(9, 9, 9, "!")})), "abc!");
}

TEST(OpenDocuments, ManyChangesAtOnceAreThoseOneByOne) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    const std::string text = "first line\nsecond\r\n\nfourth, \xF0\x9F\x9A\xA2 afloat";
    Json changes = Json::array();
    std::string expected = text;
    for (int i = 0; i < 5; ++i) {
      const unsigned line = static_cast<unsigned>(random() % 5);
      const unsigned from = static_cast<unsigned>(random() % 12);
      changes.push_back(edit(line, from, from + static_cast<unsigned>(random() % 4), "<\n>"));
      expected = after(expected, Json::array({changes.back()}));
    }
    EXPECT_EQ(after(text, changes), expected) << changes;
  }
}

TEST(OpenDocuments, ATextThatIsUtf16OnTheDiskIsReadAsSuch) {
  for (const std::string name : {"UTF-16", "utf-16le", "UTF-16BE"}) {
    const std::string text =
        "<?xml version=\"1.0\" encoding=\"" + name + "\"?><a>\xF0\x9F\x9A\xA2</a>";
    OpenDocuments documents;
    const OpenDocument& opened = documents.open("file:///a", text, 1);
    const std::string read(opened.text->text());
    EXPECT_NE(opened.text->encoding(), TextEncoding::unsupported) << name;
    EXPECT_TRUE(read.ends_with(text)) << name;  // behind the mark
    EXPECT_EQ(
        documents.change("file:///a", Json::array({edit(0, 0, 0, "")}), 2, PositionEncoding::utf16)
            ->text->text(),
        read);
  }
}

TEST(OpenDocuments, AChangeThatIsNoneLeavesAllAsItWas) {
  OpenDocuments documents;
  documents.open("file:///a", "abc", 1);
  const Json wrong = {{"range", 7}, {"text", ""}};
  const Json changes = Json::array({edit(0, 0, 1, "x"), wrong});
  EXPECT_THROW(documents.change("file:///a", changes, 2, PositionEncoding::utf16), RpcError);
  EXPECT_EQ(documents.find("file:///a")->text->bytes(), "abc");
  EXPECT_EQ(documents.find("file:///a")->version, 1);
  EXPECT_EQ(documents.change("file:///b", changes, 2, PositionEncoding::utf16), nullptr);
}

TEST(Settings, AreThoseOfTheirSchema) {
  Json schema;
  for (const DocumentSchema& each : all_document_schemas()) {
    if (each.name == "editor-settings") schema = Json::parse(each.text);
  }
  ASSERT_TRUE(schema.is_object());
  for (const auto& [name, property] : schema["properties"].items()) {
    std::vector<std::string> problems;
    read_settings({{name, 4711}}, problems);
    EXPECT_EQ(problems.size(), 1U) << name << " is a setting that nobody reads";
    for (const Json& example : property["examples"]) {
      problems.clear();
      read_settings({{name, example}}, problems);
      EXPECT_TRUE(problems.empty()) << name << ": " << problems[0];
    }
    if (!property.contains("default")) continue;
    problems.clear();
    EXPECT_TRUE(read_settings({{name, property["default"]}}, problems).judges_like(Settings()))
        << name;
    EXPECT_TRUE(problems.empty()) << name;
  }
}

TEST(Pages, HaveAddresses) {
  for (const PageRequest& page :
       {PageRequest{.kind = "rule", .name = "SCH001"}, PageRequest{.kind = "plan"},
        PageRequest{.kind = "app", .name = "A b/c.d?#", .uri = "file:///w/x%20y?z"}}) {
    const std::string address = address_of(page);
    const std::optional<PageRequest> back = page_of_address(address);
    ASSERT_TRUE(back) << address;
    EXPECT_EQ(back->kind, page.kind) << address;
    EXPECT_EQ(back->name, page.name) << address;
    EXPECT_EQ(back->uri, page.uri) << address;
  }
  EXPECT_EQ(address_of({.kind = "rule", .name = "SCH001"}), "ecac:/rule/SCH001.md");
  EXPECT_EQ(page_of_address("file:///a"), std::nullopt);
}

}  // namespace
}  // namespace ecac
