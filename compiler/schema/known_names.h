#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/schema/type_schema.h"

namespace ecac {

/// A field that has a generated constant: its name, below another field or directly in the type.
/// Its position in `known_fields()` is its FieldId.
struct KnownField {
  TypeId type;
  FieldId parent;  ///< none for a field of the type itself
  std::string_view name;
};

/// Names of the types that have generated constants; the position is the TypeId.
std::span<const std::string_view> known_types();
std::span<const KnownField> known_fields();

}  // namespace ecac
