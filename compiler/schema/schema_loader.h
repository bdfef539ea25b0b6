#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/schema/request_reader.h"
#include "compiler/schema/schema_drafts.h"
#include "compiler/schema/schema_numbers.h"
#include "compiler/schema/schema_set.h"
#include "compiler/schema/schema_set_data.h"
#include "compiler/schema/type_reader.h"

namespace ecac {

/// Turns schema files into a SchemaSet: lists of values first, then types, then what refers to
/// types.
class SchemaLoader {
 public:
  explicit SchemaLoader(std::span<const SchemaFile> files);

  Result<std::shared_ptr<const SchemaSet>> load();

 private:
  using ReadFile = void (SchemaLoader::*)(SchemaReader&);
  /// A list that names its field, which is read later, and where it does so.
  struct ListToPlace {
    const SchemaFile* file;
    std::ptrdiff_t offset;
    std::string_view of;
  };

  void read_files(std::string_view path_start, std::string_view root, ReadFile read);
  void read_enum(SchemaReader& reader);
  static void read_value(SchemaReader& reader, pugi::xml_node node, EnumSchema& list);
  static void read_drops(SchemaReader& reader, pugi::xml_node node, EnumSchema& list);
  static void read_token_form(SchemaReader& reader, pugi::xml_node node, EnumSchema& list);
  static void check_values(SchemaReader& reader, const EnumSchema& list);
  void read_type(SchemaReader& reader);
  void read_profiles(SchemaReader& reader);
  void read_key_files(SchemaReader& reader);
  void read_foreign_folders(SchemaReader& reader);
  void read_authorization_servers(SchemaReader& reader);
  void read_baseline(SchemaReader& reader);
  void read_retrieved_form(SchemaReader& reader);
  void read_requests(SchemaReader& reader);
  void read_vocabulary(SchemaReader& reader);
  void read_vocabulary_entry(SchemaReader& reader, pugi::xml_node node);
  void read_value_vocabulary_entry(SchemaReader& reader, pugi::xml_node node);
  std::vector<TypeId> vocabulary_types(SchemaReader& reader, pugi::xml_node node,
                                       const std::vector<std::string_view>& names);

  void check_file_name(SchemaReader& reader, std::string_view name);
  void index_type(SchemaReader& reader, std::size_t position);
  void resolve_fields();
  /// Fields with that name, of the type itself and of its records.
  std::vector<FieldId> fields_named(const TypeSchema& type, std::string_view name) const;
  /// The same for `Type.field`.
  std::vector<FieldId> fields_at(std::string_view path) const;
  void place_fields();
  void place_fields(const TypeSchema& type, const RecordSchema& record);

  std::vector<const SchemaFile*> files_;
  std::shared_ptr<SchemaSet> set_;
  SchemaSet::Data& data_;
  SchemaProblems problems_;
  SchemaNumbers numbers_;
  char* free_text_ = nullptr;
  std::vector<FieldToResolve> to_resolve_;
  std::vector<ListToPlace> to_place_;
  RequestReader requests_ = {};
};

}  // namespace ecac
