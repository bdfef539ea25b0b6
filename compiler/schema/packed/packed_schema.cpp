#include "compiler/schema/packed/packed_schema.h"

#include "compiler/schema/packed/schema_packer.h"
#include "compiler/schema/packed/schema_unpacker.h"
#include "compiler/schema/schema_set_data.h"

namespace ecac {

template <typename Archive, typename Data>
void PackedSchema::describe(Archive& archive, Data& data) {
  // All members by name, so that none is forgotten. What is left out are the texts, the patterns,
  // which are compiled when they are asked for, and what is looked up by name (`index`).
  auto& [text, types, type_positions, field_types, enums, vocabulary, value_vocabulary, profiles,
         key_files, foreign_folders, authorization_servers, baseline, retrieved_form, requests,
         secret_names, token_scopes, newest_version, patterns_mutex, patterns, type_names,
         enum_names, suffixes, file_names, wrong_suffixes] = data;
  // The lists first, for fields point to them.
  archive(enums, types, type_positions, field_types, vocabulary, value_vocabulary, profiles,
          key_files, foreign_folders, authorization_servers, baseline, retrieved_form, requests,
          secret_names, token_scopes, newest_version);
}

PackedSchema::Parts PackedSchema::pack(const SchemaSet& set) {
  const SchemaSet::Data& data = *set.data_;
  SchemaPacker packer(data.enums);
  describe(packer, data);
  return packer.take();
}

std::shared_ptr<const SchemaSet> PackedSchema::unpack(std::string_view structure,
                                                      std::string_view texts) {
  const std::shared_ptr<SchemaSet> set(new SchemaSet());
  SchemaSet::Data& data = *set->data_;
  SchemaUnpacker unpacker(structure, texts, data.enums);
  describe(unpacker, data);
  ECAC_CHECK(unpacker.is_at_end());
  index(*set);
  return set;
}

void PackedSchema::index(SchemaSet& set) {
  SchemaSet::Data& data = *set.data_;
  data.enum_names.reserve(data.enums.size());
  for (std::size_t i = 0; i < data.enums.size(); ++i) data.enum_names.add(data.enums[i].name, i);
  std::size_t wrong_suffixes = 0;
  for (const TypeSchema& type : data.types) wrong_suffixes += type.wrong_suffixes.size();
  data.wrong_suffixes.reserve(wrong_suffixes);
  for (NameIndex* names : {&data.type_names, &data.suffixes, &data.file_names}) {
    names->reserve(data.types.size());
  }
  set.fields_.assign(data.field_types.size(), &SchemaSet::kNoField);
  const auto place = [&](const RecordSchema& record) {
    for (const FieldSchema& field : record.fields) {
      set.fields_[static_cast<std::size_t>(field.id)] = &field;
    }
  };
  for (std::size_t i = 0; i < data.types.size(); ++i) {
    const TypeSchema& type = data.types[i];
    data.type_names.add(type.name, i);
    if (!type.suffix.empty()) {
      NameIndex& names = type.file_name.empty() ? data.suffixes : data.file_names;
      names.add(type.file_name.empty() ? type.suffix : type.file_name, i);
    }
    for (const std::string_view suffix : type.wrong_suffixes) data.wrong_suffixes.add(suffix, i);
    place(type.root);
    for (const RecordSchema& record : type.records) place(record);
  }
}

}  // namespace ecac
