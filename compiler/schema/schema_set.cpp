#include "compiler/schema/schema_set.h"

#include <algorithm>
#include <memory>
#include <string>

#include "compiler/schema/schema_set_data.h"
#include "compiler/support/check.h"
#include "compiler/support/text/ascii.h"

namespace ecac {
namespace {

template <typename Item>
const Item* item_or_null(const std::vector<Item>& items, std::uint16_t position) {
  return position == NameIndex::kNone ? nullptr : &items[position];
}

constexpr std::string_view kHeaderRole = "header";

/// The header that a settings or policies type belongs to; the header itself for a header.
TypeId header_of(const SchemaSet& schema, const TypeSchema& type) {
  if (type.role == kHeaderRole) return type.id;
  if (type.role != "settings" && type.role != "policies") return TypeId::none;
  for (const FieldSchema& field : type.root.fields) {
    if (field.reference_type == TypeId::none || field.required == Requirement::optional) continue;
    if (schema.type(field.reference_type).role == kHeaderRole) return field.reference_type;
  }
  return TypeId::none;
}

}  // namespace

const FieldSchema SchemaSet::kNoField = {};

SchemaSet::SchemaSet() : data_(std::make_unique<Data>()) {}
SchemaSet::~SchemaSet() = default;

std::span<const TypeSchema> SchemaSet::types() const {
  return data_->types;
}

const TypeSchema& SchemaSet::type(TypeId id) const {
  static const TypeSchema absent = {};
  const auto index = static_cast<std::size_t>(id);
  if (index >= data_->type_positions.size()) return absent;
  const TypeSchema* found = item_or_null(data_->types, data_->type_positions[index]);
  return found == nullptr ? absent : *found;
}

std::size_t SchemaSet::field_count() const {
  return fields_.size();
}

std::size_t SchemaSet::type_count() const {
  return data_->type_positions.size();
}

TypeId SchemaSet::type_of(FieldId id) const {
  const auto index = static_cast<std::size_t>(id);
  return index < data_->field_types.size() ? data_->field_types[index] : TypeId::none;
}

const TypeSchema* SchemaSet::find_type(std::string_view name) const {
  return item_or_null(data_->types, data_->type_names.find(name));
}

const TypeSchema* SchemaSet::find_by_suffix(std::string_view suffix,
                                            std::string_view file_stem) const {
  const TypeSchema* found = item_or_null(data_->types, data_->suffixes.find(suffix));
  if (found != nullptr) return found;
  found = item_or_null(data_->types, data_->file_names.find(file_stem));
  return found != nullptr && found->suffix == suffix ? found : nullptr;
}

const TypeSchema* SchemaSet::find_by_wrong_suffix(std::string_view suffix) const {
  return item_or_null(data_->types, data_->wrong_suffixes.find(suffix));
}

std::span<const EnumSchema> SchemaSet::enums() const {
  return data_->enums;
}

const EnumSchema* SchemaSet::find_enum(std::string_view name) const {
  return item_or_null(data_->enums, data_->enum_names.find(name));
}

const VocabularyEntry* SchemaSet::find_vocabulary(TypeId type, std::string_view written) const {
  const auto& entries = data_->vocabulary;
  auto entry = std::lower_bound(
      entries.begin(), entries.end(), written,
      [](const VocabularyEntry& other, std::string_view word) { return other.written < word; });
  for (; entry != entries.end() && entry->written == written; ++entry) {
    const std::vector<TypeId>& types = entry->types;
    if (std::find(types.begin(), types.end(), type) != types.end()) return &*entry;
  }
  return nullptr;
}

const ValueVocabularyEntry* SchemaSet::find_value_vocabulary(FieldId field,
                                                             std::string_view written) const {
  for (const ValueVocabularyEntry& entry : data_->value_vocabulary) {
    if (entry.written == written &&
        std::find(entry.fields.begin(), entry.fields.end(), field) != entry.fields.end()) {
      return &entry;
    }
  }
  return nullptr;
}

std::span<const StandardProfile> SchemaSet::standard_profiles() const {
  return data_->profiles;
}

std::span<const KeyFileForm> SchemaSet::key_files() const {
  return data_->key_files;
}

std::span<const ForeignFolder> SchemaSet::foreign_folders() const {
  return data_->foreign_folders;
}

std::span<const AuthorizationServer> SchemaSet::authorization_servers() const {
  return data_->authorization_servers;
}

std::optional<std::uint16_t> SchemaSet::find_key_file(std::string_view suffix) const {
  const auto same = [](char a, char b) { return ascii::to_lower(a) == b; };
  for (std::size_t i = 0; i < data_->key_files.size(); ++i) {
    const std::string_view form = data_->key_files[i].suffix;
    if (std::equal(suffix.begin(), suffix.end(), form.begin(), form.end(), same)) {
      return static_cast<std::uint16_t>(i);
    }
  }
  return std::nullopt;
}

const Baseline& SchemaSet::baseline() const {
  return data_->baseline;
}

const RetrievedForm& SchemaSet::retrieved_form() const {
  return data_->retrieved_form;
}

const RequestSet* SchemaSet::find_requests(std::string_view of) const {
  const auto found = std::find_if(data_->requests.begin(), data_->requests.end(),
                                  [&](const RequestSet& set) { return set.of == of; });
  return found == data_->requests.end() ? nullptr : &*found;
}

std::span<const RequestSet> SchemaSet::requests() const {
  return data_->requests;
}

ApiVersion SchemaSet::newest_version() const {
  return data_->newest_version;
}

std::span<const std::string_view> SchemaSet::token_scopes() const {
  return data_->token_scopes;
}

std::span<const std::string_view> SchemaSet::secret_names() const {
  return data_->secret_names;
}

std::vector<FieldId> SchemaSet::sibling_fields(TypeId type, std::string_view name) const {
  std::vector<FieldId> found;
  const TypeId header = header_of(*this, this->type(type));
  if (header == TypeId::none) return found;
  for (const TypeSchema& other : types()) {
    if (other.id == type || other.undocumented || header_of(*this, other) != header) continue;
    const FieldSchema* field = other.root.find(name);
    if (field != nullptr && field->until == 0) found.push_back(field->id);
  }
  return found;
}

bool SchemaSet::matches(std::string_view pattern, std::string_view value) const {
  if (pattern.empty()) return true;
  const RE2* expression = nullptr;
  {
    const MutexLock lock(data_->patterns_mutex);
    std::unique_ptr<const RE2>& compiled = data_->patterns[pattern];
    if (compiled == nullptr) {
      compiled = std::make_unique<const RE2>(std::string(pattern), RE2::Quiet);
    }
    expression = compiled.get();
  }
  return !expression->ok() ||
         RE2::FullMatch(re2::StringPiece(value.data(), value.size()), *expression);
}

}  // namespace ecac
