#include "compiler/support/x509/der.h"

#include <bit>

namespace ecac::x509 {

namespace {

constexpr std::uint8_t kNumberFollows = 0x1F;
/// Bytes of a tag's number; nobody numbers further.
constexpr std::size_t kLongestNumber = 4;
constexpr std::size_t kLongestLength = 4;

std::uint8_t byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint8_t>(bytes[at]);
}

/// In the fewest bytes: the first nine bits are not all the same.
bool is_integer(std::string_view contents) {
  if (contents.empty()) return false;
  if (contents.size() == 1) return true;
  const bool negative = byte_at(contents, 1) >= 0x80;
  return byte_at(contents, 0) != (negative ? 0xFF : 0x00);
}

/// Numbers of seven bits a byte, each but the last byte of a number with the eighth bit, none with
/// zeros in front.
bool is_object_identifier(std::string_view contents) {
  if (contents.empty() || byte_at(contents, contents.size() - 1) >= 0x80) return false;
  bool first = true;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (first && byte_at(contents, i) == 0x80) return false;
    first = byte_at(contents, i) < 0x80;
  }
  return true;
}

/// A byte that says how many bits of the last one do not count.
bool is_bit_string(std::string_view contents) {
  if (contents.empty() || byte_at(contents, 0) > 7) return false;
  return contents.size() > 1 || byte_at(contents, 0) == 0;
}

/// Of the types that X.680 names: SEQUENCE and SET consist of elements and say so, and nothing else
/// does. DER does not cut texts into pieces, and what else would be made of elements is never in a
/// certificate.
bool has_right_form(DerTag tag) {
  constexpr std::uint8_t kSequence = 16;
  constexpr std::uint8_t kSet = 17;
  const auto byte = static_cast<std::uint8_t>(tag);
  const std::uint8_t number = byte & kNumberFollows;
  if (byte >= 0x40 || number == kNumberFollows) return true;
  return ((byte & 0x20) != 0) == (number == kSequence || number == kSet);
}

}  // namespace

bool is_sound(const DerElement& element) {
  if (!has_right_form(element.tag)) return false;
  const std::string_view contents = element.contents;
  switch (element.tag) {
    case DerTag::end_of_contents: return false;
    case DerTag::boolean: return contents.size() == 1;
    case DerTag::integer: return is_integer(contents);
    case DerTag::bit_string:
    case DerTag::implicit_1:
    case DerTag::implicit_2: return is_bit_string(contents);
    case DerTag::null: return contents.empty();
    case DerTag::object_identifier: return is_object_identifier(contents);
    case DerTag::bmp_string: return contents.size() % 2 == 0;
    case DerTag::universal_string: return contents.size() % 4 == 0;
    default: return true;
  }
}

std::optional<DerElement> DerReader::next() {
  const std::optional<DerElement> element = peek();
  if (element) rest_.remove_prefix(element->whole.size());
  return element;
}

std::optional<DerElement> DerReader::next(DerTag tag) {
  const std::optional<DerElement> element = peek();
  if (!element || element->tag != tag || !is_sound(*element)) return std::nullopt;
  rest_.remove_prefix(element->whole.size());
  return element;
}

std::optional<DerElement> DerReader::peek() const {
  if (rest_.empty()) return std::nullopt;
  std::size_t at = 1;
  if ((byte_at(rest_, 0) & kNumberFollows) == kNumberFollows) {
    while (at < rest_.size() && at < kLongestNumber && byte_at(rest_, at) >= 0x80) ++at;
    if (at == rest_.size() || byte_at(rest_, at) >= 0x80) return std::nullopt;
    ++at;
  }
  if (at == rest_.size()) return std::nullopt;
  std::size_t length = byte_at(rest_, at++);
  if (length >= 0x80) {
    const std::size_t bytes = length & 0x7F;
    if (bytes == 0 || bytes > kLongestLength || bytes > rest_.size() - at) return std::nullopt;
    length = 0;
    for (std::size_t i = 0; i < bytes; ++i) length = length << 8 | byte_at(rest_, at++);
    if (length < 0x80 || length >> (8 * (bytes - 1)) == 0) return std::nullopt;
  }
  if (length > rest_.size() - at) return std::nullopt;
  return DerElement{.tag = DerTag{byte_at(rest_, 0)},
                    .contents = rest_.substr(at, length),
                    .whole = rest_.substr(0, at + length)};
}

std::size_t bit_length(std::string_view integer) {
  const std::size_t first = integer.find_first_not_of('\0');
  if (first == std::string_view::npos) return 0;
  return 8 * (integer.size() - first - 1) +
         static_cast<std::size_t>(std::bit_width(byte_at(integer, first)));
}

}  // namespace ecac::x509
