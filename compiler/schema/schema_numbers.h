#pragma once

#include <cstddef>
#include <string_view>

#include "compiler/schema/type_schema.h"

namespace ecac {

/// Gives types and fields their ids: the generated ones to the names that code can name, whichever
/// schemas/ folder they come from, and the next free ones to all others.
class SchemaNumbers {
 public:
  SchemaNumbers();
  TypeId type_id(std::string_view name);
  FieldId field_id(TypeId type, FieldId parent, std::string_view name);
  std::size_t type_count() const { return type_count_; }
  std::size_t field_count() const { return field_count_; }

 private:
  std::size_t type_count_;
  std::size_t field_count_;
  std::size_t expected_type_ = 0;
  std::size_t expected_field_ = 0;
};

}  // namespace ecac
