#include "compiler/diagnostics/cases/endpoint_host_not_allowed.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/uri.h"

namespace ecac::endpoint_host_not_allowed {

static bool has_token_use(AddressUse use) {
  return use == AddressUse::token || use == AddressUse::authorize || use == AddressUse::keys;
}

static void check_address(RuleContext& ctx, const WrittenAddress& address) {
  const FieldFact& fact = *address.fact;
  if (!fact.has_text()) return;
  const std::string_view url = ctx.facts().text(fact);
  // A brace begins a merge field or the name of something to be filled in.
  const std::optional<Uri> uri = parse_uri(url.substr(0, url.find('{')));
  if (!uri || uri->host.empty()) return;
  if (!equal_ignoring_case(uri->scheme, "https") && !equal_ignoring_case(uri->scheme, "http")) {
    return;
  }
  const auto begin = static_cast<std::size_t>(uri->host.data() - url.data());
  const std::size_t end = begin + uri->host.size();
  // Of a host that goes on behind a placeholder nobody knows the end.
  const bool ends_here = end == url.size() || url.find_first_of("/?#:", end) == end;
  if (!ends_here || ctx.facts().has_placeholder(fact, begin, end)) return;
  if (ctx.run().hosts.contains(uri->host)) return;
  ctx.report(has_token_use(address.use) ? cases::CRD036_login : cases::CRD036_callout,
             ctx.facts().range_in_value(fact, begin, end),
             fmt::format("`{}` leads to `{}`, which `hosts` of the configuration does not have",
                         address.name, uri->host))
      .subject(fmt::format("{} {}", address.name, uri->host));
}

static void check(RuleContext& ctx) {
  if (ctx.run().hosts.empty()) return;
  for (const WrittenAddress& address : addresses_of(ctx)) check_address(ctx, address);
}

extern const Rule rule{
    .id = rules::CRD036, .unit = UnitKind::file, .types = kTypesWithAddresses, .check = check};

}  // namespace ecac::endpoint_host_not_allowed
