#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/schema/baseline.h"
#include "compiler/schema/type_schema.h"
#include "compiler/support/result.h"

namespace ecac {

/// One file of schemas/, by its path below that folder.
struct SchemaFile {
  std::string_view path;
  std::string_view text;
};

/// A wrong word seen in real metadata, and what was meant (schemas/vocabulary.xml).
struct VocabularyEntry {
  std::string_view written;
  std::string_view means;   ///< `field` of the same type, or `Type.field`
  std::string_view family;  ///< connectedApp, guideSample, principalParts, template, misspelling
  std::string_view hint;
  bool lossless = false;
  std::vector<TypeId> types;  ///< where it is looked for
};

/// The same for a value; `fields` are those it is looked for in.
struct ValueVocabularyEntry {
  std::string_view written;
  std::string_view means;  ///< empty where there is no such value
  std::string_view family;
  std::string_view hint;
  std::vector<FieldId> fields;
};

/// A profile that Salesforce creates: its name in metadata and its label in Setup.
struct StandardProfile {
  std::string_view name;
  std::string_view label;
};

/// A file that is named like a private key (schemas/key-files.xml).
struct KeyFileForm {
  std::string_view suffix;                    ///< in small letters
  std::string_view holds;                     ///< `key` or `store`
  std::vector<std::string_view> binary = {};  ///< first bytes of a content that is no text, in hex
  std::string_view text = {};                 ///< what a text of it may begin with besides PEM
};

/// A folder of a type that is not among ours (schemas/foreign-folders.xml).
struct ForeignFolder {
  std::string_view name;
  std::string_view type;
  std::string_view suffix = {};  ///< only such files belong to it; "" is all below it
};

struct RequestSet;

/// How an authorization server wants to be told whom a token is for.
enum class AudienceForm : std::uint8_t {
  resource,      ///< the parameter of RFC 8707; also where nothing is known
  own_resource,  ///< a `resource` older than that, which may be any id
  audience,      ///< the parameter `audience`
  scope,         ///< the scopes begin with it, and a `resource` beside them is refused
};

/// Token endpoints with a form of their own (schemas/authorization-servers.xml).
struct AuthorizationServer {
  std::string_view name;
  AudienceForm audience = AudienceForm::resource;
  std::vector<std::string_view> hosts = {};  ///< with a dot in front all below it; empty is any
  std::string_view path = {};                ///< part of the path; "" is any
};

/// A character that a retrieve does not write as itself in a text.
struct RetrievedEscape {
  std::string_view character;  ///< one, ASCII
  std::string_view as;
  Standing standing = Standing::none;
};

/// How an org writes files (schemas/retrieved-form.xml).
struct RetrievedForm {
  std::string_view declaration;  ///< the first line; empty where the schemas do not say the form
  int indentation = 0;           ///< blanks a level
  Standing document_standing = Standing::none;
  std::vector<RetrievedEscape> escapes = {};
  /// Names of elements that stand before their siblings, which follow by the bytes of their names.
  std::vector<std::string_view> first = {};
  Standing order_standing = Standing::none;

  bool known() const { return !declaration.empty(); }
};

/// All metadata types we know, immutable once loaded, shared by all threads.
class SchemaSet {
 public:
  /// Reads the files of a schemas/ folder. Errors name the file and the line.
  static Result<std::shared_ptr<const SchemaSet>> load(std::span<const SchemaFile> files);

  /// The built-in set, made of schemas/ when the program was built, unpacked on first use.
  static const std::shared_ptr<const SchemaSet>& embedded();

  /// Sorted by name. Types that only the built-in set has are not among them.
  std::span<const TypeSchema> types() const;
  /// For an id that this set does not have: a type or field without a name.
  const TypeSchema& type(TypeId id) const;
  const FieldSchema& field(FieldId id) const {
    const auto index = static_cast<std::size_t>(id);
    return index < fields_.size() ? *fields_[index] : kNoField;
  }
  /// The type whose record the field belongs to.
  TypeId type_of(FieldId id) const;
  const TypeSchema* find_type(
      std::string_view name) const;  ///< exact metadata type name (root element)
  const TypeSchema* find_by_suffix(std::string_view suffix, std::string_view file_stem) const;
  /// The type meant by a suffix that people write instead of the right one; null if none.
  const TypeSchema* find_by_wrong_suffix(std::string_view suffix) const;
  /// One more than the largest id.
  std::size_t field_count() const;
  std::size_t type_count() const;
  /// Top-level fields of this name in the other types of the same app (its header, settings and
  /// policies); empty for types that belong to no app.
  std::vector<FieldId> sibling_fields(TypeId type, std::string_view name) const;
  std::span<const EnumSchema> enums() const;
  const EnumSchema* find_enum(std::string_view name) const;
  const VocabularyEntry* find_vocabulary(TypeId type, std::string_view written) const;
  const ValueVocabularyEntry* find_value_vocabulary(FieldId field, std::string_view written) const;
  /// Whether the value fits a pattern of the schema (RE2, anchored); true where that is empty.
  bool matches(std::string_view pattern, std::string_view value) const;
  std::span<const StandardProfile> standard_profiles() const;
  std::span<const KeyFileForm> key_files() const;
  /// Index of the form with that suffix, whatever its letter case.
  std::optional<std::uint16_t> find_key_file(std::string_view suffix) const;
  std::span<const ForeignFolder> foreign_folders() const;
  std::span<const AuthorizationServer> authorization_servers() const;
  const Baseline& baseline() const;
  const RetrievedForm& retrieved_form() const;
  /// The requests of a flow, as the resolved document calls it; null if none is described.
  const RequestSet* find_requests(std::string_view of) const;
  std::span<const RequestSet> requests() const;
  ApiVersion newest_version() const;
  /// Names of all fields that hold a secret in some type, sorted; for redaction of broken files.
  std::span<const std::string_view> secret_names() const;
  /// OAuth scopes of the tokens that protected services of a site ask for.
  std::span<const std::string_view> token_scopes() const;

  SchemaSet(const SchemaSet&) = delete;
  SchemaSet& operator=(const SchemaSet&) = delete;
  ~SchemaSet();

 private:
  SchemaSet();
  friend class PackedSchema;
  friend class SchemaLoader;
  struct Data;
  static const FieldSchema kNoField;

  std::unique_ptr<Data> data_;
  /// By FieldId; beside the rest, for rules and binder ask it for every element.
  std::vector<const FieldSchema*> fields_ = {};
};

}  // namespace ecac
