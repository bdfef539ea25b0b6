#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecac {

/// One step of decoding. An invalid sequence has `valid` false, the replacement character as value
/// and the size of its maximal ill-formed part, so that a reader always makes progress.
struct Utf8Char {
  char32_t value = 0;
  std::uint32_t size = 0;
  bool valid = false;
};

inline constexpr char32_t kReplacementCharacter = 0xFFFD;
inline constexpr std::string_view kUtf8Bom = "\xEF\xBB\xBF";

/// The character that starts at `offset`, which lies inside `text`.
Utf8Char decode_utf8(std::string_view text, std::size_t offset);

bool is_ascii(std::string_view text);
bool is_valid_utf8(std::string_view text);

void append_utf8(std::string& out, char32_t value);

/// Number of Unicode scalar values; an ill-formed part counts as one.
std::size_t utf8_length(std::string_view text);

/// Number of UTF-16 code units that the text takes.
std::size_t utf16_length(std::string_view text);

/// Columns of a terminal that a character takes: 0 (combining, zero width, control), 1, or 2
/// (East Asian wide and fullwidth, most emoji).
int display_width(char32_t value);

int display_width(std::string_view text);

}  // namespace ecac
