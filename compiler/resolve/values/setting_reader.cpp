#include "compiler/resolve/values/setting_reader.h"

#include <fmt/format.h>

#include <charconv>

#include "compiler/secrets/placeholder.h"

namespace ecac {

namespace {

std::optional<bool> as_boolean(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

std::optional<long long> as_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return number;
}

}  // namespace

Place place_of(FileId file, const FieldFact& fact) {
  return {file, fact.value.empty() ? fact.element : fact.value};
}

std::string placeholder_reason(std::string_view value) {
  const Placeholder found = find_placeholder(value);
  return fmt::format("the value of `{}`", value.substr(found.begin, found.end - found.begin));
}

SettingReader::Reading SettingReader::default_of(FieldId field) const {
  const FieldSchema& schema = project_.schema().field(field);
  Reading reading;
  const bool settled = schema.default_standing == Standing::documented ||
                       schema.default_standing == Standing::observed;
  if (schema.default_value && settled) {
    reading.state = Reading::State::value;
    reading.text = *schema.default_value;
    reading.origin = Origin::default_of(field, schema.default_standing);
  } else if (schema.default_standing == Standing::unconfirmed ||
             schema.kind == FieldKind::boolean) {
    reading.origin = Origin::unknown_until("`{field}`, whose default nobody documents", field);
  } else {
    reading.state = Reading::State::absent;
    reading.origin = Origin::default_of(field, Standing::documented);
  }
  return reading;
}

SettingReader::Reading SettingReader::written(FileId file, FieldId field) const {
  const FileFacts& facts = project_.file(file).facts;
  const auto unknown = [&](std::string decided_by) {
    return Reading{
        Reading::State::unknown, {}, Origin::unknown_until(std::move(decided_by), field)};
  };
  if (!facts.usable()) {
    return unknown(fmt::format("`{}`, which cannot be read", project_.shown_path(file)));
  }
  const FieldFact* fact = facts.find(field);
  if (fact == nullptr) {
    if (facts.broken()) {
      return unknown(fmt::format("`{}` once it is well-formed", project_.shown_path(file)));
    }
    return Reading{Reading::State::absent, {}, Origin::default_of(field, Standing::documented)};
  }
  if (fact->mended || fact->foreign) {
    return unknown(fmt::format("`{}` once it is well-formed", project_.shown_path(file)));
  }
  const std::string_view text = facts.text(*fact);
  if (fact->tainted) return unknown(placeholder_reason(text));
  return {Reading::State::value, text, Origin::written_at(place_of(file, *fact), field)};
}

SettingReader::Reading SettingReader::written(const SettingFiles& from, FieldId field) const {
  if (from.files.empty()) {
    return {Reading::State::absent, {}, Origin::default_of(field, Standing::documented)};
  }
  Reading first = written(from.files.front(), field);
  for (std::size_t i = 1; i < from.files.size(); ++i) {
    const Reading other = written(from.files[i], field);
    if (other.state == first.state && other.text == first.text) continue;
    return {Reading::State::unknown,
            {},
            Origin::unknown_until(
                fmt::format("which of `{}` and `{}` holds", project_.shown_path(from.files.front()),
                            project_.shown_path(from.files[i])),
                field)};
  }
  return first;
}

SettingReader::Reading SettingReader::read(const SettingFiles& from, FieldId field) const {
  Reading reading = written(from, field);
  if (reading.state != Reading::State::absent) return reading;
  const Absence absence = from.files.empty() ? from.of_file : from.of_field;
  if (absence == Absence::defaults) return default_of(field);
  return {Reading::State::unknown,
          {},
          Origin::unknown_until("`{field}` of `{type}` in the org", field)};
}

Resolved<bool> SettingReader::boolean(const SettingFiles& from, FieldId field) const {
  Reading reading = read(from, field);
  if (reading.state == Reading::State::value) {
    if (const auto value = as_boolean(reading.text)) return {value, std::move(reading.origin)};
    return Resolved<bool>::unknown("a valid value of `{field}`", field);
  }
  if (reading.state == Reading::State::absent) {
    return Resolved<bool>::unknown("`{field}`, which has no default", field);
  }
  return {std::nullopt, std::move(reading.origin)};
}

Resolved<std::string> SettingReader::text(const SettingFiles& from, FieldId field) const {
  Reading reading = read(from, field);
  if (reading.state == Reading::State::unknown) return {std::nullopt, std::move(reading.origin)};
  const FieldSchema& schema = project_.schema().field(field);
  if (schema.values != nullptr && schema.list == ListSyntax::none && !reading.text.empty()) {
    const EnumValue* value = schema.values_ignore_case
                                 ? schema.values->find_ignoring_case(reading.text)
                                 : schema.values->find(reading.text);
    if (value == nullptr) {
      return Resolved<std::string>::unknown("a valid value of `{field}`", field);
    }
    reading.text = value->name;
  }
  return {std::string(reading.text), std::move(reading.origin)};
}

Resolved<long long> SettingReader::number(const SettingFiles& from, FieldId field,
                                          long long none) const {
  Reading reading = read(from, field);
  if (reading.state == Reading::State::unknown) return {std::nullopt, std::move(reading.origin)};
  if (reading.text.empty()) return {none, std::move(reading.origin)};
  if (const auto number = as_number(reading.text)) return {number, std::move(reading.origin)};
  return Resolved<long long>::unknown("a valid value of `{field}`", field);
}

Resolved<bool> SettingReader::present(const SettingFiles& from, FieldId field) const {
  Reading reading = written(from, field);
  if (reading.state == Reading::State::absent) {
    const Absence absence = from.files.empty() ? from.of_file : from.of_field;
    if (absence == Absence::unknown) reading = read(from, field);
  }
  if (reading.state == Reading::State::unknown) return {std::nullopt, std::move(reading.origin)};
  // What holds elements has no text of its own.
  const bool block = reading.state == Reading::State::value &&
                     project_.schema().field(field).kind == FieldKind::complex;
  return {block || !reading.text.empty(), std::move(reading.origin)};
}

const FieldFact* SettingReader::fact(const SettingFiles& from, FieldId field, FileId& file) const {
  const FieldFact* found = nullptr;
  for (const FileId id : from.files) {
    const FileFacts& facts = project_.file(id).facts;
    const FieldFact* here = facts.find(field);
    if (here == nullptr) continue;
    if (found != nullptr) return nullptr;
    found = here;
    file = id;
  }
  return found;
}

}  // namespace ecac
