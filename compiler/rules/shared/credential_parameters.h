#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/rules/engine/rule.h"

namespace ecac {

/// A named credential, external credential or external identity provider, read as a list of
/// parameters with their places.
class CredentialParameters {
 public:
  /// The file of a file unit.
  explicit CredentialParameters(RuleContext& ctx) : CredentialParameters(ctx, ctx.file_id()) {}
  CredentialParameters(RuleContext& ctx, FileId file);

  FileId file() const { return file_; }
  const FileFacts& facts() const { return reader_.project().file(file_).facts; }
  const ValueReader& reader() const { return reader_; }
  Resolved<std::string> text(FieldId field) const { return reader_.text(field); }
  /// Where the value of a field stands; the root's start tag if it is absent.
  TextRange place_of(FieldId field) const;

  const ParameterList& list() const { return list_; }
  /// In the order of the file.
  std::span<const Parameter> all() const { return list_.all(); }
  /// Parameters of one type, and of a name if one is given, in the order of the file.
  std::vector<const Parameter*> all(std::string_view type, std::string_view name = {}) const;
  const Parameter* find(std::string_view type, std::string_view name = {}) const {
    return list_.find(type, name);
  }
  /// The value of a parameter that stands once; "" if it is absent, unknown if several differ.
  Resolved<std::string_view> value(std::string_view type, std::string_view name = {}) const {
    return list_.value(type, name);
  }
  /// Certainly not there: nothing is repaired, no placeholder and no word that is no type stands
  /// where it may be meant.
  bool lacks(std::string_view type, std::string_view name = {}) const;
  /// What is not there is known not to be there: nothing is repaired, hidden behind a placeholder
  /// or written under a wrong element or type, which is reported as that.
  bool complete() const;

  /// The element of a parameter that holds its type, name, value or number; null if it is absent or
  /// nil.
  const FieldFact* type_fact(const Parameter& parameter) const;
  const FieldFact* name_fact(const Parameter& parameter) const;
  const FieldFact* value_fact(const Parameter& parameter) const;
  const FieldFact* sequence_fact(const Parameter& parameter) const;
  /// Where these are written; the start tag of the parameter for what is absent.
  TextRange type_range(const Parameter& parameter) const;
  TextRange name_range(const Parameter& parameter) const;
  TextRange value_range(const Parameter& parameter) const;
  TextRange sequence_range(const Parameter& parameter) const;
  Place place(TextRange range) const { return {file_, range}; }

  /// One more than the largest sequence number of those that are counted together.
  long long next_sequence(std::string_view type) const;
  /// Adds an element to a parameter.
  std::vector<FixOperation> add_to(const Parameter& parameter, NewElement element) const;
  /// Adds a parameter with a value behind the last one; nothing if there is none to go by.
  std::vector<FixOperation> add(std::string_view type, std::string_view name,
                                std::string_view value, long long sequence = 0) const;

 private:
  bool is_known_type(const Parameter& parameter) const;
  TextRange range_of(const FieldFact* part, const Parameter& parameter) const;
  std::string_view element_of(FieldId field) const;

  RuleContext& context_;
  FileId file_;
  ParameterFields fields_;
  ValueReader reader_;
  const ParameterList& list_;
};

/// An address that the platform calls or sends a browser to, as a file has it.
struct WrittenAddress {
  std::string_view name = {};  ///< of its element, or the type of its parameter
  const FieldFact* fact = nullptr;
  AddressUse use = AddressUse::none;
};

/// The types of files that have such addresses.
inline constexpr TypeList kTypesWithAddresses = {
    types::AuthProvider, types::ExternalAuthIdentityProvider, types::ExternalCredential,
    types::NamedCredential, types::PublicKeyCertificateSet};
/// Of a file unit of these types: its addresses, elements before parameters.
std::vector<WrittenAddress> addresses_of(RuleContext& ctx);

/// Whether a credential or identity provider is known to get tokens without a user.
bool asks_as_itself(const CredentialParameters& file);

/// Whether some element of the field has a text that passes. Asked before the parameters of a file
/// are read, which costs more.
template <class Test>
bool any_text(const FileFacts& facts, FieldId field, Test&& test) {
  for (const FieldFact& fact : facts.fields()) {
    if (fact.field == field && test(facts.text(fact))) return true;
  }
  return false;
}

/// The protocols of external credentials that `unsupported-protocol` speaks about. What such a
/// credential lacks otherwise is not worth a word.
bool is_unsupported_protocol(std::string_view protocol);

/// The variants of a protocol; null if it has none.
const EnumSchema* variants_of(const SchemaSet& schema, std::string_view protocol);

}  // namespace ecac
