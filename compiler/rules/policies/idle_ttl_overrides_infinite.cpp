#include "compiler/diagnostics/cases/idle_ttl_overrides_infinite.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"
#include "compiler/schema/values/RefreshTokenValidityUnit.h"

namespace ecac::idle_ttl_overrides_infinite {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

/// Writes the two other elements where they are, else as new ones.
static std::vector<FixOperation> idle_policy(RuleContext& ctx, const WrittenField& policy,
                                             long long days) {
  const FileFacts& facts = ctx.project().file(policy.file).facts;
  std::vector<FixOperation> operations = ctx.set_text(
      policy.file, policy.fact->value, values::RefreshTokenPolicyType::SpecificInactivity);
  const std::pair<FieldId, std::string> values[] = {
      {policy_fields::refreshTokenValidityPeriod, std::to_string(days)},
      {policy_fields::refreshTokenValidityUnit,
       std::string(values::RefreshTokenValidityUnit::Days)}};
  for (const auto& [field, value] : values) {
    if (const FieldFact* fact = facts.find(field)) {
      operations.emplace_back(SetElement{{policy.file, fact->element}, value});
    } else {
      operations.emplace_back(
          InsertElements{ElementPosition::in({policy.file, facts.root()}),
                         {{.name = std::string(ctx.schema().field(field).name), .value = value}}});
    }
  }
  return operations;
}

static void check(RuleContext& ctx) {
  constexpr long long kMinutesOfDay = 1440;
  if (!may_say(ctx, fields::ExtlClntAppGlobalOauthSettings::isEnforceRefreshTokenTTL, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->refresh.is_shortened()) return;
  const WrittenField policy = written(ctx, *app, policy_fields::refreshTokenPolicyType);
  if (!policy) return;
  const ResolvedRefresh& refresh = app->refresh;
  const long long days = *refresh.bounds.idle.minutes.value / kMinutesOfDay;
  const std::string said =
      refresh.end == RefreshEnd::when_revoked
          ? fmt::format("`{}`", *refresh.policy.value)
          : fmt::format("an idle time of {} {}", *refresh.period.value, *refresh.unit.value);
  FindingBuilder finding = ctx.report(
      cases::POL006_overridden, policy.place(),
      fmt::format("the idle limit of refresh tokens is enforced for `{}`, so {} is not what the "
                  "org applies; they end after about {} idle days",
                  app->name, said, days));
  finding.subject(app->name).fix(fmt::format("Set an idle time of {} days", days),
                                 Applicability::unsafe, idle_policy(ctx, policy, days));
  if (app->refresh.idle_limit.origin.kind == OriginKind::written) {
    finding.label(app->refresh.idle_limit.origin.place, "enforced here");
  }
}

extern const Rule rule{.id = rules::POL006, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::idle_ttl_overrides_infinite
