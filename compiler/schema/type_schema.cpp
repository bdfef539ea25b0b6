#include "compiler/schema/type_schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/edit_distance.h"

namespace ecac {

const EnumValue* EnumSchema::find(std::string_view value) const {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const EnumValue& other) { return other.name == value; });
  return found == values.end() ? nullptr : &*found;
}

const EnumValue* EnumSchema::find_ignoring_case(std::string_view value) const {
  if (const EnumValue* exact = find(value)) return exact;
  const auto found = std::find_if(values.begin(), values.end(), [&](const EnumValue& other) {
    return equal_ignoring_case(other.name, value);
  });
  return found == values.end() ? nullptr : &*found;
}

const EnumValue* EnumSchema::find_runtime(std::string_view scope) const {
  const auto found = std::find_if(values.begin(), values.end(),
                                  [&](const EnumValue& other) { return other.runtime == scope; });
  return found == values.end() ? nullptr : &*found;
}

std::string_view EnumSchema::meaning_of_mistake(std::string_view written) const {
  const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&](const Mistake& mistake) {
    return mistake.written == written;
  });
  return found == mistakes.end() ? std::string_view() : found->means;
}

bool EnumSchema::is_dropped(std::string_view flow, std::string_view value) const {
  return std::any_of(drops.begin(), drops.end(), [&](const Drops& some) {
    return some.flow == flow &&
           std::find(some.values.begin(), some.values.end(), value) != some.values.end();
  });
}

bool FieldSchema::allows(long long number, ApiVersion version) const {
  return std::any_of(allowed.begin(), allowed.end(), [&](const Allowed& other) {
    return other.value == number && other.since <= version;
  });
}

std::string FieldSchema::allowed_numbers(ApiVersion version) const {
  std::string numbers;
  for (const Allowed& number : allowed) {
    if (number.since > version) continue;
    numbers += fmt::format("{}{}", numbers.empty() ? "" : ", ", number.value);
  }
  return numbers;
}

const FieldSchema* RecordSchema::find(std::string_view element) const {
  const std::uint16_t position = by_name.find(element);
  return position == NameIndex::kNone ? nullptr : &fields[position];
}

}  // namespace ecac
