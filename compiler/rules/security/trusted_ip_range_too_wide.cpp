#include "compiler/diagnostics/cases/trusted_ip_range_too_wide.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"
#include "compiler/support/net/ip_address.h"

namespace ecac::trusted_ip_range_too_wide {

namespace oauth_fields = fields::ExtlClntAppOauthSettings;

/// Whether a range holds more addresses than a network with the prefix.
static bool is_wider(const IpAddress& first, const IpAddress& last, int prefix) {
  if (prefix <= 0) return false;
  if (first.family == IpAddress::Family::v4) {
    return count_addresses(first, last) > std::uint64_t{1} << (32 - prefix);
  }
  const std::uint64_t networks = last.high - first.high;
  return prefix <= 64 && networks >= std::uint64_t{1} << (64 - prefix);
}

static void check_range(RuleContext& ctx, const FieldFact& block) {
  const FieldFact* first_fact =
      ctx.facts().judgeable(oauth_fields::trustedIpRanges_startIpAddress, block);
  const FieldFact* last_fact =
      ctx.facts().judgeable(oauth_fields::trustedIpRanges_endIpAddress, block);
  if (first_fact == nullptr || last_fact == nullptr) return;
  const auto first = parse_ip_address(ctx.facts().text(*first_fact));
  const auto last = parse_ip_address(ctx.facts().text(*last_fact));
  if (!first || !last || first->family != last->family || *last < *first) return;
  const bool v4 = first->family == IpAddress::Family::v4;
  const Baseline& limits = ctx.schema().baseline();
  const int prefix = v4 ? limits.ipv4_prefix : limits.ipv6_prefix;
  if (prefix == 0) return;
  const bool no_address = first->high == 0 && first->low == 0;
  if (!no_address && !is_wider(*first, *last, prefix)) return;
  const std::string_view from = ctx.facts().text(*first_fact);
  const std::string_view to = ctx.facts().text(*last_fact);
  std::string message =
      v4 ? fmt::format("trusted range `{}` to `{}` covers {} addresses", from, to,
                       count_addresses(*first, *last))
         : fmt::format("trusted range `{}` to `{}` is wider than a /{}", from, to, prefix);
  if (no_address) message += fmt::format(", among them `{}`, which is no client's", from);
  ctx.report(cases::SEC013_too_wide, first_fact->value, std::move(message))
      .subject(from)
      .label({ctx.file_id(), last_fact->value}, "the range ends here");
}

static void check(RuleContext& ctx) {
  const auto all = ctx.facts().fields();
  for (FactIndex i = 0; i < all.size(); i = all[i].subtree_end) {
    const FieldFact& fact = all[i];
    if (fact.field == oauth_fields::trustedIpRanges && fact.state != ValueState::nil) {
      check_range(ctx, fact);
    }
  }
}

extern const Rule rule{.id = rules::SEC013,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthSettings},
                       .check = check};

}  // namespace ecac::trusted_ip_range_too_wide
