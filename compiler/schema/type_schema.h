#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/schema/name_index.h"

namespace ecac {

/// Index of a metadata type in the schema set.
enum class TypeId : std::uint16_t { none = 0xFFFF };

/// A field of a type or of one of its records, unique over the whole schema set. The generated
/// constants of `compiler/schema/field_ids.h` name those that code needs to name.
enum class FieldId : std::uint16_t { none = 0xFFFF };

/// Whole API versions (`66` is 66.0); 0 is "not stated".
using ApiVersion = std::uint16_t;

/// What the text of a field is read as.
enum class FieldKind : std::uint8_t {
  string,
  boolean,
  integer,
  number,
  date,
  enumeration,
  complex
};
enum class Requirement : std::uint8_t { optional, schema, documentation, advised, undocumented };
/// What a default, a limit or a value rests on.
enum class Standing : std::uint8_t {
  none,
  documented,
  observed,
  inferred,
  unconfirmed,
  norm,
  server,
  schema
};
enum class Owner : std::uint8_t { none, developer, admin, org };
enum class ListSyntax : std::uint8_t { none, comma, lines, space };
enum class ReferenceFormat : std::uint8_t { name, principal, name_or_id, label, username };
/// A form of text that has a check of its own.
enum class TextFormat : std::uint8_t {
  none,
  url,
  callback_url,
  email,
  ip_address,
  username,
  certificate,
  date_time,
  json_audience
};
/// What the address in a field, or in a parameter of a type, is good for.
enum class AddressUse : std::uint8_t { none, callout, authorize, token, user_info, keys };
enum class ReadDepth : std::uint8_t { fields, name, on_reference };

/// What a token with an OAuth scope is good for: an API, who the user is, or tokens only.
enum class ScopeReach : std::uint8_t { api, identity, tokens };

/// One value of a closed list, with the API versions that have it.
struct EnumValue {
  std::string_view name;
  ApiVersion since = 0;
  ApiVersion until = 0;
  bool internal = false;
  bool by_org = false;  ///< found only in what an org wrote itself
  bool undocumented = false;
  Standing standing = Standing::documented;
  Standing since_standing = Standing::documented;
  std::string_view runtime = {};          ///< OAuth scope name at run time
  std::string_view implies = {};          ///< blank separated values that this one includes
  int minutes = 0;                        ///< length, for values that are durations
  ScopeReach opens = ScopeReach::api;     ///< of an OAuth scope
  AddressUse address = AddressUse::none;  ///< of a type of parameters
  /// Of a host of an org that shows pages: the domain below which its APIs answer.
  std::string_view apis = {};
  std::string_view constant = {};  ///< what the generated constant is called, if not like the value
  /// Sub-fields that identify elements of a keyed list which have this value; empty: as all others.
  std::vector<std::string_view> key = {};
  /// Of a function: what each argument is, a kind of value or a list that a text must be in; and
  /// what it gives.
  std::vector<std::string_view> takes = {};
  std::string_view gives = {};
  bool repeats = false;  ///< elements with this value may share a key, or another rule reports it
  std::string_view description = {};
};

/// A closed list of values, with the spellings people write instead.
struct EnumSchema {
  std::string_view name;
  std::string_view description = {};
  std::string_view source = {};
  bool grows = false;  ///< newer API versions are known to add values
  /// `Type.field` of text whose meaning decides whether the list is its list; such a list is looked
  /// up by rules and never by the binder.
  std::string_view of = {};
  bool apart = false;  ///< no field has exactly these values; rules read the list
  std::vector<EnumValue> values = {};
  struct Mistake {
    std::string_view written;
    std::string_view means;
    bool setup = false;  ///< Setup's words for the value, in any letter case
  };
  std::vector<Mistake> mistakes = {};
  /// Values that a flow leaves out of the tokens it issues.
  struct Drops {
    std::string_view flow;
    std::vector<std::string_view> values = {};
    std::string_view source = {};
  };
  std::vector<Drops> drops = {};
  /// Scopes behind which something takes access tokens of one form only.
  struct TokenForm {
    bool jwt = false;            ///< takes JSON web tokens only; else opaque tokens only
    std::string_view what = {};  ///< "the APIs of the API platform"
    std::vector<std::string_view> values = {};
    bool every = false;     ///< all that a client does with the scope needs that form
    ApiVersion before = 0;  ///< from this version on, either form is taken; 0 is never
    std::string_view source = {};
  };
  std::vector<TokenForm> token_forms = {};

  const EnumValue* find(std::string_view value) const;
  const EnumValue* find_ignoring_case(std::string_view value) const;
  const Mistake* find_mistake(std::string_view written) const;          ///< null if not listed
  std::string_view meaning_of_mistake(std::string_view written) const;  ///< empty if not listed
  /// Whether a flow is known to leave the value out.
  bool is_dropped(std::string_view flow, std::string_view value) const;
  /// The value that has this name at run time; null if none.
  const EnumValue* find_runtime(std::string_view name) const;
  /// The values are OAuth scopes, which have another name at run time.
  bool has_runtime_names() const { return !values.empty() && !values.front().runtime.empty(); }
};

struct RecordSchema;

/// What may stand in one element: its form, its versions, its limits, whose it is, what it refers
/// to.
struct FieldSchema {
  FieldId id = FieldId::none;
  std::string_view name;
  FieldKind kind = FieldKind::string;
  Requirement required = Requirement::optional;
  ApiVersion required_since = 0;
  std::string_view required_unless = {};  ///< sibling whose presence makes it optional
  bool repeated = false;
  int max_count = 0;                       ///< 0: no limit known
  int max_addresses = 0;                   ///< of all its IP ranges together
  std::vector<std::string_view> key = {};  ///< sub-fields that identify a repeated element
  bool unique_key = false;
  bool key_repeats = false;  ///< two elements with the same key are in order
  /// Texts that say in a key what the absence of this field says.
  std::vector<std::string_view> absent_words = {};
  ApiVersion since = 0;
  ApiVersion documented_since = 0;
  ApiVersion until = 0;
  ApiVersion documented_until = 0;
  Standing since_standing = Standing::documented;
  std::optional<std::string_view> default_value = {};
  Standing default_standing = Standing::none;
  ApiVersion default_since = 0;
  const EnumSchema* values = nullptr;
  bool values_ignore_case = false;
  std::string_view reference = {};  ///< name of the metadata type whose full name the value is
  TypeId reference_type = TypeId::none;
  std::string_view reference_also = {};  ///< another type that the value may name instead
  TypeId reference_also_type = TypeId::none;
  std::string_view reference_base = {};  ///< class that a referenced Apex class has to extend
  ReferenceFormat reference_format = ReferenceFormat::name;
  ListSyntax list = ListSyntax::none;
  AddressUse address = AddressUse::none;
  bool secret = false;
  int secret_min_length = 0;  ///< shorter values are none, such as an empty one that is encrypted
  bool sensitive = false;
  Owner owner = Owner::none;
  std::string_view pattern = {};
  int max_length = 0;  ///< Unicode scalar values of the decoded text
  Standing limit_standing = Standing::none;
  std::optional<double> min = {};
  std::optional<double> max = {};
  /// Whether a number is beyond the limits. No limit holds what is no number at all.
  bool is_outside(double number) const {
    return (min && !(number >= *min)) || (max && !(number <= *max));
  }
  struct Allowed {
    long long value;
    ApiVersion since;
  };
  std::vector<Allowed> allowed = {};
  /// Whether an API version allows the number; false where no list says so.
  bool allows(long long number, ApiVersion version) const;
  /// All that it allows: `1, 5, 10`.
  std::string allowed_numbers(ApiVersion version) const;
  std::vector<long long> tolerated = {};
  int minutes = 0;  ///< the length that the number 0, or a switch that is on, stands for
  TextFormat format = TextFormat::none;
  bool internal = false;
  Severity internal_level = Severity::warning;
  bool read_only = false;
  bool removable = false;
  bool deprecated = false;            ///< the documentation advises against it; it still works
  std::string_view token_scope = {};  ///< of the token that is needed while the field is true
  std::string_view moved_to = {};
  std::string_view description = {};
  std::string_view source = {};
  const RecordSchema* record = nullptr;  ///< for complex fields
};
/// What a constraint says of its fields.
enum class ConstraintKind : std::uint8_t {
  needs,
  excludes,
  one_of,
  together,
  only_when,
  positive,
  matches
};

/// A relation between fields of one record that needs no code; the rule's page names its case.
struct Constraint {
  ConstraintKind kind;
  CaseId rule_case;
  FieldId when = FieldId::none;
  std::vector<std::string_view> is = {};  ///< values of `when`; `*` is any
  /// Further conditions that must hold as well; an absent field has its default here.
  struct Condition {
    FieldId when = FieldId::none;
    std::vector<std::string_view> is = {};
  };
  std::vector<Condition> also = {};
  std::string_view pattern = {};  ///< of `matches` (RE2, anchored)
  std::vector<FieldId> fields = {};
  std::string_view message = {};
  std::string_view source = {};
  bool offers_removal = false;  ///< an unsafe fix takes the field out
};

/// The fields of a type or of a complex field, found by element name in constant time.
struct RecordSchema {
  std::string_view name;
  bool open = false;  ///< elements that are not listed are no finding
  std::vector<FieldSchema> fields = {};
  std::vector<Constraint> constraints = {};
  const FieldSchema* find(std::string_view element) const;
  NameIndex by_name = {};
};

/// What a user needs to deploy or to read a type.
struct Permission {
  std::string_view purpose;  ///< `deploy`: one of these; `deployToo`: each of these; or `read`
  std::string_view name;
  std::string_view source = {};  ///< where not the sources of the type say so
};

/// What a metadata type may contain, where it lives, and who may touch it.
struct TypeSchema {
  TypeId id = TypeId::none;
  std::string_view name;
  std::string_view suffix;
  std::string_view directory;
  bool strict_directory = false;        ///< elsewhere a file of that suffix is of another type
  std::string_view file_name = {};      ///< fixed file stem of a settings type
  std::string_view metadata_name = {};  ///< its name in a manifest where that differs
  ApiVersion since = 0;
  ApiVersion documented_since = 0;
  ApiVersion until = 0;
  Standing since_standing = Standing::documented;
  std::string_view wildcard = {};
  std::string_view packageable = {};
  std::string_view scratch_feature = {};  ///< what a scratch org needs before it takes the type
  std::string_view deploy_stage = {};     ///< of `DeployStage`; "" where the role tells
  std::string_view removal_effect = {};   ///< what stops with a component; "" if nothing does
  std::string_view role = {};
  Owner owner = Owner::none;
  ReadDepth read = ReadDepth::fields;
  bool content_pair = false;  ///< `X.crt` beside `X.crt-meta.xml`
  bool undocumented = false;
  std::string_view name_format = "developerName";
  bool name_ignores_case = false;      ///< references find it whatever their letter case
  std::string_view name_ending = {};   ///< what Setup appends to the app's name; any name will do
  std::string_view clashes_with = {};  ///< type that must not have a component of the same name
  TypeId clashing_type = TypeId::none;
  int name_max_length = 0;
  Standing name_limit_standing = Standing::none;
  std::string_view description = {};
  std::string_view source = {};
  std::vector<std::string_view> wrong_suffixes = {};
  std::vector<Permission> permissions = {};
  std::vector<std::string_view> editions = {};
  RecordSchema root = {};
  std::vector<RecordSchema> records = {};
};

}  // namespace ecac
