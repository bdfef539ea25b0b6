#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/values/value_reader.h"

namespace ecac {

/// The fields of one kind of parameter element. `group` is none where there is none.
struct ParameterFields {
  FieldId list = FieldId::none;
  FieldId type = FieldId::none;
  FieldId name = FieldId::none;
  FieldId value = FieldId::none;
  FieldId sequence = FieldId::none;
  FieldId group = FieldId::none;
};

/// Those of NamedCredential, ExternalCredential or ExternalAuthIdentityProvider; none otherwise.
ParameterFields parameter_fields(TypeId type);

/// One parameter element of a credential or provider. Its texts stand in the file or the schema.
struct Parameter {
  std::string_view type = {};
  Resolved<std::string_view> name = {};
  Resolved<std::string_view> value = {};
  /// Without a value where it is absent.
  Resolved<long long> sequence = {};
  Resolved<std::string_view> group = {};
  Origin origin = {};  ///< the element
  const FieldFact* fact = nullptr;
};

/// The parameters of a component in the order of the file.
class ParameterList {
 public:
  ParameterList(const ValueReader& reader, const ParameterFields& fields);

  bool empty() const { return all_.empty(); }
  /// In the order of the file.
  std::span<const Parameter> all() const { return all_; }
  /// All of one type; those with a sequence number first, lower first.
  std::vector<const Parameter*> of_type(std::string_view type) const;
  /// The first of a type, and of a name if one is given; null if there is none.
  const Parameter* find(std::string_view type, std::string_view name = {}) const;
  /// The value of a parameter that stands once; "" if it is absent, unknown if several differ.
  Resolved<std::string_view> value(std::string_view type, std::string_view name = {}) const;
  /// What would decide whether a parameter that was not found is there; "" if it is not.
  const std::string& decided_by() const { return decided_by_; }

 private:
  FieldId list_;
  std::vector<Parameter> all_ = {};
  std::string decided_by_ = {};
};

}  // namespace ecac
