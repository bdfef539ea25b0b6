#include "compiler/resolve/credential/identity_provider.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/credential/component_reference.h"
#include "compiler/resolve/values/parameter_list.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/schema/values/ExtlIdentityProviderParmType.h"

namespace ecac {

namespace {

struct CustomParameterType {
  std::string_view name;
  RequestStep step;
  ParameterPlace place;
};

constexpr std::array<CustomParameterType, 7> kCustomParameterTypes = {{
    {values::ExtlIdentityProviderParmType::AuthorizeRequestQueryParameter, RequestStep::authorize,
     ParameterPlace::query},
    {values::ExtlIdentityProviderParmType::TokenRequestQueryParameter, RequestStep::token,
     ParameterPlace::query},
    {values::ExtlIdentityProviderParmType::TokenRequestBodyParameter, RequestStep::token,
     ParameterPlace::body},
    {values::ExtlIdentityProviderParmType::TokenRequestHttpHeader, RequestStep::token,
     ParameterPlace::header},
    {values::ExtlIdentityProviderParmType::RefreshRequestQueryParameter, RequestStep::refresh,
     ParameterPlace::query},
    {values::ExtlIdentityProviderParmType::RefreshRequestBodyParameter, RequestStep::refresh,
     ParameterPlace::body},
    {values::ExtlIdentityProviderParmType::RefreshRequestHttpHeader, RequestStep::refresh,
     ParameterPlace::header},
}};

Resolved<bool> switch_of(const Resolved<std::string_view>& value, FieldId list) {
  if (!value.known()) return {std::nullopt, value.origin};
  if (value.is("true")) return {true, value.origin};
  if (value.is("false")) return {false, value.origin};
  return Resolved<bool>::unknown(value.value->empty()
                                     ? "`PkceEnabled`, whose default nobody documents"
                                     : "a valid value of `PkceEnabled`",
                                 list);
}

void read_identity_provider(const ValueReader& reader, ResolvedProvider& provider) {
  namespace ids = fields::ExternalAuthIdentityProvider;
  const FieldId list = ids::externalAuthIdentityProviderParameters;
  const ParameterList parameters(reader, parameter_fields(types::ExternalAuthIdentityProvider));
  provider.flow = reader.text(ids::authenticationFlow);
  provider.authorize_url =
      owned(parameters.value(values::ExtlIdentityProviderParmType::AuthorizeUrl));
  provider.token_url = owned(parameters.value(values::ExtlIdentityProviderParmType::TokenUrl));
  provider.user_info_url =
      owned(parameters.value(values::ExtlIdentityProviderParmType::UserInfoUrl));
  provider.client_authentication =
      owned(parameters.value(values::ExtlIdentityProviderParmType::ClientAuthentication));
  if (provider.client_authentication.is("")) {
    provider.client_authentication = {std::string(values::ClientSecretPlace::ClientSecretBasic),
                                      Origin::default_of(list, Standing::documented)};
  }
  provider.pkce =
      switch_of(parameters.value(values::ExtlIdentityProviderParmType::IdentityProviderOptions,
                                 "PkceEnabled"),
                list);
  for (const CustomParameterType& type : kCustomParameterTypes) {
    for (const Parameter* parameter : parameters.of_type(type.name)) {
      provider.parameters.push_back({type.step,
                                     type.place,
                                     {owned(parameter->name), owned(parameter->value),
                                      parameter->sequence, parameter->origin}});
    }
  }
}

/// An address that is left out is known to whoever runs the provider.
Resolved<std::string> address(const ValueReader& reader, FieldId field,
                              const std::string& known_to) {
  Resolved<std::string> url = reader.text(field);
  if (!url.is("") || known_to.empty()) return url;
  return Resolved<std::string>::unknown(known_to, field);
}

void read_auth_provider(const ValueReader& reader, ResolvedProvider& provider) {
  namespace ids = fields::AuthProvider;
  provider.type = reader.text(ids::providerType);
  std::string known_to;
  if (!provider.type.known()) {
    known_to = provider.type.origin.decided_by();
  } else if (provider.type.is(values::AuthProviderType::Custom)) {
    const Resolved<std::string> plugin = reader.text(ids::plugin);
    known_to = plugin.known() && !plugin.value->empty()
                   ? fmt::format("the Apex class `{}`, which is the provider", *plugin.value)
                   : "the Apex class of the provider";
  } else if (!provider.type.is(values::AuthProviderType::OpenIdConnect)) {
    known_to = fmt::format("Salesforce, which knows providers of type `{}`", *provider.type.value);
  }
  provider.authorize_url = address(reader, ids::authorizeUrl, known_to);
  provider.token_url = address(reader, ids::tokenUrl, known_to);
  provider.user_info_url = reader.text(ids::userInfoUrl);
  provider.pkce = reader.boolean(ids::isPkceEnabled);
  provider.default_scopes = reader.text(ids::defaultScopes);

  const Resolved<bool> in_header = reader.boolean(ids::sendClientCredentialsInHeader);
  if (in_header.is(true)) {
    provider.client_authentication = {std::string(values::ClientSecretPlace::ClientSecretBasic),
                                      in_header.origin};
  } else if (in_header.is(false)) {
    provider.client_authentication = Resolved<std::string>::unknown(
        "how Salesforce sends them with `sendClientCredentialsInHeader` off (the guide says: in "
        "the "
        "query string)",
        ids::sendClientCredentialsInHeader);
  } else {
    provider.client_authentication =
        Resolved<std::string>::unknown(known_to.empty() ? in_header.origin.decided_by() : known_to,
                                       ids::sendClientCredentialsInHeader);
  }
}

void leave_open(ResolvedProvider& provider, const std::string& decided_by) {
  for (Resolved<std::string>* value :
       {&provider.type, &provider.flow, &provider.authorize_url, &provider.token_url,
        &provider.user_info_url, &provider.client_authentication, &provider.default_scopes}) {
    *value = Resolved<std::string>::unknown(decided_by);
  }
  provider.pkce = Resolved<bool>::unknown(decided_by);
}

}  // namespace

std::optional<RequestStep> request_step(std::string_view parameter_type) {
  const auto type =
      std::find_if(kCustomParameterTypes.begin(), kCustomParameterTypes.end(),
                   [&](const CustomParameterType& one) { return one.name == parameter_type; });
  if (type == kCustomParameterTypes.end()) return std::nullopt;
  return type->step;
}

std::string_view words_for(ProviderKind kind) {
  switch (kind) {
    case ProviderKind::none: return "provider";
    case ProviderKind::identity_provider: return "identity provider";
    case ProviderKind::auth_provider: return "auth provider";
  }
  return "";
}

ResolvedProvider resolve_provider(const ProjectView& project, ProviderKind kind,
                                  ResolvedReference reference) {
  ResolvedProvider provider;
  provider.kind = kind;
  provider.reference = std::move(reference);
  if (!provider.reference.found()) {
    leave_open(provider, decided_by_target(provider.reference, words_for(kind)));
    return provider;
  }
  const ValueReader reader(project, provider.reference.symbol);
  if (!reader.readable()) {
    leave_open(provider, reader.decided_by());
  } else if (kind == ProviderKind::identity_provider) {
    read_identity_provider(reader, provider);
  } else {
    read_auth_provider(reader, provider);
  }
  return provider;
}

}  // namespace ecac
