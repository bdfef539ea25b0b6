#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "compiler/live/snapshot.h"

namespace ecac {

/// What stands at a place of a file: the one answer that hover, navigation, rename and completion
/// begin with.
struct StandingHere {
  enum class Kind : std::uint8_t {
    nothing,
    root,       ///< the start tag of the root element
    element,    ///< the name of an element, in either tag
    value,      ///< the text of a field
    list_item,  ///< one of the words of a list
    component,  ///< the name of another component
    unknown,    ///< an element that the type does not have
    comment,
    outside  ///< before or behind the root
  } kind = Kind::nothing;
  TextRange range = {};                            ///< of the thing itself
  const FieldSchema* field = nullptr;              ///< of element, value, list_item, component
  const FieldFact* fact = nullptr;                 ///< the same
  std::size_t use = static_cast<std::size_t>(-1);  ///< index into uses(), of a component
  SymbolId symbol = SymbolId::none;  ///< of a component, and of the root what the file defines
};

StandingHere what_stands_here(const Snapshot& snapshot, FileId file, std::uint32_t offset);

}  // namespace ecac
