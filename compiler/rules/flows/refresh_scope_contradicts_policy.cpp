#include "compiler/diagnostics/cases/refresh_scope_contradicts_policy.h"

#include <fmt/format.h>

#include <optional>

#include "compiler/rules/shared/client_secret.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"

namespace ecac::refresh_scope_contradicts_policy {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

static constexpr FieldId kPolicy = policy_fields::refreshTokenPolicyType;
static constexpr FieldId kRotation =
    fields::ExtlClntAppGlobalOauthSettings::isRefreshTokenRotationEnabled;
static constexpr FieldId kRanges = fields::ExtlClntAppOauthSecuritySettings::tokenIpRanges;

/// Policies that Setup generates have a lifetime, whether anybody wants refresh tokens or not.
static bool is_generated(const RuleContext& ctx, const ResolvedRefresh& refresh) {
  constexpr long long kMinutesOfDay = 24LL * 60;
  const long long days = ctx.schema().baseline().generated_lifetime_days;
  return refresh.policy.is(values::RefreshTokenPolicyType::SpecificLifetime) &&
         refresh.minutes.is(days * kMinutesOfDay);
}

struct Unused {
  Place place = {};
  std::string text = {};
};

static std::optional<Unused> find_unused(const RuleContext& ctx, const ResolvedApp& app) {
  const auto said = [&](const AppField& field, FieldId id) {
    return Unused{field.place, fmt::format("`{}` is `{}`", ctx.schema().field(id).name,
                                           ctx.project().file(field.file).facts.text(*field.fact))};
  };
  const AppField rotation = app_field(ctx, app, kRotation);
  if (!rotation.is_absent() && app.refresh.rotation.is(true)) return said(rotation, kRotation);
  const AppField policy = app_field(ctx, app, kPolicy);
  const ResolvedRefresh& refresh = app.refresh;
  const bool specific = refresh.has_period();
  const bool complete = refresh.minutes.known() && *refresh.minutes.value > 0;
  if (!policy.is_absent() && !is_generated(ctx, refresh) &&
      (refresh.policy.is(values::RefreshTokenPolicyType::Infinite) || (specific && complete))) {
    return said(policy, kPolicy);
  }
  const AppField ranges = app_field(ctx, app, kRanges);
  if (ranges.is_absent() || ranges.fact->mended) return std::nullopt;
  return Unused{{ranges.file, ranges.fact->start_tag()},
                fmt::format("`{}` limits who may refresh", ctx.schema().field(kRanges).name)};
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kPolicy) && !may_say(ctx, kRotation, true) && !may_have(ctx, kRanges)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (const ResolvedScope* scope = refresh_scope(*app)) {
    // The JWT bearer flow wants the scope and gives no refresh token.
    if (!condition_of(*app, FlowKind::jwt_bearer, Condition::certificate).is(false)) return;
    const AppField policy = app_field(ctx, *app, kPolicy);
    if (policy.is_absent() || !app->refresh.policy.is(values::RefreshTokenPolicyType::Zero)) return;
    ctx.report(cases::FLW025_zero, policy.place,
               fmt::format("`Zero` ends every refresh token at once, while `{}` is among the "
                           "scopes",
                           scope->token))
        .subject(scope->token)
        .label(scope->origin.place, "asks for refresh tokens")
        .help("choose another policy, or take the scope out if nobody is to stay signed in");
    return;
  }
  if (!condition_of(*app, FlowKind::refresh, Condition::refresh_scope).is(false)) return;
  const auto unused = find_unused(ctx, *app);
  if (!unused) return;
  FindingBuilder finding =
      ctx.report(cases::FLW025_unused, unused->place,
                 fmt::format("{}, but neither `RefreshToken` nor `OfflineAccess` is among the "
                             "scopes, so there are no refresh tokens",
                             unused->text));
  finding.subject(ctx.subject_name());
  const AppField scopes =
      app_field(ctx, *app, fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes);
  if (scopes.has_file()) finding.label(scopes.place, "the scopes");
}

extern const Rule rule{.id = rules::FLW025, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::refresh_scope_contradicts_policy
