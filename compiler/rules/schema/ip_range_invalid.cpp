#include "compiler/diagnostics/cases/ip_range_invalid.h"

#include <fmt/format.h>

#include <limits>

#include "compiler/diagnostics/words.h"
#include "compiler/rules/engine/rule.h"
#include "compiler/support/net/ip_address.h"

namespace ecac::ip_range_invalid {

struct RangeField {
  FieldId block;
  FieldId first;
  FieldId last;
};

static const RangeField kRangeFields[] = {
    {fields::ExtlClntAppOauthSettings::trustedIpRanges,
     fields::ExtlClntAppOauthSettings::trustedIpRanges_startIpAddress,
     fields::ExtlClntAppOauthSettings::trustedIpRanges_endIpAddress},
    {fields::ExtlClntAppOauthSecuritySettings::tokenIpRanges,
     fields::ExtlClntAppOauthSecuritySettings::tokenIpRanges_startIpAddress,
     fields::ExtlClntAppOauthSecuritySettings::tokenIpRanges_endIpAddress},
};

/// Nothing authoritative says what holds for these ranges, so that they never have errors.
static CaseId softened(const FieldSchema& block, CaseId rule_case) {
  const bool of_tokens = block.id == fields::ExtlClntAppOauthSecuritySettings::tokenIpRanges;
  return of_tokens ? cases::SCH010_token_allowlist : rule_case;
}

static std::optional<IpAddress> read_address(RuleContext& ctx, const FieldSchema& block,
                                             const FieldFact* fact) {
  if (fact == nullptr || !fact->judgeable()) return std::nullopt;
  const std::string_view text = ctx.facts().text(*fact);
  const auto address = parse_ip_address(text);
  if (address) return address;
  FindingBuilder finding =
      ctx.report(softened(block, cases::SCH010_address), fact->value,
                 fmt::format("`{}` is `{}`, which is no IPv4 or IPv6 address",
                             ctx.schema().field(fact->field).name, shown(text)));
  finding.subject(text);
  if (text.find('/') != std::string_view::npos) {
    finding.help("write the first and the last address of the network instead of its prefix");
  }
  return std::nullopt;
}

/// Judges one range; how many addresses it has, 0 if that cannot be said.
static std::uint64_t check_range(RuleContext& ctx, const RangeField& range,
                                 const FieldSchema& block, const FieldFact& fact) {
  const FileFacts& facts = ctx.facts();
  const FieldFact* first_fact = facts.find(range.first, fact);
  const FieldFact* last_fact = facts.find(range.last, fact);
  const auto first = read_address(ctx, block, first_fact);
  const auto last = read_address(ctx, block, last_fact);
  if (!first || !last) return 0;
  const std::string_view first_text = facts.text(*first_fact);
  const std::string_view last_text = facts.text(*last_fact);
  const auto report = [&](CaseId rule_case, std::string_view reason) {
    FindingBuilder finding = ctx.report(softened(block, rule_case), last_fact->value,
                                        fmt::format("the IP range from `{}` to `{}` is invalid: {}",
                                                    first_text, last_text, reason));
    finding.subject(last_text).label({ctx.file_id(), first_fact->value}, "the range begins here");
    return finding;
  };
  if (first->family != last->family) {
    report(cases::SCH010_family, "one end is IPv4, the other IPv6");
    return 0;
  }
  if (*last < *first) {
    std::vector<FixOperation> swap =
        ctx.set_text(ctx.file_id(), first_fact->value, std::string(last_text));
    for (FixOperation& operation :
         ctx.set_text(ctx.file_id(), last_fact->value, std::string(first_text))) {
      swap.push_back(std::move(operation));
    }
    report(cases::SCH010_order, "it ends before it begins")
        .fix("Swap the two addresses", Applicability::safe, std::move(swap));
    return count_addresses(*last, *first);
  }
  return count_addresses(*first, *last);
}

static void check_block(RuleContext& ctx, const RangeField& range, const FieldSchema& block) {
  const FileFacts& facts = ctx.facts();
  const auto all = facts.fields();
  const auto limit = static_cast<std::uint64_t>(block.max_addresses);
  std::uint64_t addresses = 0;
  int count = 0;
  for (FactIndex i = 0; i < all.size(); i = all[i].subtree_end) {
    const FieldFact& fact = all[i];
    if (fact.field != range.block || fact.state == ValueState::nil) continue;
    const TextRange name = facts.name_range(fact, block.name);
    if (++count == block.max_count + 1 && block.max_count != 0) {
      ctx.report(softened(block, cases::SCH010_too_many), name,
                 fmt::format("more than {} `{}`; this is the first beyond the limit",
                             block.max_count, block.name))
          .subject("count");
    }
    const std::uint64_t more = check_range(ctx, range, block, fact);
    const bool was_within = addresses <= limit;
    const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - addresses;
    addresses += std::min(more, room);
    if (limit != 0 && was_within && addresses > limit) {
      ctx.report(
             softened(block, cases::SCH010_too_many), name,
             fmt::format("with this range, `{}` hold more than {} addresses", block.name, limit))
          .subject("addresses");
    }
  }
}

static void check(RuleContext& ctx) {
  for (const RangeField& range : kRangeFields) {
    if (ctx.schema().type_of(range.block) != ctx.file().type) continue;
    check_block(ctx, range, ctx.schema().field(range.block));
  }
}

extern const Rule rule{
    .id = rules::SCH010,
    .unit = UnitKind::file,
    .types = {types::ExtlClntAppOauthSettings, types::ExtlClntAppOauthSecuritySettings},
    .check = check};

}  // namespace ecac::ip_range_invalid
