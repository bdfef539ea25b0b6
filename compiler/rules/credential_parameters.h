#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/parameter_list.h"
#include "compiler/rules/rule.h"

namespace ecac {

/// A named credential, external credential or external identity provider of a file unit, read as a
/// list of parameters.
class CredentialParameters {
 public:
  explicit CredentialParameters(RuleContext& ctx);

  const ComponentReader& reader() const { return reader_; }
  Resolved<std::string> text(FieldId field) const { return reader_.text(field); }
  /// Where the value of a field stands; the root's start tag if it is absent.
  TextRange place_of(FieldId field) const;

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
  const ParameterList& list() const { return list_; }

  /// The element of a parameter that holds its type, name or value; null if it is absent or nil.
  const FieldFact* type_fact(const Parameter& parameter) const;
  const FieldFact* name_fact(const Parameter& parameter) const;
  const FieldFact* value_fact(const Parameter& parameter) const;
  /// Where these are written; the start tag of the parameter for what is absent.
  TextRange type_range(const Parameter& parameter) const;
  TextRange name_range(const Parameter& parameter) const;
  TextRange value_range(const Parameter& parameter) const;

 private:
  TextRange range_of(const FieldFact* part, const Parameter& parameter) const;

  ParameterFields fields_;
  ComponentReader reader_;
  const ParameterList& list_;
};

/// The protocols of external credentials that `unsupported-protocol` speaks about. What such a
/// credential lacks otherwise is not worth a word.
bool is_unsupported_protocol(std::string_view protocol);

/// The variants of a protocol; null if it has none.
const EnumSchema* variants_of(const SchemaSet& schema, std::string_view protocol);

/// "`AwsRegion` and `AwsService`"
std::string list_of_names(const std::vector<std::string_view>& names, std::string_view last);

}  // namespace ecac
