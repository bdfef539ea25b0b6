#include "compiler/resolve/credential/credential_flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/schema/values/AuthProviderType.h"
#include "compiler/schema/values/AuthenticationProtocol.h"
#include "compiler/schema/values/AwsSv4Variant.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/schema/values/CustomVariant.h"
#include "compiler/schema/values/IdentityProviderAuthFlow.h"
#include "compiler/schema/values/NamedCredentialType.h"
#include "compiler/schema/values/OauthVariant.h"
#include "compiler/schema/values/PlatformEndpoint.h"

namespace ecac {

namespace {

struct ProtocolVariant {
  std::string_view protocol;
  std::string_view variant;  ///< "" is none
  CredentialFlow flow;
  std::string_view client_authentication = {};
};

/// What a protocol means when no provider says more.
constexpr std::array<ProtocolVariant, 11> kVariants = {{
    {values::AuthenticationProtocol::Oauth, values::OauthVariant::ClientCredentialsClientSecret,
     CredentialFlow::client_credentials, values::ClientSecretPlace::ClientSecretPost},
    {values::AuthenticationProtocol::Oauth,
     values::OauthVariant::ClientCredentialsClientSecretBasic, CredentialFlow::client_credentials,
     values::ClientSecretPlace::ClientSecretBasic},
    {values::AuthenticationProtocol::Oauth, values::OauthVariant::ClientCredentialsJwtAssertion,
     CredentialFlow::client_credentials_jwt_assertion},
    {values::AuthenticationProtocol::Oauth, values::OauthVariant::JwtBearer,
     CredentialFlow::jwt_bearer},
    {values::AuthenticationProtocol::AwsSv4, "", CredentialFlow::aws_signature},
    {values::AuthenticationProtocol::AwsSv4, values::AwsSv4Variant::AwsSv4_STS,
     CredentialFlow::aws_sts},
    {values::AuthenticationProtocol::AwsSv4, values::AwsSv4Variant::RolesAnywhere,
     CredentialFlow::aws_roles_anywhere},
    {values::AuthenticationProtocol::Basic, "", CredentialFlow::basic},
    {values::AuthenticationProtocol::Custom, "", CredentialFlow::custom},
    {values::AuthenticationProtocol::Custom, values::CustomVariant::NoAuthentication,
     CredentialFlow::none},
    {values::AuthenticationProtocol::Jwt, "", CredentialFlow::jwt},
}};

/// Protocols that only Legacy named credentials have, or have without a variant.
constexpr std::array<ProtocolVariant, 5> kLegacyProtocols = {{
    {values::AuthenticationProtocol::NoAuthentication, "", CredentialFlow::none},
    {values::AuthenticationProtocol::Password, "", CredentialFlow::basic},
    {values::AuthenticationProtocol::Jwt, "", CredentialFlow::jwt},
    {values::AuthenticationProtocol::JwtExchange, "", CredentialFlow::jwt_bearer},
    {values::AuthenticationProtocol::AwsSv4, "", CredentialFlow::aws_signature},
}};

const ProtocolVariant* find_variant(const ResolvedCredential& credential) {
  const auto fits = [&](const ProtocolVariant& row) {
    return row.protocol == *credential.protocol.value && row.variant == *credential.variant.value;
  };
  if (credential.type.is(values::NamedCredentialType::Legacy)) {
    const auto found = std::find_if(kLegacyProtocols.begin(), kLegacyProtocols.end(), fits);
    return found == kLegacyProtocols.end() ? nullptr : &*found;
  }
  const auto found = std::find_if(kVariants.begin(), kVariants.end(), fits);
  return found == kVariants.end() ? nullptr : &*found;
}

using Flow = Resolved<CredentialFlow>;

Flow provider_flow(const ResolvedProvider& provider) {
  if (provider.kind == ProviderKind::auth_provider) {
    if (!provider.type.known()) return {std::nullopt, provider.type.origin};
    if (provider.type.is(values::AuthProviderType::Custom)) {
      return {std::nullopt, provider.token_url.origin};
    }
    return {CredentialFlow::authorization_code, Origin::derived_from_one("provider/kind")};
  }
  if (!provider.flow.known()) return {std::nullopt, provider.flow.origin};
  const Origin origin = Origin::derived_from_one("provider/flow");
  if (provider.flow.is(values::IdentityProviderAuthFlow::AuthorizationCode)) {
    return {CredentialFlow::authorization_code, origin};
  }
  if (provider.flow.is(values::IdentityProviderAuthFlow::ClientCredentials)) {
    return {CredentialFlow::client_credentials, origin};
  }
  return Flow::unknown(
      fmt::format("what the platform does for the flow `{}`, which no document states",
                  *provider.flow.value),
      provider.flow.origin.field);
}

Flow flow_of(const ResolvedCredential& credential) {
  const Resolved<std::string>& protocol = credential.protocol;
  const Resolved<std::string>& variant = credential.variant;
  const bool has_provider = credential.provider.kind != ProviderKind::none;
  if (!protocol.known()) return {std::nullopt, protocol.origin};
  if (!variant.known()) return {std::nullopt, variant.origin};
  if (protocol.value->empty()) {
    return Flow::unknown("the protocol of the credential", protocol.origin.field);
  }
  if (protocol.is(values::AuthenticationProtocol::Oauth) && has_provider) {
    if (variant.value->empty()) return provider_flow(credential.provider);
    return Flow::unknown("which of the provider and the variant holds");
  }
  if (const ProtocolVariant* row = find_variant(credential); row != nullptr) {
    if (row->variant.empty()) return {row->flow, Origin::derived_from_one("protocol")};
    return {row->flow, Origin::derived_from({"protocol", "variant"})};
  }
  if (!variant.value->empty()) {
    return Flow::unknown(
        fmt::format("what the variant `{}` of `{}` means, which no document states", *variant.value,
                    *protocol.value));
  }
  if (protocol.is(values::AuthenticationProtocol::Oauth)) {
    return Flow::unknown("a provider or a variant of the credential");
  }
  return Flow::unknown(fmt::format(
      "what the platform does for the protocol `{}`, which no document states", *protocol.value));
}

/// The same value in another place of the document.
template <class T, std::size_t size>
Resolved<T> taken_from(const Resolved<T>& value, const char (&pointer)[size]) {
  if (!value.known()) return value;
  return {value.value, Origin::derived_from_one(pointer)};
}

template <std::size_t size, std::size_t words>
Resolved<std::string> needed(const Resolved<std::string>& value, const char (&pointer)[size],
                             const char (&what)[words]) {
  if (value.is("")) return Resolved<std::string>::unknown(what, value.origin.field);
  return taken_from(value, pointer);
}

void resolve_addresses(ResolvedCredential& credential) {
  const ResolvedProvider& provider = credential.provider;
  if (provider.kind == ProviderKind::none) {
    credential.token_url = needed(credential.external.token_url, "externalCredential/tokenUrl",
                                  "the parameter `AuthProviderUrl`");
    return;
  }
  credential.token_url =
      needed(provider.token_url, "provider/tokenUrl", "the token endpoint of the provider");
  credential.client_authentication =
      taken_from(provider.client_authentication, "provider/clientAuthentication");
  if (!credential.flow.is(CredentialFlow::authorization_code)) return;
  credential.authorize_url =
      needed(provider.authorize_url, "provider/authorizeUrl", "the authorize URL of the provider");
  credential.pkce = taken_from(provider.pkce, "provider/pkce");
  if (provider.kind == ProviderKind::identity_provider) {
    credential.redirect_uri = {callback_address(provider.kind, ""),
                               Origin::derived_from_one("provider/kind")};
  } else if (provider.reference.name.known()) {
    credential.redirect_uri = {callback_address(provider.kind, *provider.reference.name.value),
                               Origin::derived_from_one("provider/name")};
  } else {
    credential.redirect_uri = {std::nullopt, provider.reference.name.origin};
  }
}

void resolve_scope(ResolvedCredential& credential, const Resolved<std::string>& own_scope) {
  const ResolvedProvider& provider = credential.provider;
  credential.scope = own_scope;
  if (!own_scope.is("") || provider.kind != ProviderKind::auth_provider) return;
  if (provider.default_scopes.is("")) {
    credential.scope = Resolved<std::string>::unknown(
        "the scopes that Salesforce asks this type of provider for by default");
  } else {
    credential.scope = taken_from(provider.default_scopes, "provider/defaultScopes");
  }
}

}  // namespace

std::string callback_address(ProviderKind kind, std::string_view name) {
  const std::string_view path = kind == ProviderKind::auth_provider
                                    ? values::PlatformEndpoint::auth_callback
                                    : values::PlatformEndpoint::extidp_callback;
  return "https://<MyDomain>" + fmt::format(fmt::runtime(path), name);
}

void resolve_flow(ResolvedCredential& credential, const Resolved<std::string>& own_scope) {
  credential.flow = flow_of(credential);
  if (!credential.flow.known() || !is_oauth(*credential.flow.value)) return;
  if (credential.provider.kind == ProviderKind::none) {
    const ProtocolVariant* row = find_variant(credential);
    if (row != nullptr && !row->client_authentication.empty()) {
      credential.client_authentication = {std::string(row->client_authentication),
                                          Origin::derived_from_one("variant")};
    }
  }
  resolve_addresses(credential);
  resolve_scope(credential, own_scope);
}

bool sends(CredentialFlow flow, RequestStep step) {
  // The other grants get no refresh token (RFC 6749, section 4.4.3), and ask no user.
  return step == RequestStep::token || flow == CredentialFlow::authorization_code;
}

Resolved<TokenStoreNeed> token_store_need(const Resolved<CredentialFlow>& flow,
                                          PrincipalKind kind) {
  if (!flow.known()) return {std::nullopt, flow.origin};
  if (flow.is(CredentialFlow::none)) {
    return {TokenStoreNeed::nothing, Origin::derived_from_one("flow")};
  }
  if (!is_oauth(*flow.value) || kind == PrincipalKind::aws_sts) {
    return Resolved<TokenStoreNeed>::unknown(
        "what this protocol needs of `UserExternalCredential`; Salesforce Help tells it for OAuth "
        "only");
  }
  const bool per_user = kind == PrincipalKind::per_user;
  return {per_user ? TokenStoreNeed::own_records : TokenStoreNeed::all_records,
          Origin::derived_from_one("flow")};
}

bool is_oauth(CredentialFlow flow) {
  return flow == CredentialFlow::authorization_code || flow == CredentialFlow::client_credentials ||
         flow == CredentialFlow::client_credentials_jwt_assertion ||
         flow == CredentialFlow::jwt_bearer;
}

std::string_view to_string(CredentialFlow flow) {
  switch (flow) {
    case CredentialFlow::none: return "none";
    case CredentialFlow::authorization_code: return "authorization_code";
    case CredentialFlow::client_credentials: return "client_credentials";
    case CredentialFlow::client_credentials_jwt_assertion:
      return "client_credentials_jwt_assertion";
    case CredentialFlow::jwt_bearer: return "jwt_bearer";
    case CredentialFlow::jwt: return "jwt";
    case CredentialFlow::basic: return "basic";
    case CredentialFlow::custom: return "custom";
    case CredentialFlow::aws_signature: return "aws_signature";
    case CredentialFlow::aws_sts: return "aws_sts";
    case CredentialFlow::aws_roles_anywhere: return "aws_roles_anywhere";
  }
  return "";
}

std::string_view to_string(RequestStep step) {
  switch (step) {
    case RequestStep::authorize: return "authorize";
    case RequestStep::token: return "token";
    case RequestStep::refresh: return "refresh";
  }
  return "";
}

std::string_view to_string(PrincipalKind kind) {
  switch (kind) {
    case PrincipalKind::named: return "named";
    case PrincipalKind::per_user: return "perUser";
    case PrincipalKind::aws_sts: return "awsSts";
  }
  return "";
}

std::string_view to_string(TokenStoreNeed need) {
  switch (need) {
    case TokenStoreNeed::nothing: return "nothing";
    case TokenStoreNeed::own_records: return "Read, Create, Edit, Delete";
    case TokenStoreNeed::all_records: return "Modify All Records";
  }
  return "";
}

}  // namespace ecac
