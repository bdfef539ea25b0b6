#include "compiler/diagnostics/cases/refresh_token_long_lived.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"

namespace ecac::refresh_token_long_lived {

constexpr long long kMinutesOfDay = 1440;

static void report(RuleContext& ctx, const ResolvedApp& app, CaseId rule_case, Place place,
                   std::string message) {
  ctx.report(rule_case, place, std::move(message))
      .subject(app.name)
      .help("choose `SpecificInactivity` with 30 days or fewer");
}

static std::string length_of(const ResolvedApp& app) {
  return fmt::format("{} {}", *app.refresh.period.value, *app.refresh.unit.value);
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->refresh.policy.known()) return;
  const WrittenField policy =
      written(ctx, *app, fields::ExtlClntAppOauthConfigurablePolicies::refreshTokenPolicyType);
  if (!policy) return;
  // That no refresh token is asked for is its own finding, and so is a limit that ends them sooner.
  const ResolvedRefresh& refresh = app->refresh;
  if (refresh.issued.is(false) || refresh.is_shortened()) return;
  if (refresh.end == RefreshEnd::when_revoked) {
    report(ctx, *app, cases::SEC006_infinite, policy.place(),
           fmt::format("the policy lets refresh tokens of `{}` never expire", app->name));
    return;
  }
  if (!refresh.minutes.known() || refresh.period.origin.kind != OriginKind::written) return;
  const Baseline& limits = ctx.schema().baseline();
  const long long minutes = *refresh.minutes.value;
  const Place period = refresh.period.origin.place;
  if (refresh.end == RefreshEnd::after_an_unused_period) {
    if (limits.refresh_idle_days == 0) return;
    if (minutes <= limits.refresh_idle_days * kMinutesOfDay) return;
    report(ctx, *app, cases::SEC006_idle_over_30_days, period,
           fmt::format("refresh tokens of `{}` may lie idle for {}; partner apps get {} days",
                       app->name, length_of(*app), limits.refresh_idle_days));
    return;
  }
  if (limits.refresh_lifetime_days == 0) return;
  if (minutes > limits.refresh_lifetime_days * kMinutesOfDay) {
    report(ctx, *app, cases::SEC006_over_a_year, period,
           fmt::format("refresh tokens of `{}` live {}, longer than a year", app->name,
                       length_of(*app)));
  } else if (minutes == limits.generated_lifetime_days * kMinutesOfDay) {
    report(ctx, *app, cases::SEC006_untouched_default, period,
           fmt::format("refresh tokens of `{}` live {}, which is what a new app begins with",
                       app->name, length_of(*app)));
  }
}

extern const Rule rule{.id = rules::SEC006, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::refresh_token_long_lived
