#include "compiler/diagnostics/cases/endpoint_host_not_allowed.h"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/shared/credential_parameters.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/web_host.h"

namespace ecac::endpoint_host_not_allowed {

static bool has_token_use(AddressUse use) {
  return use == AddressUse::token || use == AddressUse::authorize || use == AddressUse::keys;
}

static void check_address(RuleContext& ctx, const WrittenAddress& address) {
  const FieldFact& fact = *address.fact;
  if (!fact.has_text()) return;
  const std::string_view url = ctx.facts().text(fact);
  // A brace begins a merge field or the name of something to be filled in.
  const std::optional<WebHost> host = web_host(url.substr(0, url.find('{')));
  if (!host || host->begin == host->end) return;
  // Of a host that goes on behind a placeholder nobody knows the end.
  const bool ends_here = host->end == url.size() || url[host->end] != '{';
  if (!ends_here || ctx.facts().has_placeholder(fact, host->begin, host->end)) return;
  // A browser takes `\` for `/`, and other programs that read addresses do not.
  const bool is_doubtful =
      url.substr(0, url.find_first_of("?#")).find('\\') != std::string_view::npos;
  if (!is_doubtful && ctx.run().hosts.contains(host->name)) return;
  const std::string_view written = url.substr(host->begin, host->end - host->begin);
  const bool as_written = equal_ignoring_case(written, host->name);
  const std::string_view said = as_written ? written : std::string_view(host->name);
  ctx.report(
         has_token_use(address.use) ? cases::CRD036_login : cases::CRD036_callout,
         ctx.facts().range_in_value(fact, host->begin, host->end),
         is_doubtful
             ? fmt::format("`{}` has a `\\`, so nobody can say which host it leads to, and `hosts` "
                           "of the configuration cannot have it",
                           address.name)
         : host->name.empty()
             ? fmt::format("`{}` leads to `{}`, which is no host, so `hosts` of the configuration "
                           "cannot have it",
                           address.name, shown(written))
             : fmt::format("`{}` leads to `{}`, which `hosts` of the configuration does not have",
                           address.name, said))
      .subject(fmt::format("{} {}", address.name, written));
}

static void check(RuleContext& ctx) {
  if (ctx.run().hosts.empty()) return;
  for (const WrittenAddress& address : addresses_of(ctx)) check_address(ctx, address);
}

extern const Rule rule{
    .id = rules::CRD036, .unit = UnitKind::file, .types = kTypesWithAddresses, .check = check};

}  // namespace ecac::endpoint_host_not_allowed
