#include "compiler/emit/document/credentials_json.h"

#include "compiler/emit/document/request_json.h"
#include "compiler/emit/text/reference_words.h"
#include "compiler/emit/text/shown_value.h"

namespace ecac {

namespace {

template <class Enum>
Resolved<std::string> in_words(const Resolved<Enum>& value) {
  if (!value.known()) return {std::nullopt, value.origin};
  return {std::string(to_string(*value.value)), value.origin};
}

/// Nothing for what is known to be nothing, or was never asked.
void put_said(const DocumentNode& node, std::string_view key, const Resolved<std::string>& value) {
  const bool asked = value.known() || !value.origin.decided_by().empty();
  if (asked) node.put_text(key, shown_text(value));
}

void put_sequence(const DocumentNode& node, const Resolved<long long>& sequence) {
  if (sequence.known() || !sequence.origin.decided_by().empty()) {
    node.put("sequenceNumber", sequence);
  }
}

/// The name and the state of what is named, in a node of its own.
void write_reference(const DocumentNode& node, const ResolvedReference& reference) {
  node.put("name", reference.name);
  const std::string name = node.pointer() + "/name";
  node.put("state", std::string(word_for(reference.state)), Origin::derived_from({name}));
  if (!reference.suggestion.empty()) {
    node.put("suggestion", reference.suggestion, Origin::derived_from({name}));
  }
}

void write_optional_reference(const DocumentNode& node, std::string_view key,
                              const ResolvedReference& reference) {
  const bool asked = reference.name.known() || !reference.name.origin.decided_by().empty();
  if (asked && !reference.names_none()) write_reference(node[key], reference);
}

void write_setting(const DocumentNode& node, const CredentialSetting& setting) {
  node.because(setting.origin);
  node.put("name", setting.name);
  Resolved<std::string> value = setting.value;
  if (value.known()) value.value = shown_setting(setting.name.value.value_or(""), *value.value);
  node.put("value", value);
  put_sequence(node, setting.sequence);
}

void write_settings(const DocumentNode& node, std::string_view key,
                    const std::vector<CredentialSetting>& settings) {
  node.array(key);
  for (const CredentialSetting& setting : settings) write_setting(node.append(key), setting);
}

void write_claims(const DocumentNode& node, const std::vector<CredentialSetting>& claims,
                  std::string_view place) {
  node.array("claims");
  for (const CredentialSetting& claim : claims) {
    const DocumentNode item = node.append("claims");
    write_setting(item, claim);
    item.put("in", place);
  }
}

std::string_view word_for(RequestStep step) {
  switch (step) {
    case RequestStep::authorize: return "authorize";
    case RequestStep::token: return "token";
    case RequestStep::refresh: return "refresh";
  }
  return "";
}

std::string_view word_for(ParameterPlace place) {
  switch (place) {
    case ParameterPlace::query: return "query";
    case ParameterPlace::body: return "body";
    case ParameterPlace::header: return "header";
  }
  return "";
}

void write_external(const DocumentNode& credential, const ResolvedCredential& resolved) {
  const ResolvedExternalCredential& external = resolved.external;
  if (external.reference.names_none()) {
    credential.put("externalCredential", nlohmann::json(), external.reference.name.origin);
    return;
  }
  const DocumentNode node = credential["externalCredential"];
  write_reference(node, external.reference);
  put_said(node, "label", external.label);
  put_said(node, "tokenUrl", external.token_url);
  put_said(node, "scope", external.scope);
  write_settings(node, "headers", external.headers);
  write_claims(node, external.header_claims, "header");
  write_claims(node, external.body_claims, "body");
  write_settings(node, "settings", external.settings);
  write_settings(node, "refreshStatusCodes", external.refresh_status_codes);
  node.put("namedCredentials", external.named_credentials);
}

void write_provider(const DocumentNode& credential, const ResolvedProvider& provider) {
  if (provider.kind == ProviderKind::none) {
    credential.put("provider", nlohmann::json());
    return;
  }
  const bool identity = provider.kind == ProviderKind::identity_provider;
  const DocumentNode node = credential["provider"];
  node.put("kind", identity ? "ExternalAuthIdentityProvider" : "AuthProvider");
  write_reference(node, provider.reference);
  if (identity) {
    node.put("flow", provider.flow);
  } else {
    node.put("type", provider.type);
    put_said(node, "defaultScopes", provider.default_scopes);
  }
  put_said(node, "authorizeUrl", provider.authorize_url);
  put_said(node, "tokenUrl", provider.token_url);
  put_said(node, "userInfoUrl", provider.user_info_url);
  put_said(node, "clientAuthentication", provider.client_authentication);
  node.put("pkce", provider.pkce);
  node.array("parameters");
  for (const CustomParameter& parameter : provider.parameters) {
    const DocumentNode item = node.append("parameters");
    write_setting(item, parameter.setting);
    item.put("step", word_for(parameter.step));
    item.put("in", word_for(parameter.place));
  }
}

void write_flow(const DocumentNode& node, const ResolvedCredential& credential) {
  node.put("flow", in_words(credential.flow));
  if (!credential.flow.known() || !is_oauth(*credential.flow.value)) return;
  put_said(node, "tokenUrl", credential.token_url);
  put_said(node, "clientAuthentication", credential.client_authentication);
  put_said(node, "scope", credential.scope);
  if (!credential.flow.is(CredentialFlow::authorization_code)) return;
  put_said(node, "authorizeUrl", credential.authorize_url);
  put_said(node, "redirectUri", credential.redirect_uri);
  node.put("pkce", credential.pkce);
}

void write_principal(const DocumentNode& node, const ResolvedPrincipal& principal) {
  node.because(principal.origin);
  node.put("name", principal.name);
  node.put("kind", std::string(to_string(principal.kind)));
  put_sequence(node, principal.sequence);
  put_said(node, "group", principal.group);
  put_said(node, "scope", principal.scope);
  node.put("tokenStoreNeed", in_words(principal.needs));
}

void write_grant(const DocumentNode& node, const PrincipalGrant& grant) {
  const bool group = grant.kind == HolderKind::permission_set_group;
  node.because(grant.origin);
  node.put("holder", grant.holder);
  node.put("holderType", group ? "PermissionSetGroup" : "PermissionSet");
  node.put("principal", grant.principal);
  node.put("principalAccess", grant.principal_access);
  node.put("tokenStoreAccess", grant.token_store_access);
  Resolved<bool> complete = grant.complete;
  if (complete.known()) {
    complete.origin = Origin::derived_from(
        {node.pointer() + "/principalAccess", node.pointer() + "/tokenStoreAccess"});
  }
  node.put("complete", complete);
  if (group) {
    node.put("members", grant.members);
    node.put("mutedBy", grant.muted_by);
  }
  node.put("notes", grant.notes);
}

void write_named(const DocumentNode& node, const ResolvedCredential& credential) {
  put_said(node, "label", credential.label);
  node.put("type", credential.type);
  put_said(node, "url", credential.url);
  node.put("calloutEnabled", credential.callout_enabled);
  node.put("generatesAuthorizationHeader", credential.generates_authorization_header);
  node.put("mergeFieldsInHeader", credential.merge_fields_in_header);
  node.put("mergeFieldsInBody", credential.merge_fields_in_body);
  put_said(node, "principalType", credential.principal_type);
  write_optional_reference(node, "clientCertificate", credential.client_certificate);
  write_optional_reference(node, "networkConnection", credential.network_connection);
  write_settings(node, "headers", credential.headers);
}

/// Where a request comes from, by what has been written of the credential.
std::vector<std::string> sources_of(const HttpRequest& request,
                                    const ResolvedCredential& credential) {
  std::vector<std::string> sources = {"flow"};
  const bool authorize = request.step == word_for(RequestStep::authorize);
  if (!authorize) {
    sources.emplace_back("tokenUrl");
  } else if (request.sent) {
    sources.emplace_back("authorizeUrl");
  }
  if (credential.provider.kind != ProviderKind::none) sources.emplace_back("provider/parameters");
  return sources;
}

void write_credential(const DocumentNode& node, const ResolvedCredential& credential) {
  node.because(credential.origin);
  node.put("name", credential.name);
  node.put("kind", credential.named ? "NamedCredential" : "ExternalCredential");
  if (credential.named) write_named(node, credential);
  write_external(node, credential);
  node.put("protocol", credential.protocol);
  put_said(node, "variant", credential.variant);
  write_optional_reference(node, "signingCertificate", credential.signing_certificate);
  write_provider(node, credential.provider);
  write_flow(node, credential);
  node.array("principals");
  for (const ResolvedPrincipal& principal : credential.principals) {
    write_principal(node.append("principals"), principal);
  }
  node.array("grants");
  for (const PrincipalGrant& grant : credential.grants) write_grant(node.append("grants"), grant);
  node.array("requests");
  for (const HttpRequest& request : credential.requests) {
    const DocumentNode item = node.append("requests");
    item.because(Origin::derived_from(sources_of(request, credential)));
    write_request(item, request);
  }
}

}  // namespace

void write_credentials(const DocumentNode& root, std::span<const ResolvedCredential> credentials) {
  root.array("credentials");
  for (const ResolvedCredential& credential : credentials) {
    write_credential(root.append("credentials").as_scope(), credential);
  }
}

}  // namespace ecac
