#include "compiler/support/text/decimal.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string>

#include "compiler/support/text/ascii.h"

namespace ecac {

std::optional<double> decimal_number(std::string_view text) {
#ifdef __cpp_lib_to_chars
  double number = 0;
  const char* stop = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), stop, number);
  if (error != std::errc() || end != stop) return std::nullopt;
  return number;
#else
  return decimal_number_by_c(text);
#endif
}

std::optional<double> decimal_number_by_c(std::string_view text) {
  const std::string_view digits = text.starts_with('-') ? text.substr(1) : text;
  // What only the C library reads: a sign, blanks, hexadecimal digits.
  if (digits.empty() || (digits.front() != '.' && !ascii::is_letter_or_digit(digits.front())) ||
      digits.starts_with("0x") || digits.starts_with("0X")) {
    return std::nullopt;
  }
  const std::string copy(text);
  char* end = nullptr;
  const double number = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size()) return std::nullopt;
  // It gives the nearest number for what is too large or too small.
  if (std::isinf(number) && !ascii::is_letter(digits.front())) return std::nullopt;
  const std::string_view mantissa = digits.substr(0, digits.find_first_of("eE"));
  if (number == 0 && mantissa.find_first_of("123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  return number;
}

}  // namespace ecac
