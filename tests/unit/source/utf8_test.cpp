#include "compiler/support/utf8.h"

#include <gtest/gtest.h>

namespace ecac {
namespace {

TEST(Utf8, DecodesWhatItEncodes) {
  for (char32_t c :
       {U'a', U'\x7F', U'\x80', U'\x7FF', U'\x800', U'\xFFFF', U'\x10000', U'\x10FFFF'}) {
    std::string text;
    append_utf8(text, c);
    const Utf8Char decoded = decode_utf8(text, 0);
    EXPECT_TRUE(decoded.valid);
    EXPECT_EQ(decoded.value, c);
    EXPECT_EQ(decoded.size, text.size());
    EXPECT_TRUE(is_valid_utf8(text));
  }
}

TEST(Utf8, RefusesIllFormedSequencesByTheirMaximalPart) {
  struct Case {
    std::string_view text;
    std::uint32_t size;
  };
  constexpr Case kIllFormed[] = {
      {"\x80", 1},         {"\xC0\x80", 1},         {"\xC3", 1},         {"\xC3(", 1},
      {"\xE0\x80\x80", 1}, {"\xE2\x82", 2},         {"\xED\xA0\x80", 1}, {"\xF0\x80\x80\x80", 1},
      {"\xF0\x9F\x8D", 3}, {"\xF4\x90\x80\x80", 1}, {"\xF5", 1},         {"\xFF", 1},
  };
  for (const Case& c : kIllFormed) {
    const Utf8Char decoded = decode_utf8(c.text, 0);
    EXPECT_FALSE(decoded.valid);
    EXPECT_EQ(decoded.size, c.size);
    EXPECT_EQ(decoded.value, kReplacementCharacter);
    EXPECT_FALSE(is_valid_utf8(c.text));
  }
}

TEST(Utf8, MeasuresText) {
  EXPECT_EQ(utf8_length("a\u00E9\U0001F34F\xFF"), 4u);
  EXPECT_EQ(utf16_length("a\u00E9\U0001F34F\xFF"), 5u);
  EXPECT_EQ(display_width("abc"), 3);
  EXPECT_EQ(display_width("e\u0301"), 1) << "combining";
  EXPECT_EQ(display_width("\u540D\u524D"), 4) << "wide";
  EXPECT_EQ(display_width("\uFF21"), 2) << "fullwidth";
  EXPECT_EQ(display_width("\U0001F34F"), 2) << "emoji";
  EXPECT_EQ(display_width("\u200B\uFE0F"), 0) << "zero width";
  EXPECT_EQ(display_width("\uAC00"), 2) << "Hangul";
}

}  // namespace
}  // namespace ecac
