#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "compiler/support/utf8.h"

namespace ecac {

/// Bits of kXmlByteClass: what a byte may be without looking at its neighbours.
enum XmlByteClass : std::uint8_t {
  kXmlBlank = 1,        ///< space, tab, CR, LF
  kXmlNameStart = 2,    ///< ASCII NameStartChar, without the colon
  kXmlName = 4,         ///< ASCII NameChar, without the colon
  kXmlPlainText = 8,    ///< stands for itself in text: no `<`, `&`, `]`, and not odd
  kXmlPlainValue = 32,  ///< stands for itself in an attribute value, whatever its quotes are
  kXmlOdd = 16,         ///< no ASCII Char: a control character, or part of a longer sequence
};

inline constexpr std::array<std::uint8_t, 256> kXmlByteClass = [] {
  std::array<std::uint8_t, 256> table{};
  for (unsigned byte = 0; byte < 256; ++byte) {
    const bool letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool digit = byte >= '0' && byte <= '9';
    const bool blank = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
    unsigned bits = 0;
    if (blank) bits |= kXmlBlank;
    if (letter || byte == '_') bits |= kXmlNameStart;
    if (letter || digit || byte == '_' || byte == '-' || byte == '.') bits |= kXmlName;
    if (byte >= 0x80 || (byte < 0x20 && !blank)) bits |= kXmlOdd;
    if ((bits & kXmlOdd) == 0 && byte != '<' && byte != '&' && byte != ']') bits |= kXmlPlainText;
    if ((bits & kXmlOdd) == 0 && byte != '<' && byte != '&' && byte != '"' && byte != '\'') {
      bits |= kXmlPlainValue;
    }
    table[byte] = static_cast<std::uint8_t>(bits);
  }
  return table;
}();

inline bool xml_byte_is(char c, unsigned bits) {
  return (kXmlByteClass[static_cast<unsigned char>(c)] & bits) != 0;
}

/// Char of XML 1.0 (fifth edition), production 2.
constexpr bool is_xml_char(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return c <= 0xD7FF || (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

/// NameStartChar, production 4, with the colon.
bool is_xml_name_start(char32_t c);

/// NameChar, production 4a, with the colon.
bool is_xml_name_char(char32_t c);

/// Whether a name (it may begin with a colon) starts at `at`, which may be the end.
inline bool xml_name_starts(std::string_view text, std::size_t at) {
  if (at >= text.size()) return false;
  if (static_cast<unsigned char>(text[at]) < 0x80) {
    return text[at] == ':' || xml_byte_is(text[at], kXmlNameStart);
  }
  const Utf8Char c = decode_utf8(text, at);
  return c.valid && is_xml_name_start(c.value);
}

/// End of the NameChars (with colons) from `at` on.
std::size_t xml_name_end(std::string_view text, std::size_t at);

/// Whether all of `name`, which is a Name, is a QName: one colon at most, and a name on each side.
bool is_qualified_name(std::string_view name);

/// What stands at an odd byte: one valid character, or a run of bytes that are none.
struct XmlOddRun {
  std::uint32_t size = 0;
  bool valid = false;
  bool utf8 = false;  ///< for runs that are not valid: UTF-8, but of characters XML forbids
};
XmlOddRun read_odd_run(std::string_view text, std::size_t at);

}  // namespace ecac
