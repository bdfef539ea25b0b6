#include <gtest/gtest.h>

#include <string>

#include "compiler/server/transport/json_text.h"
#include "compiler/server/transport/rpc_message.h"

namespace ecac {
namespace {

std::string sentence_of(const std::string& text) {
  const Result<Json> value = parse_message(text);
  return value ? write_message(*value) : "!" + value.error().message;
}

TEST(Messages, HavingHalfACharacterIsNoReasonToLoseThem) {
  EXPECT_EQ(sentence_of(R"(["a\ud83db"])"),
            "[\"a\xEF\xBF\xBD"
            "b\"]");
  EXPECT_EQ(sentence_of(R"(["\ude80"])"), "[\"\xEF\xBF\xBD\"]");
  EXPECT_EQ(sentence_of(R"(["\ud83d\ude80\\ud83d"])"), "[\"\xF0\x9F\x9A\x80\\\\ud83d\"]");
}

TEST(Messages, WhatIsNoJsonIsToldSo) {
  for (const std::string text : {"", "{", "nul", "\"\xFF\"", "{}x", "[1,]"}) {
    EXPECT_EQ(sentence_of(text), "!the message is no JSON in UTF-8") << text;
  }
}

TEST(Messages, NestingHasABound) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  EXPECT_EQ(sentence_of(nested(kDeepestMessage)), nested(kDeepestMessage));
  EXPECT_EQ(sentence_of(nested(kDeepestMessage + 1)), "!the JSON is nested too deep");
  EXPECT_EQ(sentence_of(nested(1'000'000)), "!the JSON is nested too deep");
  EXPECT_EQ(sentence_of(std::string(1'000'000, '[')), "!the JSON is nested too deep");
  const std::string brackets = "\"" + std::string(1000, '[') + "\\\"[\"";
  EXPECT_EQ(sentence_of(brackets), brackets);
}

TEST(Messages, AreRequestsNotificationsAnswersOrNothing) {
  const auto kind = [](const char* text) { return read_message(Json::parse(text)).index(); };
  EXPECT_EQ(kind(R"({"jsonrpc": "2.0", "id": 1, "method": "a"})"), 0U);
  EXPECT_EQ(kind(R"({"jsonrpc": "2.0", "id": "x", "method": "a", "params": {}})"), 0U);
  EXPECT_EQ(kind(R"({"jsonrpc": "2.0", "method": "a"})"), 1U);
  EXPECT_EQ(kind(R"({"jsonrpc": "2.0", "id": 1, "result": null})"), 2U);
  EXPECT_EQ(kind(R"({"jsonrpc": "2.0", "id": null, "error": {}})"), 2U);
  for (const char* const text :
       {R"({"jsonrpc": "1.0", "id": 1, "method": "a"})", R"({"id": 1, "method": "a"})", "[]", "7",
        R"({"jsonrpc": "2.0", "id": null, "method": "a"})",
        R"({"jsonrpc": "2.0", "id": 1.5, "method": "a"})",
        R"({"jsonrpc": "2.0", "id": 1, "method": "a", "params": 7})"}) {
    EXPECT_EQ(kind(text), 3U) << text;
  }
}

}  // namespace
}  // namespace ecac
