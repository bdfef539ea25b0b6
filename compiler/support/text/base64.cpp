#include "compiler/support/text/base64.h"

#include <cstddef>
#include <cstdint>

#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

/// -1 if the letter is none of base64.
int value_of(char c) {
  if (ascii::is_capital(c)) return c - 'A';
  if (ascii::is_small(c)) return c - 'a' + 26;
  if (ascii::is_digit(c)) return c - '0' + 52;
  if (c == '+') return 62;
  return c == '/' ? 63 : -1;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::size_t padding = 0;
  while (padding < 2 && text.ends_with('=')) {
    text.remove_suffix(1);
    ++padding;
  }
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3 + 3);
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char c : text) {
    const int value = value_of(c);
    if (value < 0) return std::nullopt;
    waiting = waiting << 6 | static_cast<std::uint32_t>(value);
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(waiting >> bits & 0xFF);
  }
  return bytes;
}

}  // namespace ecac
