#include "compiler/resolve/values/field_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <vector>

#include "compiler/secrets/placeholder.h"

namespace ecac {

namespace {

/// Of a value that is written, but fits neither the field's kind nor its list.
constexpr char kNoValidValue[] = "a valid value of `{field}`";

}  // namespace

Resolved<std::string_view> unknown_misplaced(const std::string& path, FieldId field) {
  return Resolved<std::string_view>::unknown(
      fmt::format("an element of `{}` that is not where it belongs", path), field);
}

Resolved<std::string_view> unknown_in_broken_file(const std::string& path, FieldId field) {
  return Resolved<std::string_view>::unknown(fmt::format("`{}` once it is well-formed", path),
                                             field);
}

Resolved<std::string_view> unknown_in_unreadable_file(const std::string& path, FieldId field) {
  return Resolved<std::string_view>::unknown(fmt::format("`{}`, which cannot be read", path),
                                             field);
}

Resolved<std::string_view> unknown_placeholder(std::string_view text, FieldId field) {
  std::vector<std::string_view> names;
  for (const Placeholder& found : find_placeholders(text)) {
    const std::string_view name = text.substr(found.begin, found.end - found.begin);
    // Names in one text are few; a text of many says no more by all of them.
    constexpr std::size_t kMostNames = 8;
    if (names.size() == kMostNames) break;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  }
  if (names.empty()) {
    return Resolved<std::string_view>::unknown("what the deploy puts in its place", field);
  }
  return Resolved<std::string_view>::unknown(
      fmt::format("the value of `{}`", fmt::join(names, "` and `")), field);
}

Resolved<std::string_view> value_of_absent(const SchemaSet& schema, ApiVersion version,
                                           FieldId field) {
  const FieldSchema& known = schema.field(field);
  const bool applies = version == 0 || version >= known.default_since;
  const bool stated = known.default_standing == Standing::documented ||
                      known.default_standing == Standing::observed;
  if (known.default_value && stated && applies) {
    return {*known.default_value, Origin::default_of(field, known.default_standing)};
  }
  if (known.kind != FieldKind::boolean && known.default_standing != Standing::unconfirmed) {
    return {std::string_view(), Origin::default_of(field, Standing::documented)};
  }
  return Resolved<std::string_view>::unknown("`{field}`, whose default nobody documents", field);
}

Resolved<std::string_view> value_of_list(const SchemaSet& schema, FieldId field,
                                         Resolved<std::string_view> value) {
  const FieldSchema& known = schema.field(field);
  const bool judged = known.values != nullptr && known.list == ListSyntax::none;
  if (!judged || !value.known() || value.value->empty()) return value;
  const EnumValue* listed = known.values_ignore_case
                                ? known.values->find_ignoring_case(*value.value)
                                : known.values->find(*value.value);
  if (listed != nullptr) {
    value.value = listed->name;
  } else if (!known.values->grows) {
    return Resolved<std::string_view>::unknown(kNoValidValue, field);
  }
  return value;
}

Resolved<bool> as_boolean(FieldId field, Resolved<std::string_view> value) {
  if (!value.known()) return {std::nullopt, std::move(value.origin)};
  if (value.is("true") || value.is("1")) return {true, std::move(value.origin)};
  if (value.is("false") || value.is("0")) return {false, std::move(value.origin)};
  return Resolved<bool>::unknown(kNoValidValue, field);
}

Resolved<long long> as_number(FieldId field, Resolved<std::string_view> value) {
  if (!value.known() || value.value->empty()) return {std::nullopt, std::move(value.origin)};
  std::string_view digits = *value.value;
  if (digits.starts_with('+') && !digits.starts_with("+-")) digits.remove_prefix(1);
  long long number = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, number);
  if (error == std::errc() && stop == end) return {number, std::move(value.origin)};
  return Resolved<long long>::unknown(kNoValidValue, field);
}

Resolved<long long> within_limits(const FieldSchema& field, ApiVersion version,
                                  Resolved<long long> number) {
  if (!number.known()) return number;
  const long long value = *number.value;
  if (!field.allowed.empty() && !field.allows(value, version)) {
    return Resolved<long long>::unknown(fmt::format("a `{}` that API {}.0 allows: {}", field.name,
                                                    version, field.allowed_numbers(version)),
                                        field.id);
  }
  if (!field.is_outside(static_cast<double>(value))) return number;
  std::string range = fmt::format("a value of `{}`", field.name);
  if (field.min) range += fmt::format(" from {}", *field.min);
  if (field.max) range += fmt::format("{} to {}", field.min ? "" : " up", *field.max);
  if (!field.max) range += " on";
  return Resolved<long long>::unknown(std::move(range), field.id);
}

}  // namespace ecac
