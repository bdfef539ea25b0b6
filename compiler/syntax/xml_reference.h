#pragma once

#include <cstdint>
#include <string_view>

namespace ecac {

/// What an ampersand begins.
enum class XmlReferenceKind : std::uint8_t {
  character,          ///< a character reference or one of the five predefined entities
  undefined_entity,   ///< `&name;` that only a DTD could define
  invalid_character,  ///< `&#...;` of what is no Char
  unterminated,       ///< one of the two good kinds, but for its semicolon
  none,               ///< an ampersand and no more
};

/// A character or entity reference, and how many bytes it takes.
struct XmlReference {
  XmlReferenceKind kind = XmlReferenceKind::none;
  std::uint32_t size = 1;
  char32_t value = 0;  ///< for `character` only
};

/// Reads the reference whose `&` stands at `at`.
XmlReference read_xml_reference(std::string_view text, std::size_t at);

}  // namespace ecac
