#include <gtest/gtest.h>

#include <limits>
#include <string>
#include <vector>

#include "compiler/server/protocol/document_uri.h"
#include "compiler/server/protocol/text_positions.h"

namespace ecac {
namespace {

constexpr PositionEncoding kAll[] = {PositionEncoding::utf8, PositionEncoding::utf16,
                                     PositionEncoding::utf32};
constexpr std::string_view kShip = "\xF0\x9F\x9A\xA2";  // outside of the basic plane

/// Begins of characters, and the end.
std::vector<std::uint32_t> boundaries(std::string_view text) {
  std::vector<std::uint32_t> offsets;
  for (std::uint32_t i = 0; i <= text.size(); ++i) {
    const bool inside = i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80;
    if (!inside) offsets.push_back(i);
  }
  return offsets;
}

TEST(Positions, ComeBackToTheirPlace) {
  const std::string ship(kShip);
  std::string long_line;
  for (int i = 0; i < 1500; ++i) long_line += i % 3 == 0 ? ship : i % 3 == 1 ? "\xC3\xB6" : "x";
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("a\nb\r\nc\rd\n"),
        "\t" + ship + "\xC3\xB6\n" + ship, long_line + '\n' + long_line}) {
    const SourceText source(text);
    for (const PositionEncoding encoding : kAll) {
      const TextPositions positions(source, encoding, true);
      for (const std::uint32_t offset : boundaries(text)) {
        // Between the two bytes of a line end there is no place.
        if (offset > 0 && offset < text.size() && text[offset] == '\n' &&
            text[offset - 1] == '\r') {
          continue;
        }
        EXPECT_EQ(positions.offset(positions.position(offset)), offset) << text.substr(0, 50);
      }
    }
  }
}

TEST(Positions, CountWhatWasAgreedOn) {
  const SourceText text("a\xC3\xB6" + std::string(kShip) + "b");
  const auto at = [&](PositionEncoding encoding) {
    return TextPositions(text, encoding, true).position(7).character;
  };
  EXPECT_EQ(at(PositionEncoding::utf8), 7U);
  EXPECT_EQ(at(PositionEncoding::utf16), 4U);
  EXPECT_EQ(at(PositionEncoding::utf32), 3U);
}

TEST(Positions, ThatAreNotThereAreTheNearestBefore) {
  const SourceText text("ab\r\n" + std::string(kShip) + "\n");
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  for (const PositionEncoding encoding : kAll) {
    const TextPositions positions(text, encoding, true);
    EXPECT_EQ(positions.offset({.line = 0, .character = 3}), 2U);
    EXPECT_EQ(positions.offset({.line = 0, .character = kMost}), 2U);
    EXPECT_EQ(positions.offset({.line = 2, .character = 5}), 9U);
    EXPECT_EQ(positions.offset({.line = 3, .character = 0}), 9U);
    EXPECT_EQ(positions.offset({.line = kMost, .character = kMost}), 9U);
  }
  // Inside of a character is before it.
  EXPECT_EQ(TextPositions(text, PositionEncoding::utf16, true).offset({1, 1}), 4U);
  EXPECT_EQ(TextPositions(text, PositionEncoding::utf8, true).offset({1, 3}), 4U);
}

TEST(Positions, AMarkCountsWhereTheEditorHasIt) {
  const SourceText text("\xEF\xBB\xBF<a/>\n<b/>");
  const auto of = [&](PositionEncoding encoding, bool is_open) {
    return TextPositions(text, encoding, is_open).position(4);
  };
  EXPECT_EQ(of(PositionEncoding::utf16, true), (lsp::Position{0, 2}));
  EXPECT_EQ(of(PositionEncoding::utf8, true), (lsp::Position{0, 4}));
  EXPECT_EQ(of(PositionEncoding::utf16, false), (lsp::Position{0, 1}));
  const TextPositions open(text, PositionEncoding::utf16, true);
  EXPECT_EQ(open.offset({0, 0}), 0U);
  EXPECT_EQ(open.offset({0, 1}), 3U);
  EXPECT_EQ(open.offset({1, 1}), 9U);
}

TEST(Addresses, OfFilesArePaths) {
  EXPECT_EQ(path_of_uri("file:///a/b%20c%C3%B6"), "/a/b c\xC3\xB6");
  EXPECT_EQ(path_of_uri("FILE://localhost/a/../b/"), "/b");
  EXPECT_EQ(path_of_uri("file:/a"), "/a");
  EXPECT_EQ(path_of_uri("file:///c%3A/Users/x"), "/C:/Users/x");
  EXPECT_EQ(path_of_uri("file://server/share/x"), "/UNC:/server/share/x");
  for (const char* const none : {"untitled:a", "", "file:", "http://a/b", "file:///a%00b", "/a"}) {
    EXPECT_EQ(path_of_uri(none), std::nullopt) << none;
  }
  for (const char* const path : {"/a/b c#?%", "/C:/Users/x", "/UNC:/server/share/x", "/\xC3\xB6"}) {
    EXPECT_EQ(path_of_uri(uri_of_path(path)), path);
  }
  EXPECT_EQ(uri_of_path("/a b/c:d"), "file:///a%20b/c%3Ad");
}

}  // namespace
}  // namespace ecac
