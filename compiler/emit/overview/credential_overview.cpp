#include "compiler/emit/overview/credential_overview.h"

#include <fmt/format.h>

#include <map>
#include <utility>

#include "compiler/emit/screen/credential_words.h"
#include "compiler/emit/screen/request_text.h"
#include "compiler/emit/text/style.h"
#include "compiler/resolve/credential/identity_provider.h"
#include "compiler/resolve/credential/resource_indicator.h"

namespace ecac {

namespace {

std::string_view words_of(ResourceFit fit) {
  switch (fit) {
    case ResourceFit::same: return "";
    case ResourceFit::other_path: return "another path than the callouts";
    case ResourceFit::other_server: return "another server than the callouts";
    case ResourceFit::no_indicator: return "no resource indicator";
    case ResourceFit::no_address: return "the callouts have no address to compare";
  }
  return "";
}

class CredentialPage {
 public:
  CredentialPage(const ResolvedCredential& credential, const ShownPlaces& places,
                 const ShownWords& shown)
      : credential_(credential), places_(places), shown_(shown) {}

  OverviewCredential write() {
    page_.name = shown_(credential_.name);
    page_.kind = credential_.named ? "named credential" : "external credential";
    page_.flow = credential_.flow.known() ? words_for(*credential_.flow.value) : "flow unknown";
    write_chain();
    write_resource();
    for (CredentialFact& fact : credential_facts(credential_, places_)) {
      page_.facts.push_back({std::move(fact.label), shown_(fact.value), shown_(fact.place), {}});
    }
    write_principals();
    for (const HttpRequest& request : credential_.requests) {
      page_.requests.push_back(shown_(request_text(request, Style(false))));
    }
    return std::move(page_);
  }

 private:
  void add_reference(std::string_view kind, const ResolvedReference& reference) {
    if (reference.names_none()) return;
    OverviewLink link{.kind = std::string(kind), .there = verdict_of(reference.state)};
    link.name = reference.name.known() ? shown_(*reference.name.value) : "?";
    if (!reference.name.known()) {
      link.there = Verdict::unknown;
      link.note = shown_(reference.name.origin.decided_by());
    } else if (!reference.suggestion.empty()) {
      link.note = fmt::format("there is {}", shown_(reference.suggestion));
    } else if (reference.state == ReferenceState::outside) {
      link.note = "not in this project";
    } else if (reference.state == ReferenceState::removed) {
      link.note = "removed by this deploy";
    }
    page_.chain.push_back(std::move(link));
  }

  void write_chain() {
    if (credential_.named) {
      page_.chain.push_back(
          {.kind = "named credential", .name = shown_(credential_.name), .there = Verdict::yes});
    }
    add_reference("external credential", credential_.external.reference);
    if (credential_.provider.kind != ProviderKind::none) {
      add_reference(words_for(credential_.provider.kind), credential_.provider.reference);
    }
    if (!credential_.flow.known() || !is_oauth(*credential_.flow.value)) return;
    OverviewLink token{.kind = "token URL"};
    if (credential_.token_url.known()) {
      if (credential_.token_url.value->empty()) return;
      token.name = shown_(*credential_.token_url.value);
      token.there = Verdict::yes;
    } else {
      token.name = "?";
      token.note = shown_(credential_.token_url.origin.decided_by());
    }
    page_.chain.push_back(std::move(token));
  }

  void write_resource() {
    for (const CustomParameter& parameter : credential_.provider.parameters) {
      const CredentialSetting& setting = parameter.setting;
      if (!setting.name.is("resource") || parameter.step != RequestStep::token) continue;
      if (!setting.value.known()) {
        page_.resource = "?";
        return;
      }
      const ResourceFit fit =
          resource_fit(*setting.value.value, credential_.url.value.value_or(""));
      page_.resource = shown_(*setting.value.value);
      page_.resource_fits = fit == ResourceFit::same ? Verdict::yes : Verdict::unknown;
      if (fit != ResourceFit::same) page_.resource += fmt::format(" ({})", words_of(fit));
      return;
    }
  }

  OverviewGrant grant_page(const PrincipalGrant& grant) const {
    OverviewGrant page{.holder = shown_(holder_of(grant)),
                       .principal = verdict_of(grant.principal_access),
                       .tokens = verdict_of(grant.token_store_access),
                       .complete = verdict_of(grant.complete),
                       .place = shown_(place_of(grant.principal_access.origin, places_))};
    if (!grant.complete.known()) {
      page.notes.push_back("decided by " + shown_(grant.complete.origin.decided_by()));
    }
    if (!grant.muted_by.empty()) {
      page.notes.push_back(shown_(fmt::format("muted by {}", fmt::join(grant.muted_by, ", "))));
    }
    for (const std::string& note : grant.notes) page.notes.push_back(shown_(note));
    return page;
  }

  void write_principals() {
    if (!credential_.external.reference.found()) return;
    std::map<std::string_view, std::vector<OverviewGrant>> grants;
    bool one_is_complete = false;
    bool all_are_known = true;
    for (const PrincipalGrant& grant : credential_.grants) {
      grants[grant.principal].push_back(grant_page(grant));
      one_is_complete = one_is_complete || grant.complete.is(true);
      all_are_known = all_are_known && grant.complete.known();
    }
    page_.granted = one_is_complete ? Verdict::yes : all_are_known ? Verdict::no : Verdict::unknown;
    for (const ResolvedPrincipal& principal : credential_.principals) {
      OverviewPrincipal page{.name = shown_(principal.name.value.value_or("?")),
                             .kind = std::string(words_for(principal.kind))};
      if (principal.needs.known() && !principal.needs.is(TokenStoreNeed::nothing)) {
        page.kind +=
            fmt::format("; needs {} on UserExternalCredential", to_string(*principal.needs.value));
      }
      const auto given = principal.name.known() ? grants.find(*principal.name.value) : grants.end();
      if (given != grants.end()) {
        page.grants = std::move(given->second);
        grants.erase(given);
      }
      page_.principals.push_back(std::move(page));
    }
    for (auto& [name, given] : grants) {
      page_.principals.push_back({.name = shown_(name),
                                  .kind = "granted, but no principal of the credential",
                                  .grants = std::move(given)});
    }
  }

  const ResolvedCredential& credential_;
  const ShownPlaces& places_;
  const ShownWords& shown_;
  OverviewCredential page_ = {};
};

}  // namespace

OverviewCredential credential_overview(const ResolvedCredential& credential,
                                       const ShownPlaces& places, const ShownWords& shown) {
  return CredentialPage(credential, places, shown).write();
}

}  // namespace ecac
