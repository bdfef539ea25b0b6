#include "compiler/source/line_index.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "compiler/support/utf8.h"

namespace ecac {
namespace {

TEST(LineIndex, EndsLinesAtLfCrlfAndCr) {
  const std::string_view text = "a\nbc\r\nd\re";
  const LineIndex lines(text);
  ASSERT_EQ(lines.line_count(), 4u);
  EXPECT_EQ(lines.line_range(1).in(text), "a");
  EXPECT_EQ(lines.line_range(2).in(text), "bc");
  EXPECT_EQ(lines.line_range(3).in(text), "d");
  EXPECT_EQ(lines.line_range(4).in(text), "e");
  EXPECT_EQ(lines.position(2), (LineColumn{2, 1}));
  EXPECT_EQ(lines.position(4), (LineColumn{2, 3}));
  EXPECT_EQ(lines.position(5), (LineColumn{2, 4})) << "the LF of a CRLF";
  EXPECT_EQ(lines.position(6), (LineColumn{3, 1}));
  EXPECT_EQ(lines.position(100), (LineColumn{4, 2}));
}

TEST(LineIndex, CountsScalarValuesAndNoBom) {
  const std::string text = std::string(kUtf8Bom) + "\u00E9\U0001F34Fx\ny";
  const LineIndex lines(text);
  EXPECT_EQ(lines.position(0), (LineColumn{1, 1}));
  EXPECT_EQ(lines.position(3), (LineColumn{1, 1}));
  EXPECT_EQ(lines.position(5), (LineColumn{1, 2}));
  EXPECT_EQ(lines.position(7), (LineColumn{1, 2})) << "inside a character";
  EXPECT_EQ(lines.position(9), (LineColumn{1, 3}));
  EXPECT_EQ(lines.position(11), (LineColumn{2, 1}));
  EXPECT_EQ(lines.line_range(1).in(text), "\u00E9\U0001F34Fx");
  EXPECT_EQ(lines.offset({1, 1}), 3u);
  EXPECT_EQ(lines.offset({1, 99}), 10u);
  EXPECT_EQ(lines.offset({9, 1}), text.size());
}

TEST(LineIndex, ComesBackFromEveryCharacter) {
  const std::string text = "<a>\n\u00E9\r\n\r\r\n\xFF\xC3 x\U0001F34F\n\n";
  const LineIndex lines(text);
  for (std::uint32_t at = 0; at < text.size();) {
    const LineColumn place = lines.position(at);
    // A place behind the last column is the end of the line: of CRLF only the CR has a place.
    const bool is_lf_of_crlf = at > 0 && text[at] == '\n' && text[at - 1] == '\r';
    if (!is_lf_of_crlf) {
      EXPECT_EQ(lines.offset(place), at);
    }
    at += decode_utf8(text, at).size;
  }
  EXPECT_EQ(lines.offset(lines.position(static_cast<std::uint32_t>(text.size()))), text.size());
}

TEST(LineIndex, CountsInLongLinesAsInShortOnes) {
  const std::vector<std::string> kinds = {"a", "\u00E9", "a\U0001F34F\u20AC", "\xFF\xC3x",
                                          "\t\u00E9abc"};
  for (const std::string& kind : kinds) {
    std::string text = "<first>\n";
    const std::size_t long_begin = text.size();
    while (text.size() < 9000) text += kind;
    const std::size_t long_end = text.size();
    text += "\nb\n";
    while (text.size() < 14000) text += kind;
    const LineIndex lines(text);
    ASSERT_EQ(lines.line_count(), 4u);
    std::uint32_t column = 1;
    for (auto at = static_cast<std::uint32_t>(long_begin); at < long_end; ++column) {
      ASSERT_EQ(lines.position(at), (LineColumn{2, column}));
      ASSERT_EQ(lines.offset({2, column}), at);
      at += decode_utf8(text, at).size;
    }
    EXPECT_EQ(lines.offset({2, column + 5}), long_end);
    EXPECT_EQ(lines.position(static_cast<std::uint32_t>(long_end) + 1), (LineColumn{3, 1}));
    EXPECT_EQ(lines.offset({4, 1}), long_end + 3);
    EXPECT_EQ(lines.position(static_cast<std::uint32_t>(long_end) + 3), (LineColumn{4, 1}));
  }
}

TEST(LineIndex, CountsColumnsInOtherUnits) {
  // One, two, three and four bytes; the last takes two units of UTF-16.
  std::string text =
      "\xEF\xBB\xBF"
      "first\n";
  for (int i = 0; i < 800; ++i) text += "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
  const LineIndex lines(text);
  EXPECT_EQ(lines.columns({1, 3}).utf8, 3u);
  std::uint32_t utf8 = 1;
  std::uint32_t utf16 = 1;
  for (std::uint32_t column = 1; column <= 3200; ++column) {
    const UnitColumns columns = lines.columns({2, column});
    ASSERT_EQ(columns.utf8, utf8) << column;
    ASSERT_EQ(columns.utf16, utf16) << column;
    utf8 += (column - 1) % 4 + 1;
    utf16 += column % 4 == 0 ? 2 : 1;
  }
  EXPECT_EQ(lines.columns({2, 9999}).utf8, utf8) << "past the end is the end";
  EXPECT_EQ(lines.columns({7, 1}).utf16, 1u);
}

TEST(LineIndex, AnEmptyTextHasOneLine) {
  LineIndex lines("");
  EXPECT_EQ(lines.line_count(), 1u);
  EXPECT_EQ(lines.position(0), (LineColumn{1, 1}));
  lines.reset("a\n");
  EXPECT_EQ(lines.line_count(), 2u);
  EXPECT_TRUE(lines.line_range(2).empty());
}

}  // namespace
}  // namespace ecac
