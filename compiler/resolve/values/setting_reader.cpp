#include "compiler/resolve/values/setting_reader.h"

#include <fmt/format.h>

#include "compiler/resolve/values/field_value.h"

namespace ecac {

namespace {

template <class Reading>
Reading reading_of(Resolved<std::string_view> value) {
  using State = decltype(Reading::state);
  return {value.known() ? State::value : State::unknown, value.value.value_or(""),
          std::move(value.origin)};
}

template <class Reading>
Resolved<std::string_view> value_of(Reading reading) {
  if (reading.state == decltype(reading.state)::unknown) {
    return {std::nullopt, std::move(reading.origin)};
  }
  return {reading.text, std::move(reading.origin)};
}

}  // namespace

Place place_of(FileId file, const FieldFact& fact) {
  return {file, fact.value.empty() ? fact.element : fact.value};
}

std::string placeholder_reason(std::string_view value) {
  return unknown_placeholder(value, FieldId::none).origin.decided_by();
}

SettingReader::Reading SettingReader::default_of(FieldId field) const {
  return reading_of<Reading>(value_of_absent(project_.schema(), project_.api_version(), field));
}

SettingReader::Reading SettingReader::written(FileId file, FieldId field) const {
  const FileFacts& facts = project_.file(file).facts;
  const auto path = [&] { return project_.shown_path(file); };
  if (!facts.usable()) return reading_of<Reading>(unknown_in_unreadable_file(path(), field));
  const FieldFact* fact = facts.find(field);
  if (fact == nullptr) {
    if (facts.broken()) return reading_of<Reading>(unknown_in_broken_file(path(), field));
    if (facts.notes().is_meant(field)) {
      return reading_of<Reading>(unknown_misplaced(path(), field));
    }
    return Reading{Reading::State::absent, {}, Origin::default_of(field, Standing::documented)};
  }
  return reading_of<Reading>(value_of_element(
      *fact, facts.text(*fact), Origin::written_at(place_of(file, *fact), field), path));
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
  return as_boolean(field, value_of(read(from, field)));
}

Resolved<std::string> SettingReader::text(const SettingFiles& from, FieldId field) const {
  return owned(value_of_list(project_.schema(), field, value_of(read(from, field))));
}

Resolved<long long> SettingReader::number(const SettingFiles& from, FieldId field,
                                          long long none) const {
  Resolved<long long> number = as_number(field, value_of(read(from, field)));
  if (!number.known() && number.origin.kind != OriginKind::unknown) number.value = none;
  return number;
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
