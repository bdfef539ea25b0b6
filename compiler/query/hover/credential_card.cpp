#include "compiler/query/hover/credential_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "compiler/emit/screen/credential_words.h"
#include "compiler/emit/screen/request_text.h"

namespace ecac {

namespace {

/// A card is looked at; all of them are on the credential's own page.
constexpr std::size_t kMostRequestLines = 40;
constexpr std::size_t kMostGrants = 8;

std::string_view flow_of(const ResolvedCredential& credential) {
  return credential.flow.known() ? words_for(*credential.flow.value)
                                 : std::string_view("flow unknown");
}

void add_grants(Markdown& page, const ResolvedCredential& credential,
                const ResolvedPrincipal& principal) {
  const std::string name = principal.name.value.value_or("?");
  std::string line = fmt::format("principal {}: {}", in_code(name), words_for(principal.kind));
  std::size_t count = 0;
  for (const PrincipalGrant& grant : credential.grants) {
    if (!principal.name.is(grant.principal)) continue;
    if (++count > kMostGrants) continue;
    line += fmt::format("{} {} {}", count == 1 ? "; granted by" : ",", mark_for(grant.complete),
                        in_prose(holder_of(grant)));
  }
  if (count == 0) line += "; no permission set of this project grants it";
  if (count > kMostGrants) line += fmt::format(" and {} more", count - kMostGrants);
  page.item(line);
}

void add_requests(Markdown& page, const ResolvedCredential& credential) {
  std::string lines;
  std::size_t count = 0;
  std::size_t left_out = 0;
  for (const HttpRequest& request : credential.requests) {
    const std::string text = request_text(request, Style(false));
    const auto more = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    if (count != 0 && count + more > kMostRequestLines) {
      ++left_out;
      continue;
    }
    if (!lines.empty()) lines += '\n';
    lines += text;
    count += more;
  }
  if (!lines.empty()) page.verbatim(lines);
  if (left_out != 0) {
    page.paragraph(fmt::format("and {} request{} more", left_out, left_out == 1 ? "" : "s"));
  }
}

}  // namespace

void add_credential_in_short(Markdown& page, const ResolvedProject& project) {
  const ResolvedCredential& credential = project.credentials.front();
  std::string line(flow_of(credential));
  for (const CredentialFact& fact : credential_facts(credential, project.places)) {
    if (fact.label == "calls") line += fmt::format(" · calls {}", in_code(fact.value));
  }
  page.paragraph(line);
}

void add_credential_card(Markdown& page, const ResolvedProject& project) {
  const ResolvedCredential& credential = project.credentials.front();
  page.paragraph(fmt::format("**{}** · {}, {}", in_code(credential.name),
                             credential.named ? "named credential" : "external credential",
                             flow_of(credential)));
  for (const CredentialFact& fact : credential_facts(credential, project.places)) {
    std::string line = fmt::format("{}: {}", fact.label, in_prose(fact.value));
    if (!fact.place.empty()) line += " · " + in_code(fact.place);
    page.item(line);
  }
  for (const ResolvedPrincipal& principal : credential.principals) {
    add_grants(page, credential, principal);
  }
  add_requests(page, credential);
}

}  // namespace ecac
