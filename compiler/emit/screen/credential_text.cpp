#include "compiler/emit/screen/credential_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/emit/screen/request_text.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/schema/values/ClientSecretPlace.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

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

/// A line of the table: what it is about, what holds, where that stands.
struct Row {
  std::string label = {};
  std::string value = {};
  std::string place = {};
};

void pad(std::string& out, std::string_view text, std::size_t width) {
  const auto used = static_cast<std::size_t>(display_width(text));
  out += text;
  out.append(width > used ? width - used : 0, ' ');
}

class CredentialScreen {
 public:
  CredentialScreen(const ResolvedCredential& credential, const ShownPlaces& places,
                   const Style& style)
      : credential_(credential), places_(places), style_(style) {}

  std::string draw() {
    draw_head();
    add_chain();
    add_tokens();
    draw_rows();
    draw_principals();
    if (!credential_.requests.empty()) out_ += '\n';
    for (std::size_t i = 0; i < credential_.requests.size(); ++i) {
      if (i != 0) out_ += '\n';
      out_ += request_text(credential_.requests[i], style_);
    }
    return std::move(out_);
  }

 private:
  void draw_head() {
    out_ += style_.paint(Role::heading, printable(credential_.name)) + "     ";
    out_ += credential_.named ? "named credential" : "external credential that no named one uses";
    out_ += ", ";
    out_ += credential_.flow.known() ? words_for(*credential_.flow.value)
                                     : std::string_view("flow unknown");
    if (credential_.callout_enabled.is(false)) out_ += ", callouts disabled";
    out_ += '\n';
  }

  /// `Portal.namedCredential:7`
  std::string place_of(const Origin& origin) const {
    switch (origin.kind) {
      case OriginKind::written: break;
      case OriginKind::defaulted:
        return origin.standing == Standing::documented ? "default (documented)"
                                                       : "default (observed)";
      case OriginKind::derived:
      case OriginKind::configured:
      case OriginKind::unknown: return {};
    }
    const ShownPlace& shown = places_.find(origin.place);
    std::string_view file = shown.file;
    file = file.substr(file.rfind('/') + 1);
    constexpr std::string_view kEnding = "-meta.xml";
    if (file.ends_with(kEnding)) file.remove_suffix(kEnding.size());
    return fmt::format("{}:{}", printable(file), shown.line);
  }

  void add(std::string_view label, std::string value, const Origin& origin) {
    rows_.push_back({std::string(label), std::move(value), place_of(origin)});
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

  void draw_rows() {
    std::size_t labels = 0;
    std::size_t values = 0;
    constexpr std::size_t kWidestValue = 64;
    for (const Row& row : rows_) {
      labels = std::max(labels, static_cast<std::size_t>(display_width(row.label)));
      const auto width = static_cast<std::size_t>(display_width(row.value));
      if (width <= kWidestValue && !row.place.empty()) values = std::max(values, width);
    }
    if (!rows_.empty()) out_ += '\n';
    for (const Row& row : rows_) {
      out_ += "  ";
      pad(out_, row.label, labels + 3);
      if (row.place.empty()) {
        out_ += row.value;
      } else {
        pad(out_, row.value, values + 3);
        if (static_cast<std::size_t>(display_width(row.value)) > values) out_ += "   ";
        out_ += style_.paint(Role::margin, row.place);
      }
      out_ += '\n';
    }
    rows_.clear();
  }

  void draw_principals() {
    if (!credential_.external.reference.found()) return;
    if (credential_.principals.empty()) {
      out_ += "\n  no principal: no permission set can grant it\n";
    }
    for (const ResolvedPrincipal& principal : credential_.principals) {
      draw_principal(principal);
    }
    draw_grants_without_principal();
  }

  void draw_principal(const ResolvedPrincipal& principal) {
    const std::string name = principal.name.value.value_or("?");
    out_ += "\n  " + style_.paint(Role::heading, "principal " + printable(name)) + "   ";
    out_ += words_for(principal.kind);
    if (principal.needs.known() && !principal.needs.is(TokenStoreNeed::nothing)) {
      out_ +=
          fmt::format("; needs {} on UserExternalCredential", to_string(*principal.needs.value));
    }
    out_ += '\n';
    std::vector<const PrincipalGrant*> grants;
    for (const PrincipalGrant& grant : credential_.grants) {
      if (principal.name.is(grant.principal)) grants.push_back(&grant);
    }
    if (grants.empty()) out_ += "    ✗ no permission set of this project grants it\n";
    draw_grants(grants);
  }

  void draw_grants_without_principal() {
    std::vector<const PrincipalGrant*> grants;
    for (const PrincipalGrant& grant : credential_.grants) {
      const bool there = std::any_of(
          credential_.principals.begin(), credential_.principals.end(),
          [&](const ResolvedPrincipal& principal) { return principal.name.is(grant.principal); });
      if (!there) grants.push_back(&grant);
    }
    if (grants.empty()) return;
    out_ += "\n  other grants\n";
    draw_grants(grants);
  }

  void draw_grants(const std::vector<const PrincipalGrant*>& grants) {
    std::size_t widest = 0;
    for (const PrincipalGrant* grant : grants) {
      widest = std::max(widest, static_cast<std::size_t>(display_width(holder_of(*grant))));
    }
    for (const PrincipalGrant* grant : grants) {
      out_ += fmt::format("    {} ", mark_for(grant->complete));
      pad(out_, holder_of(*grant), widest + 3);
      out_ += fmt::format("{} principal   {} tokens", mark_for(grant->principal_access),
                          mark_for(grant->token_store_access));
      const std::string place = place_of(grant->principal_access.origin);
      if (!place.empty()) out_ += "   " + style_.paint(Role::margin, place);
      out_ += '\n';
      if (!grant->complete.known()) {
        out_ += "      decided by " + printable(grant->complete.origin.decided_by()) + '\n';
      }
      if (!grant->muted_by.empty()) {
        out_ +=
            printable(fmt::format("      muted by {}", fmt::join(grant->muted_by, ", "))) + '\n';
      }
      for (const std::string& note : grant->notes) {
        out_ += "      " + style_.paint(Role::help, "= note:") + ' ' + printable(note) + '\n';
      }
    }
  }

  static std::string holder_of(const PrincipalGrant& grant) {
    const bool group = grant.kind == HolderKind::permission_set_group;
    return printable(
        fmt::format("{} {}", group ? "permission set group" : "permission set", grant.holder));
  }

  const ResolvedCredential& credential_;
  const ShownPlaces& places_;
  const Style& style_;
  std::vector<Row> rows_ = {};
  std::string out_ = {};
};

}  // namespace

std::string credential_text(const ResolvedCredential& credential, const ShownPlaces& places,
                            const Style& style) {
  return shown_text(CredentialScreen(credential, places, style).draw());
}

}  // namespace ecac
