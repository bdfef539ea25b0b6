#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "compiler/schema/type_schema.h"
#include "compiler/source/text_range.h"
#include "compiler/syntax/xml_value.h"

namespace ecac {

/// `absent` is a field that has no fact. `xsi:nil` is kept apart from an empty element, though
/// rules treat it as absent.
enum class ValueState : std::uint8_t { absent, set, empty, nil };

using FactIndex = std::uint32_t;
inline constexpr FactIndex kNoFact = 0xFFFFFFFF;

/// One known element of a file: which field, its decoded value without blanks around it, and where
/// everything stands. Facts are in document order; what is inside a complex field follows it.
struct FieldFact {
  FieldId field = FieldId::none;
  ValueState state = ValueState::absent;
  bool tainted : 1 = false;  ///< the value holds a deploy-time placeholder
  bool mended : 1 = false;   ///< the element was repaired or touches a repair
  bool foreign : 1 = false;  ///< a leaf that holds elements; its value is not to be judged
  FactIndex parent = kNoFact;
  FactIndex subtree_end = 0;  ///< one past the last fact inside this one
  TextRange element = {};     ///< from `<` of the start tag to `>` of the end tag
  TextRange value = {};  ///< the value without blanks around it; empty range where it would stand
  std::uint32_t start_tag_size = 0;
  std::uint32_t text_begin = 0;  ///< decoded value, in the file's block
  std::uint32_t text_size = 0;
  std::uint32_t map_begin = 0;  ///< segments that lead back to bytes, where decoding changed any
  std::uint32_t map_size = 0;

  /// It stands as its author wrote it: not repaired, and no elements where a text belongs.
  bool intact() const { return !mended && !foreign; }
  /// It has a text, as its author wrote it. Placeholders in it are still open.
  bool has_text() const { return state == ValueState::set && intact(); }
  /// That text is what will be deployed, so that a rule may judge it.
  bool judgeable() const { return has_text() && !tainted; }

  TextRange start_tag() const { return {element.begin, element.begin + start_tag_size}; }
};

/// Bytes of a decoded value from `begin` on and where they were written.
using ValueSegment = XmlValue::Segment;

/// Range in the file of the bytes [begin, end) of a value that stands at `value`.
TextRange source_of_value(TextRange value, std::span<const ValueSegment> map, std::size_t begin,
                          std::size_t end);

/// A use of another component's name: which type it names, by what form, and where.
struct NameUse {
  TypeId type = TypeId::none;
  FieldId field = FieldId::none;
  FactIndex fact = kNoFact;
  TextRange range = {};
  std::uint32_t text_begin = 0;
  std::uint32_t text_size = 0;
};

}  // namespace ecac
