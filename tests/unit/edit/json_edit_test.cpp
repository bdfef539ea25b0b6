#include "compiler/edit/json_edit.h"

#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "compiler/edit/change_set.h"

namespace ecac {
namespace {

NewJsonValue text(std::string value) {
  return {.text = std::move(value)};
}

NewJsonValue literal(std::string value) {
  return {.kind = NewJsonValue::Kind::literal, .text = std::move(value)};
}

NewJsonValue list(std::vector<NewJsonValue> items) {
  return {.kind = NewJsonValue::Kind::array, .items = std::move(items)};
}

NewJsonValue object(std::vector<std::pair<std::string, NewJsonValue>> members) {
  NewJsonValue value{.kind = NewJsonValue::Kind::object};
  for (auto& [key, member] : members) {
    value.keys.push_back(key);
    value.items.push_back(std::move(member));
  }
  return value;
}

/// The text once the edits are made, which must leave it JSON; "none" if there are none.
std::string with(const std::string& json, const TextEdits& edits) {
  if (!edits) return "none";
  const TextEdits disjoint = joined(*edits);
  if (!disjoint) return "overlapping";
  std::map<TextRange, std::string> by_place;
  for (const TextEdit& edit : *disjoint) by_place[edit.range] = edit.text;
  const std::string result = apply_edits(json, by_place).value_or("not applicable");
  JsonValue root;
  JsonBreak broken;
  EXPECT_TRUE(parse_json(result, JsonComments::allowed, root, broken))
      << broken.message << " in " << result;
  return result;
}

std::string set(const std::string& json, std::string_view pointer, const NewJsonValue& value) {
  return with(json, JsonEditor(json).set(pointer, value));
}
std::string add(const std::string& json, std::string_view pointer,
                const std::vector<NewJsonValue>& items) {
  return with(json, JsonEditor(json).add(pointer, items));
}
std::string remove(const std::string& json, std::string_view pointer) {
  return with(json, JsonEditor(json).remove(pointer));
}
std::string rename(const std::string& json, std::string_view pointer, std::string_view key) {
  return with(json, JsonEditor(json).rename(pointer, key));
}

TEST(JsonEditSet, ReplacesAValueAndNothingBesideIt) {
  EXPECT_EQ(set("{\"a\" :  \"1\" , \"b\": 2}\n", "/a", text("x\"y\\z\n")),
            "{\"a\" :  \"x\\\"y\\\\z\\u000a\" , \"b\": 2}\n");
  EXPECT_EQ(set("{\"a\": 1}", "/a", text("1")), "{\"a\": \"1\"}");
  EXPECT_EQ(set("{\"a\": \"1\"}", "/a", literal("true")), "{\"a\": true}");
  EXPECT_EQ(set("[1, [2, 3]]", "/1/0", literal("4")), "[1, [4, 3]]");
  EXPECT_EQ(set("{\"a/b\": {\"c~d\": 1}}", "/a~1b/c~0d", literal("2")), "{\"a/b\": {\"c~d\": 2}}");
  // Of a key that stands twice, readers take the last.
  EXPECT_EQ(set("{\"a\": 1, \"a\": 2}", "/a", literal("3")), "{\"a\": 1, \"a\": 3}");
  EXPECT_EQ(set("1", "", literal("2")), "2");
}

TEST(JsonEditSet, WritesAnObjectWithTheIndentationOfItsLine) {
  EXPECT_EQ(set("{\r\n\t\"a\": 1,\r\n\t\"b\": 2\r\n}\r\n", "/a", object({{"c", text("d")}})),
            "{\r\n\t\"a\": {\r\n\t\t\"c\": \"d\"\r\n\t},\r\n\t\"b\": 2\r\n}\r\n");
}

TEST(JsonEditSet, AddsAMemberBehindTheOthers) {
  EXPECT_EQ(set("{\n  \"a\": 1\n}\n", "/b", text("2")), "{\n  \"a\": 1,\n  \"b\": \"2\"\n}\n");
  EXPECT_EQ(set("{\r\n\t\"a\": 1\r\n}", "/b", text("2")),
            "{\r\n\t\"a\": 1,\r\n\t\"b\": \"2\"\r\n}");
  EXPECT_EQ(set("{\n \"a\" : 1\n}", "/b", text("2")), "{\n \"a\" : 1,\n \"b\" : \"2\"\n}");
  EXPECT_EQ(set("{\"a\":1}", "/b", text("2")), "{\"a\":1,\"b\":\"2\"}");
  EXPECT_EQ(set("{ \"a\": 1 }", "/b", text("2")), "{ \"a\": 1, \"b\": \"2\" }");
}

TEST(JsonEditSet, AddsTheObjectsAroundAMember) {
  EXPECT_EQ(set("{\n    \"a\": 1\n}\n", "/b/c/d", literal("2")),
            "{\n    \"a\": 1,\n    \"b\": {\n        \"c\": {\n            \"d\": 2\n        }\n"
            "    }\n}\n");
  EXPECT_EQ(set("{ \"a\": 1 }", "/b/c", literal("2")), "{ \"a\": 1, \"b\": { \"c\": 2 } }");
  EXPECT_EQ(set("{\n  \"b\": {}\n}\n", "/b/c", literal("2")),
            "{\n  \"b\": {\n    \"c\": 2\n  }\n}\n");
}

TEST(JsonEditSet, StartsAnEmptyObject) {
  EXPECT_EQ(set("{}", "/a", text("1")), "{\n  \"a\": \"1\"\n}");
  EXPECT_EQ(set("{}\r\n", "/a", text("1")), "{\r\n  \"a\": \"1\"\r\n}\r\n");
  EXPECT_EQ(set("\xEF\xBB\xBF{ }", "/a", text("1")), "\xEF\xBB\xBF{\n  \"a\": \"1\"\n}");
  EXPECT_EQ(set("{\n  // nothing yet\n}\n", "/a", text("1")),
            "{\n  // nothing yet\n  \"a\": \"1\"\n}\n");
  EXPECT_EQ(set("{\"a\":{},\"b\":1}", "/a/c", literal("2")), "{\"a\":{\"c\":2},\"b\":1}");
}

TEST(JsonEditSet, GoesNowhereElse) {
  EXPECT_EQ(set("{\"a\": 1}", "/a/b", literal("2")), "none");
  EXPECT_EQ(set("[1]", "/1", literal("2")), "none");
  EXPECT_EQ(set("[1]", "/01x", literal("2")), "none");
  EXPECT_EQ(set("{\"a\": 1}", "a", literal("2")), "none");
  EXPECT_EQ(set("{\"a\": 1", "/a", literal("2")), "none");
}

TEST(JsonEditAdd, KeepsAListOnItsLine) {
  EXPECT_EQ(add("{\n  \"f\": [\"a\"]\n}\n", "/f", {text("b"), text("c")}),
            "{\n  \"f\": [\"a\", \"b\", \"c\"]\n}\n");
  EXPECT_EQ(add("{\"f\":[\"a\"]}", "/f", {text("b")}), "{\"f\":[\"a\",\"b\"]}");
  EXPECT_EQ(add("{\n  \"f\": []\n}\n", "/f", {text("a"), text("b")}),
            "{\n  \"f\": [\"a\", \"b\"]\n}\n");
  EXPECT_EQ(add("{\"a\": [1,2], \"f\": [3]}", "/f", {literal("4")}),
            "{\"a\": [1,2], \"f\": [3,4]}");
}

TEST(JsonEditAdd, KeepsTheLinesOfAList) {
  EXPECT_EQ(add("{\n  \"f\": [\n    \"a\"\n  ]\n}\n", "/f", {text("b"), text("c")}),
            "{\n  \"f\": [\n    \"a\",\n    \"b\",\n    \"c\"\n  ]\n}\n");
  EXPECT_EQ(add("[\r\n\t{\r\n\t\t\"a\": 1\r\n\t}\r\n]", "", {object({{"a", literal("2")}})}),
            "[\r\n\t{\r\n\t\t\"a\": 1\r\n\t},\r\n\t{\r\n\t\t\"a\": 2\r\n\t}\r\n]");
  // The others of the file tell how a new list is laid out.
  EXPECT_EQ(add("{\n \"e\": [\n  \"a\"\n ],\n \"f\": []\n}\n", "/f", {text("b")}),
            "{\n \"e\": [\n  \"a\"\n ],\n \"f\": [\n  \"b\"\n ]\n}\n");
}

TEST(JsonEditAdd, StartsAList) {
  EXPECT_EQ(add("{\n  \"a\": 1\n}\n", "/f", {object({{"b", text("c")}, {"d", text("e")}})}),
            "{\n  \"a\": 1,\n  \"f\": [\n    {\n      \"b\": \"c\",\n      \"d\": \"e\"\n    }\n"
            "  ]\n}\n");
  EXPECT_EQ(add("{\n  \"a\": 1\n}\n", "/f", {text("b"), text("c")}),
            "{\n  \"a\": 1,\n  \"f\": [\"b\", \"c\"]\n}\n");
  EXPECT_EQ(add("{\n  \"f\": []\n}\n", "/f", {object({{"b", text("c")}})}),
            "{\n  \"f\": [\n    {\n      \"b\": \"c\"\n    }\n  ]\n}\n");
  EXPECT_EQ(add("{\"a\":1}", "/f", {object({{"b", list({text("c"), list({})})}})}),
            "{\"a\":1,\"f\":[{\"b\":[\"c\",[]]}]}");
}

TEST(JsonEditAdd, GoesOnAsTheItemBeforeIt) {
  EXPECT_EQ(add("{\n  \"f\": [{\n    \"a\": 1\n  }]\n}\n", "/f", {object({{"a", literal("2")}})}),
            "{\n  \"f\": [{\n    \"a\": 1\n  }, {\n    \"a\": 2\n  }]\n}\n");
  EXPECT_EQ(add("{\n  \"f\": [{ \"a\": 1 }]\n}\n", "/f", {object({{"a", literal("2")}})}),
            "{\n  \"f\": [{ \"a\": 1 }, { \"a\": 2 }]\n}\n");
}

TEST(JsonEditAdd, LeavesCommentsWhereTheyStand) {
  EXPECT_EQ(add("[\n  1 // one\n]\n", "", {literal("2")}), "[\n  1, // one\n  2\n]\n");
  EXPECT_EQ(add("[\n  1 /* one */\n  // more to come\n]\n", "", {literal("2")}),
            "[\n  1, /* one */\n  2\n  // more to come\n]\n");
  EXPECT_EQ(add("[ /* none */ ]", "", {literal("2")}), "[ /* none */\n  2\n]");
}

TEST(JsonEditAdd, WantsAList) {
  EXPECT_EQ(add("{\"f\": {}}", "/f", {literal("2")}), "none");
  EXPECT_EQ(add("{\"f\": []}", "/f", {}), "none");
}

TEST(JsonEditRemove, TakesTheCommaAndTheLine) {
  const std::string json = "{\r\n\t\"a\": 1,\r\n\t\"b\": [\r\n\t\t2\r\n\t],\r\n\t\"c\": 3\r\n}";
  EXPECT_EQ(remove(json, "/a"), "{\r\n\t\"b\": [\r\n\t\t2\r\n\t],\r\n\t\"c\": 3\r\n}");
  EXPECT_EQ(remove(json, "/b"), "{\r\n\t\"a\": 1,\r\n\t\"c\": 3\r\n}");
  EXPECT_EQ(remove(json, "/c"), "{\r\n\t\"a\": 1,\r\n\t\"b\": [\r\n\t\t2\r\n\t]\r\n}");
  EXPECT_EQ(remove(json, "/b/0"), "{\r\n\t\"a\": 1,\r\n\t\"b\": [],\r\n\t\"c\": 3\r\n}");
}

TEST(JsonEditRemove, TakesNoLineOfOthers) {
  EXPECT_EQ(remove("{ \"a\": 1, \"b\": 2, \"c\": 3 }", "/a"), "{ \"b\": 2, \"c\": 3 }");
  EXPECT_EQ(remove("{ \"a\": 1, \"b\": 2, \"c\": 3 }", "/b"), "{ \"a\": 1, \"c\": 3 }");
  EXPECT_EQ(remove("{ \"a\": 1, \"b\": 2, \"c\": 3 }", "/c"), "{ \"a\": 1, \"b\": 2 }");
  EXPECT_EQ(remove("[1]", "/0"), "[]");
  EXPECT_EQ(remove("{\"a\":{\"b\":1}}", "/a/b"), "{\"a\":{}}");
  EXPECT_EQ(remove("[\n  1, 2,\n  3\n]", "/0"), "[\n  2,\n  3\n]");
}

TEST(JsonEditRemove, TakesTheCommentBehindAValueAndLeavesThoseAbove) {
  const std::string json =
      "{\n  // of a\n  \"a\": 1, // one, with a comma\n  // of b\n  \"b\": 2 /* , */\n}\n";
  EXPECT_EQ(remove(json, "/a"), "{\n  // of a\n  // of b\n  \"b\": 2 /* , */\n}\n");
  EXPECT_EQ(remove(json, "/b"), "{\n  // of a\n  \"a\": 1 // one, with a comma\n  // of b\n}\n");
  EXPECT_EQ(remove("{\n  \"a\": 1 // , one\n  , \"b\": 2\n}\n", "/a"), "{\n  \"b\": 2\n}\n");
  EXPECT_EQ(remove("{\n  \"a\": 1\n  , \"b\": 2\n}\n", "/b"), "{\n  \"a\": 1\n}\n");
  EXPECT_EQ(remove("{\n  // of a\n  \"a\": 1\n}\n", "/a"), "{\n  // of a\n}\n");
}

TEST(JsonEditRemove, NeedsSomethingToRemove) {
  EXPECT_EQ(remove("{\"a\": 1}", "/b"), "none");
  EXPECT_EQ(remove("{\"a\": 1}", ""), "none");
  EXPECT_EQ(remove("{\"a\": 1}", "/a/b"), "none");
}

TEST(JsonEditRename, GivesAnotherKey) {
  EXPECT_EQ(rename("{\"a\" : {\"a\": 1}}", "/a/a", "b\"c"), "{\"a\" : {\"b\\\"c\": 1}}");
  EXPECT_EQ(rename("{\"a\": 1, \"a\": 2}", "/a", "b"), "{\"a\": 1, \"b\": 2}");
  EXPECT_EQ(rename("[1]", "/0", "b"), "none");
  EXPECT_EQ(rename("{\"a\": 1}", "/b", "c"), "none");
  EXPECT_EQ(rename("{\"a\": 1}", "", "c"), "none");
}

/// All values of a document, by their pointers.
void list_pointers(const nlohmann::json& value, const nlohmann::json::json_pointer& at,
                   std::vector<nlohmann::json::json_pointer>& found) {
  found.push_back(at);
  if (value.is_object()) {
    for (const auto& [key, member] : value.items()) list_pointers(member, at / key, found);
  } else if (value.is_array()) {
    for (std::size_t i = 0; i < value.size(); ++i) list_pointers(value[i], at / i, found);
  }
}

/// One document in many forms.
std::vector<std::string> documents() {
  const nlohmann::ordered_json document = nlohmann::ordered_json::parse(
      R"({"a": [1, "two", [], {}, {"b": null}], "c/d": {"e~f": {"g": [[1], [2, 3]]}, "h": true},
          "i": [{"j": 1, "k": [2]}, {"j": 3}], "l": {}, "m": "", "n": []})");
  std::vector<std::string> texts = {
      document.dump(),
      R"({ "a": [ 1, 2 ], "b": { "c": { "d": [] } }, "e": {} })",
      "{\n  \"a\": [{\n    \"b\": 1\n  }, {\n    \"b\": 2\n  }],\n  \"c\": [1, 2] }\n",
      "{\n  // of a\n  \"a\": 1, // , one\n  /* of b */ \"b\": [ // \"none\"\n  ],\n  \"c\": {\n"
      "    \"d\": [ /* ] */ 1 /* , */, 2 // last\n    ] // of d\n  }\n}\n",
      "{\n  \"a\": 1\n  , \"b\": [\n    1\n    , 2\n  ]\n}\n",
      "[]",
      "\xEF\xBB\xBF{}\n",
  };
  for (const auto& [width, blank] : {std::pair{1, ' '}, {2, ' '}, {1, '\t'}}) {
    texts.push_back(document.dump(width, blank) + "\n");
    std::string crlf;
    for (const char c : texts.back()) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    texts.push_back(std::move(crlf));
  }
  return texts;
}

/// Whatever is edited, in whatever form: the document then says what it should.
TEST(JsonEdit, ChangesTheDocumentAsAsked) {
  const auto parsed = [](const std::string& json) {
    return nlohmann::json::parse(json, nullptr, false, true);
  };
  std::size_t tried = 0;
  for (const std::string& json : documents()) {
    const nlohmann::json before = parsed(json);
    ASSERT_FALSE(before.is_discarded()) << json;
    const JsonEditor editor(json);
    const bool crlf = json.find("\r\n") != std::string::npos;
    const auto expect = [&](const TextEdits& edits, const nlohmann::json& after,
                            const std::string& what) {
      const std::string result = with(json, edits);
      EXPECT_EQ(parsed(result), after) << what << " in\n" << json << "\ngives\n" << result;
      std::size_t line_feeds = 0;
      std::size_t pairs = 0;
      for (std::size_t i = 0; i < result.size(); ++i) {
        line_feeds += result[i] == '\n' ? 1 : 0;
        pairs += result[i] == '\n' && i > 0 && result[i - 1] == '\r' ? 1 : 0;
      }
      EXPECT_EQ(pairs, crlf ? line_feeds : 0) << result;
      ++tried;
    };
    std::vector<nlohmann::json::json_pointer> pointers;
    list_pointers(before, nlohmann::json::json_pointer(), pointers);
    for (const auto& pointer : pointers) {
      const std::string name = pointer.to_string();
      nlohmann::json after = before;
      after[pointer] = "new \"value\"";
      expect(editor.set(name, text("new \"value\"")), after, "set " + name);
      after = before;
      after[pointer] = {{"x", {1, 2}}, {"y", nlohmann::json::object()}};
      expect(
          editor.set(name, object({{"x", list({literal("1"), literal("2")})}, {"y", object({})}})),
          after, "set object " + name);
      if (before[pointer].is_object()) {
        after = before;
        after[pointer]["x/y"]["z"] = {"new"};
        expect(editor.set(name + "/x~1y/z", list({text("new")})), after, "add member " + name);
      }
      if (before[pointer].is_array()) {
        after = before;
        after[pointer].push_back({{"x", 1}});
        after[pointer].push_back(2);
        expect(editor.add(name, std::vector{object({{"x", literal("1")}}), literal("2")}), after,
               "add items " + name);
      }
      if (pointer.empty()) continue;
      after = before;
      nlohmann::json& holder = after[pointer.parent_pointer()];
      if (holder.is_object()) {
        holder.erase(pointer.back());
      } else {
        holder.erase(std::stoul(pointer.back()));
      }
      expect(editor.remove(name), after, "remove " + name);
    }
  }
  EXPECT_GT(tried, 500U);
}

TEST(TopLine, HasTheLineEndOfTheOthers) {
  EXPECT_EQ(with_top_line("a\r\nb\r\n", "x")->front().text, "x\r\n");
  EXPECT_EQ(with_top_line("", "x")->front().text, "x\n");
  EXPECT_EQ(with_top_line("\xEF\xBB\xBF"
                          "a",
                          "x")
                ->front()
                .range,
            (TextRange{3, 3}));
}

}  // namespace
}  // namespace ecac
