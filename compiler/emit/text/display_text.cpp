#include "compiler/emit/text/display_text.h"

#include "compiler/support/utf8.h"

namespace ecac {

static bool steers_direction(char32_t scalar) {
  return scalar == 0x61C || scalar == 0x200E || scalar == 0x200F || scalar == 0x2028 ||
         scalar == 0x2029 || (scalar >= 0x202A && scalar <= 0x202E) ||
         (scalar >= 0x2066 && scalar <= 0x2069);
}

std::string printable(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Utf8Char character = decode_utf8(text, at);
    char32_t scalar = character.value;
    if (scalar < 0x20) {
      append_utf8(result, 0x2400 + scalar);
    } else if (scalar == 0x7F) {
      append_utf8(result, 0x2421);
    } else if (!character.valid || (scalar >= 0x80 && scalar < 0xA0) || steers_direction(scalar)) {
      append_utf8(result, kReplacementCharacter);
    } else {
      result.append(text.substr(at, character.size));
    }
    at += character.size;
  }
  return result;
}

}  // namespace ecac
