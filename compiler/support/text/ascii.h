#pragma once

#include <string>
#include <string_view>

/// Letters and digits of ASCII, whatever the locale; bytes of other characters are neither.
namespace ecac::ascii {

constexpr bool is_small(char c) {
  return c >= 'a' && c <= 'z';
}
constexpr bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
constexpr bool is_letter(char c) {
  return is_small(c) || is_capital(c);
}
constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter_or_digit(char c) {
  return is_letter(c) || is_digit(c);
}
/// What names of variables and components are made of.
constexpr bool is_word(char c) {
  return is_letter_or_digit(c) || c == '_';
}

constexpr char to_lower(char c) {
  return is_capital(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
constexpr char to_upper(char c) {
  return is_small(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
inline std::string in_small_letters(std::string_view text) {
  std::string small(text);
  for (char& c : small) c = to_lower(c);
  return small;
}

/// Of a hexadecimal digit; -1 for anything else.
constexpr int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char small = to_lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

}  // namespace ecac::ascii
