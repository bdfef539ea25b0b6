#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/schema/name_index.h"
#include "compiler/schema/request_schema.h"
#include "compiler/schema/schema_set.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// What a SchemaSet owns. All strings are views into `text`; nothing in the vectors moves any more
/// once the loader has filled them.
struct SchemaSet::Data {
  std::unique_ptr<char[]> text;
  std::vector<TypeSchema> types;
  std::vector<std::uint16_t> type_positions;  ///< by TypeId
  std::vector<TypeId> field_types;            ///< by FieldId
  std::vector<EnumSchema> enums;
  std::vector<VocabularyEntry> vocabulary;  ///< sorted by `written`
  std::vector<ValueVocabularyEntry> value_vocabulary;
  std::vector<StandardProfile> profiles;
  std::vector<KeyFileForm> key_files;
  std::vector<ForeignFolder> foreign_folders;
  std::vector<AuthorizationServer> authorization_servers;
  Baseline baseline;
  RetrievedForm retrieved_form;
  std::vector<RequestSet> requests;
  std::vector<std::string_view> secret_names;
  std::vector<std::string_view> token_scopes;
  ApiVersion newest_version = 0;

  /// The patterns of fields, compiled when a value is first held against one: most runs need none,
  /// and RE2 is slow to compile.
  mutable Mutex patterns_mutex;
  mutable std::unordered_map<std::string_view, std::unique_ptr<const RE2>> patterns;

  NameIndex type_names;
  NameIndex enum_names;
  NameIndex suffixes;    ///< of types without a fixed file name
  NameIndex file_names;  ///< fixed ones
  NameIndex wrong_suffixes;
};

}  // namespace ecac
