#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// Where a place stands in a JSON text that may be broken anywhere: what is around it, and what is
/// being written. Comments are heeded. Takes time linear in the text before the place.
struct JsonContext {
  enum class Kind : std::uint8_t { nothing, key, value } kind = Kind::nothing;
  /// The keys from the outside in; `[]` for the items of a list. Of a value its key is the last.
  std::vector<std::string> path = {};
  std::vector<std::string> keys = {};   ///< of the object around, of a key
  std::vector<std::string> items = {};  ///< the texts of the list around, of an item
  TextRange replaced = {};              ///< what is being written, with its quotes
  std::string letters = {};             ///< of it before the place, without quotes
  bool quoted = false;                  ///< it begins with a quote
  bool has_colon = false;               ///< of a key: one follows
};

JsonContext json_context(std::string_view text, std::uint32_t offset);

}  // namespace ecac
