#include "compiler/support/x509/object_identifier.h"

#include <cstddef>
#include <cstdint>

namespace ecac::x509 {

namespace {

/// A number of 128 bits, as some make from UUIDs, takes 19 bytes. The cost of writing a number in
/// decimal is the square of its length.
constexpr std::size_t kLongest = 64;

/// A decimal number, its last digit first.
class Decimal {
 public:
  void append_seven_bits(unsigned bits) {
    unsigned carry = bits;
    for (char& digit : digits_) {
      const unsigned value = static_cast<unsigned>(digit) * 128 + carry;
      digit = static_cast<char>(value % 10);
      carry = value / 10;
    }
    for (; carry != 0; carry /= 10) digits_ += static_cast<char>(carry % 10);
  }

  bool is_at_least(unsigned number) const { return digits_.size() > 3 || small() >= number; }

  /// Of a number that is at least as large.
  void subtract(unsigned number) {
    for (char& digit : digits_) {
      int left = digit - static_cast<int>(number % 10);
      number /= 10;
      if (left < 0) {
        left += 10;
        ++number;
      }
      digit = static_cast<char>(left);
    }
    while (!digits_.empty() && digits_.back() == 0) digits_.pop_back();
  }

  std::string text() const {
    std::string text;
    for (std::size_t i = digits_.size(); i > 0; --i) {
      text += static_cast<char>('0' + digits_[i - 1]);
    }
    return text.empty() ? "0" : text;
  }

 private:
  unsigned small() const {
    unsigned number = 0;
    for (std::size_t i = digits_.size(); i > 0; --i) {
      number = 10 * number + static_cast<unsigned>(digits_[i - 1]);
    }
    return number;
  }

  std::string digits_;
};

}  // namespace

std::string dotted(std::string_view contents) {
  if (contents.size() > kLongest) return shown_bytes(contents);
  std::string text;
  Decimal number;
  for (const char c : contents) {
    const auto byte = static_cast<std::uint8_t>(c);
    number.append_seven_bits(byte & 0x7F);
    if (byte >= 0x80) continue;
    if (text.empty()) {  // the first two are one: 40 times the first, which is at most 2, and the
                         // second
      const unsigned first = number.is_at_least(80) ? 2 : number.is_at_least(40) ? 1 : 0;
      number.subtract(40 * first);
      text = static_cast<char>('0' + first);
    }
    text += '.';
    text += number.text();
    number = {};
  }
  return text;
}

std::string shown_bytes(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text = "#";
  text.reserve(1 + 2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
  }
  return text;
}

}  // namespace ecac::x509
