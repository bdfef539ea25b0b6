#include "compiler/diagnostics/cases/endpoint_not_https.h"

#include <fmt/format.h>

#include <string>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/credential/known_host.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/host_kind.h"
#include "compiler/support/net/uri.h"

namespace ecac::endpoint_not_https {

/// Whether the address leaves open which server is meant. Schemes other than http are what they
/// say: event relays have `arn:aws:…` in a named credential.
static bool lacks_server(std::string_view url) {
  const std::size_t scheme = scheme_prefix(url);
  const std::string_view rest = url.substr(scheme);
  if (scheme == 0) return true;
  const std::string_view name = url.substr(0, scheme - 1);
  if (equal_ignoring_case(name, "http") || equal_ignoring_case(name, "https")) {
    return !rest.starts_with("//") || rest.find_first_of("/?#:", 2) == 2 || rest.size() == 2;
  }
  // `api.example.com:8443/orders` reads like a scheme, but a port follows.
  const std::string_view port = rest.substr(0, rest.find_first_of("/?#"));
  return !port.empty() && port.find_first_not_of("0123456789") == std::string_view::npos;
}

static std::string what_travels(std::string_view name, AddressUse use) {
  switch (use) {
    case AddressUse::token:
      return fmt::format(
          "`{}` is plain `http`; client secret and tokens travel in clear text, and "
          "OAuth demands TLS for the token endpoint",
          name);
    case AddressUse::authorize:
      return fmt::format(
          "`{}` is plain `http`; codes and what users type travel in clear text, "
          "and OAuth demands TLS for the authorization endpoint",
          name);
    case AddressUse::keys:
      return fmt::format(
          "`{}` is plain `http`; whoever stands between can put in other keys, and "
          "sign what the org trusts",
          name);
    case AddressUse::none:
    case AddressUse::callout:
    case AddressUse::user_info: break;
  }
  return fmt::format("`{}` is plain `http`; all that a request carries travels in clear text",
                     name);
}

static CaseId case_of(AddressUse use, std::string_view url) {
  if (use == AddressUse::token) return cases::CRD005_token_endpoint;
  // A developer's browser reaches a server on the same machine, and nothing leaves it.
  const bool exposed =
      use == AddressUse::authorize && host_kind(host_of(url)) != HostKind::loopback;
  return exposed ? cases::CRD005_authorize_endpoint : cases::CRD005_endpoint;
}

/// What a placeholder leaves of the value is enough: the scheme stands in front.
static void check_address(RuleContext& ctx, const WrittenAddress& address) {
  constexpr std::string_view kPlain = "http://";
  const FieldFact& fact = *address.fact;
  if (!fact.has_text()) return;
  const std::string_view url = ctx.facts().text(fact);
  if (equal_ignoring_case(url.substr(0, kPlain.size()), kPlain)) {
    ctx.report(case_of(address.use, url),
               ctx.facts().range_in_value(fact, 0, std::string_view("http").size()),
               what_travels(address.name, address.use))
        .subject(address.name);
    return;
  }
  // A brace begins a merge field or the name of something to be filled in.
  if (fact.tainted || url.find('{') != std::string_view::npos || !lacks_server(url)) return;
  ctx.report(cases::CRD005_not_absolute, fact.value,
             fmt::format("`{}` is `{}`, which is no absolute address; expected `https://` and the "
                         "name of a server in front",
                         address.name, shown(url)))
      .subject(url);
}

static void check(RuleContext& ctx) {
  for (const WrittenAddress& address : addresses_of(ctx)) check_address(ctx, address);
}

extern const Rule rule{
    .id = rules::CRD005, .unit = UnitKind::file, .types = kTypesWithAddresses, .check = check};

}  // namespace ecac::endpoint_not_https
