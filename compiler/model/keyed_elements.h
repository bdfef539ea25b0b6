#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "compiler/model/file_facts.h"

namespace ecac {

/// An element of a list whose key an earlier one of the same list has.
struct RepeatedElement {
  const FieldFact* first = nullptr;
  const FieldFact* again = nullptr;
  const FieldFact* key_of_first = nullptr;  ///< the part of the key that tells them apart best
  const FieldFact* key_of_again = nullptr;
  std::vector<std::string_view> key = {};  ///< names of the fields that make the key
  std::size_t count = 0;                   ///< elements with this key
  bool same = false;                       ///< they say the same, descriptions aside
  bool identical = false;                  ///< that too
};

/// The elements that the schema tells apart by a key and that share one, in the order of the file.
/// A key that holds a placeholder is nobody's yet. Lists whose schema lets keys repeat have none.
std::vector<RepeatedElement> repeated_elements(const SchemaSet& schema, const FileFacts& facts);

}  // namespace ecac
