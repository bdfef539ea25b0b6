#include "compiler/resolve/values/parameter_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/schema/field_ids.h"

namespace ecac {

ParameterFields parameter_fields(TypeId type) {
  if (type == types::NamedCredential) {
    namespace ids = fields::NamedCredential;
    return {ids::namedCredentialParameters,
            ids::namedCredentialParameters_parameterType,
            ids::namedCredentialParameters_parameterName,
            ids::namedCredentialParameters_parameterValue,
            ids::namedCredentialParameters_sequenceNumber,
            FieldId::none};
  }
  if (type == types::ExternalCredential) {
    namespace ids = fields::ExternalCredential;
    return {ids::externalCredentialParameters,
            ids::externalCredentialParameters_parameterType,
            ids::externalCredentialParameters_parameterName,
            ids::externalCredentialParameters_parameterValue,
            ids::externalCredentialParameters_sequenceNumber,
            ids::externalCredentialParameters_parameterGroup};
  }
  if (type == types::ExternalAuthIdentityProvider) {
    namespace ids = fields::ExternalAuthIdentityProvider;
    return {ids::externalAuthIdentityProviderParameters,
            ids::externalAuthIdentityProviderParameters_parameterType,
            ids::externalAuthIdentityProviderParameters_parameterName,
            ids::externalAuthIdentityProviderParameters_parameterValue,
            ids::externalAuthIdentityProviderParameters_sequenceNumber,
            FieldId::none};
  }
  return {};
}

ParameterList::ParameterList(const ValueReader& reader, const ParameterFields& fields)
    : list_(fields.list), decided_by_(reader.decided_by()) {
  const std::vector<const FieldFact*> elements = reader.all(fields.list);
  all_.reserve(elements.size());
  for (const FieldFact* fact : elements) {
    const Resolved<std::string_view> type = reader.view(fields.type, *fact);
    if (!type.known()) {
      if (decided_by_.empty()) decided_by_ = type.origin.decided_by();
      continue;
    }
    Parameter& parameter = all_.emplace_back();
    parameter.type = *type.value;
    parameter.name = reader.view(fields.name, *fact);
    parameter.value = reader.view(fields.value, *fact);
    parameter.sequence = reader.number(fields.sequence, *fact);
    if (fields.group != FieldId::none && reader.facts().find(fields.group, *fact) != nullptr) {
      parameter.group = reader.view(fields.group, *fact);
    } else {
      parameter.group = {std::string_view(), reader.written(*fact)};
    }
    parameter.origin = reader.written(*fact);
    parameter.fact = fact;
  }
}

std::vector<const Parameter*> ParameterList::of_type(std::string_view type) const {
  std::vector<const Parameter*> found;
  for (const Parameter& parameter : all_) {
    if (parameter.type == type) found.push_back(&parameter);
  }
  if (found.size() < 2) return found;
  const auto rank = [](const Parameter* parameter) {
    return parameter->sequence.value.value_or(std::numeric_limits<long long>::max());
  };
  std::stable_sort(found.begin(), found.end(),
                   [&](const Parameter* a, const Parameter* b) { return rank(a) < rank(b); });
  return found;
}

const Parameter* ParameterList::find(std::string_view type, std::string_view name) const {
  const auto found = std::find_if(all_.begin(), all_.end(), [&](const Parameter& parameter) {
    return parameter.type == type && (name.empty() || parameter.name.is(name));
  });
  return found == all_.end() ? nullptr : &*found;
}

Resolved<std::string_view> ParameterList::value(std::string_view type,
                                                std::string_view name) const {
  const Parameter* first = find(type, name);
  if (first == nullptr) {
    if (!decided_by_.empty()) return Resolved<std::string_view>::unknown(decided_by_, list_);
    return {std::string_view(), Origin::default_of(list_, Standing::documented)};
  }
  std::size_t count = 0;
  bool same = true;
  for (const Parameter& parameter : all_) {
    if (parameter.type != type || !(name.empty() || parameter.name.is(name))) continue;
    ++count;
    same = same && parameter.value.value == first->value.value;
  }
  if (same) return first->value;
  return Resolved<std::string_view>::unknown(
      fmt::format("which of {} parameters `{}` holds", count, name.empty() ? type : name), list_);
}

}  // namespace ecac
