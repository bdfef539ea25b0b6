#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// Verdict on the inside of an XML declaration, between `<?xml` and `?>`. Values in curly quotes
/// are listed, quotes included, and otherwise read as if the quotes were straight.
struct XmlDeclarationCheck {
  bool valid = false;
  std::uint32_t curly_count = 0;
  std::array<TextRange, 3> curly = {};
};

XmlDeclarationCheck check_xml_declaration(std::string_view inner);

/// Size of the curly quote at `at`: 3, or 0 if none stands there.
std::size_t curly_quote_size(std::string_view text, std::size_t at);

/// Of the curly quote at `at`: one of ‘ ’, not of “ ”.
bool curly_quote_is_single(std::string_view text, std::size_t at);

}  // namespace ecac
