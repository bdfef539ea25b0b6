#include "compiler/support/x509/directory_string.h"

#include <cstddef>
#include <cstdint>

#include "compiler/support/utf8.h"

namespace ecac::x509 {

namespace {

bool is_scalar_value(std::uint32_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

/// Of characters that are numbers of `size` bytes, the highest first.
std::optional<std::string> from_units(std::string_view bytes, std::size_t size) {
  if (bytes.size() % size != 0) return std::nullopt;
  std::string text;
  for (std::size_t at = 0; at < bytes.size(); at += size) {
    std::uint32_t value = 0;
    for (const char c : bytes.substr(at, size)) value = value << 8 | static_cast<std::uint8_t>(c);
    if (!is_scalar_value(value)) return std::nullopt;
    append_utf8(text, value);
  }
  return text;
}

}  // namespace

bool is_text(DerTag tag) {
  switch (tag) {
    case DerTag::utf8_string:
    case DerTag::numeric_string:
    case DerTag::printable_string:
    case DerTag::t61_string:
    case DerTag::ia5_string:
    case DerTag::visible_string:
    case DerTag::universal_string:
    case DerTag::bmp_string: return true;
    default: return false;
  }
}

std::optional<std::string> text_of(const DerElement& value) {
  switch (value.tag) {
    case DerTag::utf8_string:
      if (!is_valid_utf8(value.contents)) return std::nullopt;
      return std::string(value.contents);
    case DerTag::bmp_string: return from_units(value.contents, 2);
    case DerTag::universal_string: return from_units(value.contents, 4);
    default:
      if (!is_text(value.tag)) return std::nullopt;
      return from_units(value.contents, 1);
  }
}

std::string escaped(std::string_view text) {
  constexpr std::string_view kSpecial = ",+\"\\<>;";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string written;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const auto byte = static_cast<std::uint8_t>(c);
    const bool first = i == 0;
    const bool last = i + 1 == text.size();
    if (byte < 0x20 || byte >= 0x7F) {
      written += '\\';
      written += kDigits[byte >> 4];
      written += kDigits[byte & 15];
      continue;
    }
    const bool at_an_end = (c == ' ' && (first || last)) || (c == '#' && first);
    if (at_an_end || kSpecial.find(c) != std::string_view::npos) written += '\\';
    written += c;
  }
  return written;
}

}  // namespace ecac::x509
