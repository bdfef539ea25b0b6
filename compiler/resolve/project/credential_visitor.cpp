#include "compiler/resolve/project/credential_visitor.h"

#include <fmt/format.h>

#include "compiler/resolve/project/request_visitor.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

template <class Enum>
Resolved<std::string> in_words(const Resolved<Enum>& value) {
  if (!value.known()) return {std::nullopt, value.origin};
  return {std::string(to_string(*value.value)), value.origin};
}

/// Nothing for what is known to be nothing, or was never asked.
void put_said(const ValueNode& node, std::string_view key, const Resolved<std::string>& value) {
  const bool asked = value.known() || !value.origin.decided_by().empty();
  if (asked) node.put_text(key, value);
}

void put_sequence(const ValueNode& node, const Resolved<long long>& sequence) {
  if (sequence.known() || !sequence.origin.decided_by().empty()) {
    node.put("sequenceNumber", sequence);
  }
}

/// The name and the state of what is named, in a node of its own.
void visit_reference(const ValueNode& node, const ResolvedReference& reference) {
  node.put("name", reference.name);
  const std::string name = node.address() + "/name";
  node.put("state", std::string(to_string(reference.state)), Origin::derived_from({name}));
  if (!reference.suggestion.empty()) {
    node.put("suggestion", reference.suggestion, Origin::derived_from({name}));
  }
}

void visit_optional_reference(const ValueNode& node, std::string_view key,
                              const ResolvedReference& reference) {
  const bool asked = reference.name.known() || !reference.name.origin.decided_by().empty();
  if (asked && !reference.names_none()) visit_reference(node[key], reference);
}

void visit_setting(const ValueNode& node, const CredentialSetting& setting) {
  node.because(setting.origin);
  node.put("name", setting.name);
  Resolved<std::string> value = setting.value;
  if (value.known()) value.value = shown_setting(setting.name.value.value_or(""), *value.value);
  node.put("value", value);
  put_sequence(node, setting.sequence);
}

ValueNode append(const ValueNode& node, std::string_view list, const CredentialSetting& setting) {
  return node.append(list, setting.name.value.value_or(""));
}

void visit_settings(const ValueNode& node, std::string_view key,
                    const std::vector<CredentialSetting>& settings) {
  node.list(key);
  for (const CredentialSetting& setting : settings)
    visit_setting(append(node, key, setting), setting);
}

void visit_claims(const ValueNode& node, const std::vector<CredentialSetting>& claims,
                  std::string_view place) {
  node.list("claims");
  for (const CredentialSetting& claim : claims) {
    const ValueNode item = append(node, "claims", claim);
    visit_setting(item, claim);
    item.put("in", place);
  }
}

std::string_view word_for(ParameterPlace place) {
  switch (place) {
    case ParameterPlace::query: return "query";
    case ParameterPlace::body: return "body";
    case ParameterPlace::header: return "header";
  }
  return "";
}

void visit_external(const ValueNode& credential, const ResolvedCredential& resolved) {
  const ResolvedExternalCredential& external = resolved.external;
  if (external.reference.names_none()) {
    credential.put("externalCredential", ShownValue(), external.reference.name.origin);
    return;
  }
  const ValueNode node = credential["externalCredential"];
  visit_reference(node, external.reference);
  put_said(node, "label", external.label);
  put_said(node, "tokenUrl", external.token_url);
  put_said(node, "scope", external.scope);
  visit_settings(node, "headers", external.headers);
  visit_claims(node, external.header_claims, "header");
  visit_claims(node, external.body_claims, "body");
  visit_settings(node, "settings", external.settings);
  visit_settings(node, "refreshStatusCodes", external.refresh_status_codes);
  node.put("namedCredentials", external.named_credentials);
}

void visit_provider(const ValueNode& credential, const ResolvedProvider& provider) {
  if (provider.kind == ProviderKind::none) {
    credential.put("provider", ShownValue());
    return;
  }
  const bool identity = provider.kind == ProviderKind::identity_provider;
  const ValueNode node = credential["provider"];
  node.put("kind", identity ? "ExternalAuthIdentityProvider" : "AuthProvider");
  visit_reference(node, provider.reference);
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
  node.list("parameters");
  for (const CustomParameter& parameter : provider.parameters) {
    const ValueNode item = append(node, "parameters", parameter.setting);
    visit_setting(item, parameter.setting);
    item.put("step", to_string(parameter.step));
    item.put("in", word_for(parameter.place));
  }
}

void visit_flow(const ValueNode& node, const ResolvedCredential& credential) {
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

void visit_principal(const ValueNode& node, const ResolvedPrincipal& principal) {
  node.because(principal.origin);
  node.put("name", principal.name);
  node.put("kind", std::string(to_string(principal.kind)));
  put_sequence(node, principal.sequence);
  put_said(node, "group", principal.group);
  put_said(node, "scope", principal.scope);
  node.put("tokenStoreNeed", in_words(principal.needs));
}

std::string_view holder_type(const PrincipalGrant& grant) {
  return grant.kind == HolderKind::permission_set_group ? "PermissionSetGroup" : "PermissionSet";
}

void visit_grant(const ValueNode& node, const PrincipalGrant& grant) {
  node.because(grant.origin);
  node.put("holder", grant.holder);
  node.put("holderType", holder_type(grant));
  node.put("principal", grant.principal);
  node.put("principalAccess", grant.principal_access);
  node.put("tokenStoreAccess", grant.token_store_access);
  Resolved<bool> complete = grant.complete;
  if (complete.known()) {
    complete.origin = Origin::derived_from(
        {node.address() + "/principalAccess", node.address() + "/tokenStoreAccess"});
  }
  node.put("complete", complete);
  if (grant.kind == HolderKind::permission_set_group) {
    node.put("members", grant.members);
    node.put("mutedBy", grant.muted_by);
  }
  node.put("notes", grant.notes);
}

void visit_named(const ValueNode& node, const ResolvedCredential& credential) {
  put_said(node, "label", credential.label);
  node.put("type", credential.type);
  put_said(node, "url", credential.url);
  node.put("calloutEnabled", credential.callout_enabled);
  node.put("generatesAuthorizationHeader", credential.generates_authorization_header);
  node.put("mergeFieldsInHeader", credential.merge_fields_in_header);
  node.put("mergeFieldsInBody", credential.merge_fields_in_body);
  put_said(node, "principalType", credential.principal_type);
  visit_optional_reference(node, "clientCertificate", credential.client_certificate);
  visit_optional_reference(node, "networkConnection", credential.network_connection);
  visit_settings(node, "headers", credential.headers);
}

/// Where a request comes from, by what has been written of the credential.
std::vector<std::string> sources_of(const HttpRequest& request,
                                    const ResolvedCredential& credential) {
  if (request.host == RequestHost::named_credential) return {"flow", "url"};
  if (!is_oauth(*credential.flow.value)) return {"flow", "externalCredential"};
  std::vector<std::string> sources = {"flow"};
  if (request.host == RequestHost::token_url) {
    sources.emplace_back("tokenUrl");
  } else if (request.sent) {
    sources.emplace_back("authorizeUrl");
  }
  if (credential.provider.kind != ProviderKind::none) sources.emplace_back("provider/parameters");
  return sources;
}

}  // namespace

void visit_credential(const ValueNode& root, const ResolvedCredential& credential) {
  const std::string_view kind = credential.named ? "NamedCredential" : "ExternalCredential";
  const ValueNode node =
      root.append_named("credentials", fmt::format("{}.{}", kind, credential.name));
  node.because(credential.origin);
  node.put("name", credential.name);
  node.put("kind", kind);
  if (credential.named) visit_named(node, credential);
  visit_external(node, credential);
  node.put("protocol", credential.protocol);
  put_said(node, "variant", credential.variant);
  visit_optional_reference(node, "signingCertificate", credential.signing_certificate);
  visit_provider(node, credential.provider);
  visit_flow(node, credential);
  node.list("principals");
  for (const ResolvedPrincipal& principal : credential.principals) {
    visit_principal(node.append("principals", principal.name.value.value_or("")), principal);
  }
  node.list("grants");
  for (const PrincipalGrant& grant : credential.grants) {
    const std::string name =
        fmt::format("{} {} {}", holder_type(grant), grant.holder, grant.principal);
    visit_grant(node.append("grants", name), grant);
  }
  node.list("requests");
  for (const HttpRequest& request : credential.requests) {
    const ValueNode item = node.append("requests", request.step);
    item.because(Origin::derived_from(sources_of(request, credential)));
    visit_request(item, request);
  }
}

}  // namespace ecac
