#include "compiler/diagnostics/cases/jwt_timeout_value_not_allowed.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "compiler/rules/shared/app_findings.h"

namespace ecac::jwt_timeout_value_not_allowed {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

static std::optional<long long> number_in(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  long long number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  // What is no number has a finding of its own.
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// The largest allowed number below; none if there is none.
static std::optional<long long> next_below(const FieldSchema& field, long long number,
                                           ApiVersion version) {
  std::optional<long long> best;
  for (const FieldSchema::Allowed& allowed : field.allowed) {
    if (allowed.since > version || allowed.value >= number) continue;
    if (!best || allowed.value > *best) best = allowed.value;
  }
  return best;
}

static void check_timeout(RuleContext& ctx, FieldId id) {
  const WrittenField timeout = written(ctx, id);
  if (!timeout) return;
  const std::optional<long long> number = number_in(timeout.text);
  const FieldSchema& field = ctx.schema().field(id);
  const ApiVersion version = ctx.project().api_version();
  if (!number || field.allowed.empty() || field.allows(*number, version)) return;
  if (version < field.since) return;
  const ApiVersion newest = ctx.schema().newest_version();
  const bool later = field.allows(*number, newest);
  FindingBuilder finding =
      ctx.report(later ? cases::POL007_newer_value : cases::POL007_not_allowed, timeout.fact->value,
                 fmt::format("`{}` is `{}`; API {}.0 allows the minutes {}", field.name,
                             timeout.text, version, field.allowed_numbers(version)));
  finding.subject(timeout.text);
  if (later) finding.help("raise `sourceApiVersion`, if the org is new enough");
  if (const auto lower = next_below(field, *number, version)) {
    finding.fix(fmt::format("Write {}", *lower), Applicability::unsafe,
                ctx.set_text(ctx.file_id(), timeout.fact->value, std::to_string(*lower)));
  }
}

static void check(RuleContext& ctx) {
  check_timeout(ctx, policy_fields::guestJwtTimeout);
  check_timeout(ctx, policy_fields::namedUserJwtTimeout);
}

extern const Rule rule{.id = rules::POL007,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthConfigurablePolicies},
                       .check = check};

}  // namespace ecac::jwt_timeout_value_not_allowed
