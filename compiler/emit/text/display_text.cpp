#include "compiler/emit/text/display_text.h"

#include <algorithm>

#include "compiler/support/utf8.h"

namespace ecac {

static bool steers_direction(char32_t scalar) {
  return scalar == 0x61C || scalar == 0x200E || scalar == 0x200F || scalar == 0x2028 ||
         scalar == 0x2029 || (scalar >= 0x202A && scalar <= 0x202E) ||
         (scalar >= 0x2066 && scalar <= 0x2069);
}

/// A name that looks right and is not would be a riddle.
static bool has_no_width(char32_t scalar) {
  return scalar == 0xAD || scalar == 0x180E || (scalar >= 0x200B && scalar <= 0x200D) ||
         (scalar >= 0x2060 && scalar <= 0x2064) || scalar == 0xFEFF ||
         (scalar >= 0xE0000 && scalar <= 0xE007F);
}

bool is_unseen(char32_t scalar) {
  return (scalar >= 0x7F && scalar < 0xA0) || steers_direction(scalar) || has_no_width(scalar);
}

std::string printable(std::string_view text) {
  // Nearly every text, and each is looked at.
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; })) {
    return std::string(text);
  }
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    Utf8Char character = decode_utf8(text, at);
    char32_t scalar = character.value;
    if (scalar < 0x20) {
      append_utf8(result, 0x2400 + scalar);
    } else if (scalar == 0x7F) {
      append_utf8(result, 0x2421);
    } else if (!character.valid || is_unseen(scalar)) {
      append_utf8(result, kReplacementCharacter);
    } else {
      result.append(text.substr(at, character.size));
    }
    at += character.size;
  }
  return result;
}

}  // namespace ecac
