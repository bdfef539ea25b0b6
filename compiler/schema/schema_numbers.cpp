#include "compiler/schema/schema_numbers.h"

#include <algorithm>

#include "compiler/schema/known_names.h"
#include "compiler/support/check.h"

namespace ecac {
namespace {

/// The position of the item, which is nearly always the expected one; the size if there is none.
template <typename Item, typename Matches>
std::size_t position_of(std::span<const Item> items, std::size_t expected, const Matches& matches) {
  if (expected < items.size() && matches(items[expected])) return expected;
  return static_cast<std::size_t>(std::find_if(items.begin(), items.end(), matches) -
                                  items.begin());
}

}  // namespace

SchemaNumbers::SchemaNumbers()
    : type_count_(known_types().size()), field_count_(known_fields().size()) {}

TypeId SchemaNumbers::type_id(std::string_view name) {
  const std::size_t known = position_of(known_types(), expected_type_,
                                        [&](std::string_view other) { return other == name; });
  expected_type_ = known + 1;
  return static_cast<TypeId>(known < known_types().size() ? known : type_count_++);
}

FieldId SchemaNumbers::field_id(TypeId type, FieldId parent, std::string_view name) {
  const std::size_t known =
      position_of(known_fields(), expected_field_, [&](const KnownField& field) {
        return field.type == type && field.parent == parent && field.name == name;
      });
  expected_field_ = known + 1;
  const std::size_t id = known < known_fields().size() ? known : field_count_++;
  ECAC_CHECK(id < static_cast<std::size_t>(FieldId::none));
  return static_cast<FieldId>(id);
}

}  // namespace ecac
