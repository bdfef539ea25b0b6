#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What stands at a place of a file of the project: the one answer that hover, navigation, rename
/// and completion begin with. Facts are those of the text as it is (`Snapshot::facts`), and good
/// until the next edit.
struct StandingHere {
  enum class Kind : std::uint8_t {
    nothing,    ///< blanks between elements, attributes, a file that is not one of the project's
    root,       ///< a tag of the root element
    element,    ///< the name of an element that the type has, in either tag
    value,      ///< the text of a field
    list_item,  ///< one of the words of a list
    component,  ///< the name of another component
    principal,  ///< the name of a principal behind that of its external credential
    own_name,   ///< the text of `<fullName>`, by which the file calls itself
    unknown,    ///< the name of an element that the type does not have
    comment,
    outside  ///< before or behind the root
  } kind = Kind::nothing;
  /// Of the thing itself: a name without brackets, a value without the blanks around it. Of the
  /// root its start tag; of nothing an empty one at the place.
  TextRange range = {};
  TextRange element = {};  ///< the innermost element with its tags; empty outside and in a comment
  /// The names in the tags of that element, as far as the tags are there.
  std::vector<TextRange> tag_names = {};
  const FieldSchema* field = nullptr;  ///< of that element, or of the one around an unknown one
  const FieldFact* fact = nullptr;     ///< the same; null directly below the root
  std::size_t use = static_cast<std::size_t>(-1);  ///< index into uses(), of a component
  /// Of a component the name as it is written there, whoever defines it (`meant_component` heeds
  /// letter case); of a principal its credential; of root and own name what the file defines.
  SymbolId symbol = SymbolId::none;
};

/// A place at the end of a word belongs to it, as a person means it who has just typed it.
StandingHere what_stands_here(const Snapshot& snapshot, FileId file, std::uint32_t offset);

}  // namespace ecac
