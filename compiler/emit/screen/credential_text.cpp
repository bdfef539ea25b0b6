#include "compiler/emit/screen/credential_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/emit/screen/credential_words.h"
#include "compiler/emit/screen/request_text.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

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

  void draw_rows() {
    const std::vector<CredentialFact> rows = credential_facts(credential_, places_);
    std::size_t labels = 0;
    std::size_t values = 0;
    constexpr std::size_t kWidestValue = 64;
    for (const CredentialFact& row : rows) {
      labels = std::max(labels, static_cast<std::size_t>(display_width(row.label)));
      const auto width = static_cast<std::size_t>(display_width(row.value));
      if (width <= kWidestValue && !row.place.empty()) values = std::max(values, width);
    }
    if (!rows.empty()) out_ += '\n';
    for (const CredentialFact& row : rows) {
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
      const std::string place = place_of(grant->principal_access.origin, places_);
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

  const ResolvedCredential& credential_;
  const ShownPlaces& places_;
  const Style& style_;
  std::string out_ = {};
};

}  // namespace

std::string credential_text(const ResolvedCredential& credential, const ShownPlaces& places,
                            const Style& style) {
  return shown_text(CredentialScreen(credential, places, style).draw());
}

}  // namespace ecac
