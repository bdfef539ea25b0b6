#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ecac::x509 {

/// The first byte of an element: class, form and number. Others than these occur, too.
enum class DerTag : std::uint8_t {
  end_of_contents = 0x00,  ///< of what has no length, which is never in DER
  boolean = 0x01,
  integer = 0x02,
  bit_string = 0x03,
  octet_string = 0x04,
  null = 0x05,
  object_identifier = 0x06,
  utf8_string = 0x0C,
  numeric_string = 0x12,
  printable_string = 0x13,
  t61_string = 0x14,
  ia5_string = 0x16,
  utc_time = 0x17,
  generalized_time = 0x18,
  visible_string = 0x1A,
  universal_string = 0x1C,
  bmp_string = 0x1E,
  sequence = 0x30,
  set = 0x31,
  implicit_1 = 0x81,
  implicit_2 = 0x82,
  explicit_0 = 0xA0,
  explicit_3 = 0xA3,
};

/// One element of DER (X.690). Views into the bytes it was read from.
struct DerElement {
  DerTag tag = DerTag::null;
  std::string_view contents = {};
  std::string_view whole = {};  ///< with tag and length
};

/// Whether an element has the form that DER gives its type, as far as its contents are no elements
/// themselves.
bool is_sound(const DerElement& element);

/// Elements that follow each other, from the first to the last. An element that is cut off, or
/// whose length is not written as DER writes lengths, is none.
class DerReader {
 public:
  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  bool at_end() const { return rest_.empty(); }
  /// The next element and on; none at the end and in front of what is none.
  std::optional<DerElement> next();
  /// The same of a sound element of one type; stays where it is in front of another.
  std::optional<DerElement> next(DerTag tag);
  bool skip(DerTag tag) { return next(tag).has_value(); }

 private:
  std::optional<DerElement> peek() const;
  std::string_view rest_;
};

/// The contents of an INTEGER taken as a positive number: how many bits it has.
std::size_t bit_length(std::string_view integer);

}  // namespace ecac::x509
