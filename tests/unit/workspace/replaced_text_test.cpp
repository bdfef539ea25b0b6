#include "compiler/workspace/replaced_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ecac {
namespace {

/// Replaces the n-th listed texts, each at its first place after the one before.
void put(ReplacedText& text, std::vector<std::array<std::string, 3>> what) {
  std::vector<TextReplacement> replacements;
  std::size_t at = 0;
  for (const auto& [old_text, new_text, variable] : what) {
    const std::size_t begin = text.text().find(old_text, at);
    at = begin + old_text.size();
    replacements.push_back(
        {{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at)}, new_text, variable});
  }
  text.replace(replacements);
}

/// What was written for the first place of `part` in the text, and the variable.
std::string origin(const ReplacedText& text, const std::string& written, const std::string& part) {
  const auto begin = static_cast<std::uint32_t>(text.text().find(part));
  const OriginalPlace place =
      text.pieces().original({begin, begin + static_cast<std::uint32_t>(part.size())});
  return fmt::format("{}|{}", place.range.in(written), place.variable);
}

TEST(ReplacedText, LeadsBackToWhatWasWritten) {
  const std::string written = "begin ${A} middle ${B}${C} end";
  ReplacedText text(written);
  put(text, {{"${A}", "a longer text", "A"}, {"${B}", "b", "B"}, {"${C}", "", "C"}});
  EXPECT_EQ(text.text(), "begin a longer text middle b end");
  EXPECT_EQ(origin(text, written, "begin "), "begin |");
  EXPECT_EQ(origin(text, written, "longer"), "${A}|A");
  EXPECT_EQ(origin(text, written, " middle "), " middle |");
  EXPECT_EQ(origin(text, written, "text mid"), "${A} mid|A");
  EXPECT_EQ(origin(text, written, "b end"), "${B}${C} end|B, C");
  EXPECT_EQ(origin(text, written, "end"), "end|");
  EXPECT_EQ(origin(text, written, text.text()), written + "|A, B, C");
}

TEST(ReplacedText, AnEmptyTextIsFoundWhereItStands) {
  const std::string written = "<a>${A}</a><b>${A}</b>";
  ReplacedText text(written);
  put(text, {{"${A}", "", "A"}, {"${A}", "", "A"}});
  EXPECT_EQ(text.text(), "<a></a><b></b>");
  const OriginalPlace place = text.pieces().original({3, 3});
  EXPECT_EQ(place.range.in(written), "${A}");
  EXPECT_EQ(place.variable, "A");
  EXPECT_EQ(origin(text, written, "<b"), "<b|");
}

TEST(ReplacedText, LaterPassesJoinWhatTheyTouch) {
  const std::string written = "x ONE y";
  ReplacedText text(written);
  put(text, {{"ONE", "first TWO first", "ONE"}});
  put(text, {{"TWO", "second", "TWO"}});
  EXPECT_EQ(text.text(), "x first second first y");
  EXPECT_EQ(origin(text, written, "second"), "ONE|ONE, TWO");
  EXPECT_EQ(origin(text, written, " y"), " y|");
  put(text, {{"first y", "z", "THREE"}});
  EXPECT_EQ(text.text(), "x first second z");
  EXPECT_EQ(origin(text, written, "z"), "ONE y|ONE, TWO, THREE");
  EXPECT_EQ(origin(text, written, "x "), "x |");
}

TEST(ReplacedText, TwoReplacementsInOnePieceAndOneOverTwoPieces) {
  const std::string written = "[A][B]";
  ReplacedText text(written);
  put(text, {{"A", "1-2-3", "A"}, {"B", "9", "B"}});
  put(text, {{"1", "one", "X"}, {"3", "three", "Y"}});
  EXPECT_EQ(text.text(), "[one-2-three][9]");
  EXPECT_EQ(origin(text, written, "2"), "A|A, X, Y");
  put(text, {{"three][9", "!", "Z"}});
  EXPECT_EQ(text.text(), "[one-2-!]");
  EXPECT_EQ(origin(text, written, "-!"), "A][B|A, X, Y, Z, B");
  EXPECT_EQ(origin(text, written, "]"), "]|");
  put(text, {});
  EXPECT_EQ(text.text(), "[one-2-!]");
}

}  // namespace
}  // namespace ecac
