#include "compiler/schema/type_schema.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

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

/// Setup and Help do not agree on capitals and hyphens of a label.
static bool are_same_words(std::string_view a, std::string_view b) {
  const auto next = [](std::string_view& text) {
    while (!text.empty() && !ascii::is_letter_or_digit(text.front())) text.remove_prefix(1);
    if (text.empty()) return '\0';
    const char first = ascii::to_lower(text.front());
    text.remove_prefix(1);
    return first;
  };
  for (;;) {
    const char first = next(a);
    if (first != next(b)) return false;
    if (first == '\0') return true;
  }
}

const EnumSchema::Mistake* EnumSchema::find_mistake(std::string_view written) const {
  const auto found = std::find_if(mistakes.begin(), mistakes.end(), [&](const Mistake& mistake) {
    return mistake.written == written ||
           (mistake.setup && are_same_words(mistake.written, written));
  });
  return found == mistakes.end() ? nullptr : &*found;
}

std::string_view EnumSchema::meaning_of_mistake(std::string_view written) const {
  const Mistake* mistake = find_mistake(written);
  return mistake == nullptr ? std::string_view() : mistake->means;
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
