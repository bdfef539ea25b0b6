#include "compiler/resolve/credential/principal_names.h"

#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExternalCredentialParamType.h"

namespace ecac {

PrincipalNames principal_names(const ProjectView& project, SymbolId external_credential) {
  PrincipalNames found;
  const ValueReader reader(project, external_credential);
  const ParameterList parameters(reader, parameter_fields(types::ExternalCredential));
  found.complete = reader.readable() && parameters.decided_by().empty();
  for (const Parameter& parameter : parameters.all()) {
    if (!parameter.type.ends_with("Principal")) continue;
    if (parameter.name.known()) {
      found.names.emplace_back(*parameter.name.value);
    } else {
      found.complete = false;
    }
  }
  return found;
}

const KnownPrincipals::OfCredential& KnownPrincipals::of(SymbolId external_credential) {
  const auto [entry, is_new] = known_.try_emplace(external_credential);
  if (is_new) {
    entry->second.principals = principal_names(project_, external_credential);
    const std::vector<std::string>& names = entry->second.principals.names;
    entry->second.sorted.insert(names.begin(), names.end());
  }
  return entry->second;
}

bool has_named_principals_only(const ProjectView& project, SymbolId external_credential) {
  const ValueReader reader(project, external_credential);
  if (!reader.readable()) return false;
  const ParameterList parameters(reader, parameter_fields(types::ExternalCredential));
  if (!parameters.decided_by().empty()) return false;
  bool any = false;
  for (const Parameter& parameter : parameters.all()) {
    if (!parameter.type.ends_with("Principal")) continue;
    if (parameter.type != values::ExternalCredentialParamType::NamedPrincipal) return false;
    any = true;
  }
  return any;
}

std::string_view principal_part(std::string_view text) {
  const std::size_t hyphen = text.find('-');
  return hyphen == std::string_view::npos ? std::string_view() : text.substr(hyphen + 1);
}

}  // namespace ecac
