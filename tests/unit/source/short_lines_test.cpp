#include "compiler/source/short_lines.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace ecac {
namespace {

TEST(ShortLines, GivesThePlacesOfALineIndex) {
  const std::string long_line(700, 'x');
  const std::string just_too_long(255, 'y');
  std::vector<std::string> texts = {"", "\n", "\r", "a\r\nb\rc\nd", "\r\n\r\n", "\n\r\n\r"};
  texts.push_back(fmt::format("one\n{}\r\ntwo\n", long_line));
  texts.push_back(long_line);
  texts.push_back(fmt::format("{0}\n{0}", just_too_long));
  texts.push_back(fmt::format("{}\nend\n", just_too_long.substr(1)));
  for (const std::string& text : texts) {
    std::vector<std::uint8_t> lines;
    ASSERT_TRUE(ShortLines::encode(text, lines));
    const LineIndex index(text);
    for (std::uint32_t offset = 0; offset <= text.size() + 2; ++offset) {
      ASSERT_EQ(ShortLines(lines).position(offset), index.position(offset))
          << testing::PrintToString(text) << " at " << offset;
    }
  }
}

TEST(ShortLines, LeavesLongTextsAndOtherCharacters) {
  std::vector<std::uint8_t> lines = {1};
  EXPECT_FALSE(ShortLines::encode("caf\xC3\xA9\n", lines));
  EXPECT_FALSE(ShortLines::encode(std::string(ShortLines::kLongestText + 1, 'x'), lines));
  EXPECT_EQ(lines, (std::vector<std::uint8_t>{1}));
  EXPECT_TRUE(ShortLines::encode(std::string(ShortLines::kLongestText, 'x'), lines));
}

}  // namespace
}  // namespace ecac
