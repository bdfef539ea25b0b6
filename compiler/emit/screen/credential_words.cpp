#include "compiler/emit/screen/credential_words.h"

#include <fmt/format.h>

#include <utility>

#include "compiler/emit/text/display_text.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

std::string_view words_for(CredentialFlow flow) {
  switch (flow) {
    case CredentialFlow::none: return "no authentication";
    case CredentialFlow::authorization_code: return "OAuth authorization code";
    case CredentialFlow::client_credentials: return "OAuth client credentials";
    case CredentialFlow::client_credentials_jwt_assertion:
      return "OAuth client credentials with a JWT assertion";
    case CredentialFlow::jwt_bearer: return "OAuth JWT bearer";
    case CredentialFlow::jwt: return "signed JWT";
    case CredentialFlow::basic: return "user name and password";
    case CredentialFlow::custom: return "custom headers";
    case CredentialFlow::aws_signature: return "AWS Signature Version 4";
    case CredentialFlow::aws_sts: return "AWS Security Token Service";
    case CredentialFlow::aws_roles_anywhere: return "AWS IAM Roles Anywhere";
  }
  return "";
}

std::string_view words_for(PrincipalKind kind) {
  switch (kind) {
    case PrincipalKind::named: return "one identity for all users";
    case PrincipalKind::per_user: return "an identity of each user";
    case PrincipalKind::aws_sts: return "identity of the AWS token service";
  }
  return "";
}

std::string_view mark_for(const Resolved<bool>& value) {
  if (!value.known()) return "?";
  return *value.value ? "✓" : "✗";
}

std::string holder_of(const PrincipalGrant& grant) {
  const bool group = grant.kind == HolderKind::permission_set_group;
  return printable(
      fmt::format("{} {}", group ? "permission set group" : "permission set", grant.holder));
}

std::string place_of(const Origin& origin, const ShownPlaces& places) {
  switch (origin.kind) {
    case OriginKind::written: break;
    case OriginKind::defaulted:
      return origin.standing == Standing::documented ? "default (documented)"
                                                     : "default (observed)";
    case OriginKind::derived:
    case OriginKind::configured:
    case OriginKind::unknown: return {};
  }
  const ShownPlace& shown = places.find(origin.place);
  std::string_view file = shown.file;
  file = file.substr(file.rfind('/') + 1);
  constexpr std::string_view kEnding = "-meta.xml";
  if (file.ends_with(kEnding)) file.remove_suffix(kEnding.size());
  return fmt::format("{}:{}", printable(file), shown.line);
}

namespace {

class CredentialFacts {
 public:
  CredentialFacts(const ResolvedCredential& credential, const ShownPlaces& places)
      : credential_(credential), places_(places) {}

  std::vector<CredentialFact> collect() {
    add_chain();
    add_tokens();
    return std::move(rows_);
  }

 private:
  void add(std::string_view label, std::string value, const Origin& origin) {
    rows_.push_back({std::string(label), std::move(value), place_of(origin, places_)});
  }

  void add_text(std::string_view label, const Resolved<std::string>& value) {
    if (!value.known()) {
      if (!value.origin.decided_by().empty()) add_unknown(label, value.origin);
    } else if (!value.value->empty()) {
      add(label, printable(shown_text(*value.value)), value.origin);
    }
  }

  void add_unknown(std::string_view label, const Origin& origin) {
    add(label, "? " + printable(origin.decided_by()), {});
  }

  void add_reference(std::string_view label, std::string_view kind,
                     const ResolvedReference& reference) {
    if (reference.names_none()) return;
    if (!reference.name.known()) {
      add_text(label, reference.name);
      return;
    }
    std::string value = fmt::format("{} {}", kind, *reference.name.value);
    if (!reference.found()) {
      value += reference.state == ReferenceState::outside
                   ? " (not in this project)"
                   : fmt::format(" ({})", to_string(reference.state));
    }
    if (!reference.suggestion.empty()) value += fmt::format("; there is {}", reference.suggestion);
    add(label, printable(value), reference.name.origin);
  }

  void add_chain() {
    add_text("calls", credential_.url);
    if (!credential_.callout_enabled.is(true) && credential_.named) {
      const Resolved<bool>& enabled = credential_.callout_enabled;
      if (enabled.known()) {
        add("callouts", "✗ disabled", enabled.origin);
      } else {
        add_unknown("callouts", enabled.origin);
      }
    }
    if (credential_.named) {
      add_reference("signed by", "external credential", credential_.external.reference);
    }
    const bool identity = credential_.provider.kind == ProviderKind::identity_provider;
    if (credential_.provider.kind != ProviderKind::none) {
      add_reference("tokens from", identity ? "identity provider" : "auth provider",
                    credential_.provider.reference);
    }
    if (credential_.signing_certificate.name.known()) {
      add_reference("signs with", "certificate", credential_.signing_certificate);
    }
    add_reference("TLS client", "certificate", credential_.client_certificate);
    add_reference("goes through", "private connection", credential_.network_connection);
    for (const auto* headers : {&credential_.headers, &credential_.external.headers}) {
      for (const CredentialSetting& header : *headers) add_header(header);
    }
    const std::vector<std::string>& users = credential_.external.named_credentials;
    if (users.size() > 1) {
      add("shared by", printable(fmt::format("{}", fmt::join(users, ", "))), {});
    }
  }

  void add_header(const CredentialSetting& header) {
    const std::string name = header.name.value.value_or("?");
    const std::string value = header.value.known() ? shown_setting(name, *header.value.value)
                                                   : "? " + header.value.origin.decided_by();
    add("header",
        printable(fmt::format("{}: {}{}", name, value,
                              header.overwritten
                                  ? "   (not sent: the one of the named credential overwrites it)"
                                  : "")),
        header.origin);
  }

  void add_tokens() {
    if (!credential_.flow.known()) {
      add_unknown("flow", credential_.flow.origin);
      return;
    }
    if (!is_oauth(*credential_.flow.value)) return;
    const Resolved<std::string>& way = credential_.client_authentication;
    const Origin origin = credential_.provider.kind == ProviderKind::none
                              ? credential_.variant.origin
                              : credential_.provider.client_authentication.origin;
    if (way.is(values::ClientSecretPlace::ClientSecretPost)) {
      add("client", "id and secret in the body", origin);
    } else if (way.is(values::ClientSecretPlace::ClientSecretBasic)) {
      add("client", "id and secret in the Authorization header", origin);
    } else {
      add_text("client", way);
    }
    if (credential_.flow.is(CredentialFlow::authorization_code)) {
      const Resolved<bool>& pkce = credential_.provider.pkce;
      if (pkce.known()) {
        add("PKCE", *pkce.value ? "✓ on" : "✗ off", pkce.origin);
      } else {
        add_unknown("PKCE", pkce.origin);
      }
    }
    const bool own = credential_.external.scope.known() && !credential_.external.scope.is("");
    add_text("scope", own ? credential_.external.scope : credential_.scope);
  }

  const ResolvedCredential& credential_;
  const ShownPlaces& places_;
  std::vector<CredentialFact> rows_ = {};
};

}  // namespace

std::vector<CredentialFact> credential_facts(const ResolvedCredential& credential,
                                             const ShownPlaces& places) {
  return CredentialFacts(credential, places).collect();
}

}  // namespace ecac
