#include "compiler/diagnostics/cases/guest_token_long_lived.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/policies_guest.h"

namespace ecac::guest_token_long_lived {

namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

/// The field that sends the search on, else the switch of the flow.
static WrittenField decisive_field(RuleContext& ctx, const ResolvedApp& app) {
  for (const FieldId field :
       {policy_fields::guestJwtSessionTimeoutType, policy_fields::isGuestCodeCredFlowEnabled}) {
    if (const WrittenField found = written(ctx, app, field)) return found;
  }
  return {};
}

static void report_number(RuleContext& ctx, const ResolvedApp& app, const LifetimeStep& used) {
  const long long minutes = *app.guest_token.minutes.value;
  if (minutes <= ctx.schema().baseline().guest_token_minutes) return;
  const Origin& origin = app.guest_token.minutes.origin;
  const WrittenField decisive = decisive_field(ctx, app);
  const bool by_app =
      origin.kind == OriginKind::written && origin.field == policy_fields::guestJwtTimeout;
  if (!by_app && !decisive) return;
  FindingBuilder finding =
      ctx.report(cases::POL014_over_two_hours, by_app ? origin.place : decisive.place(),
                 fmt::format("guest tokens of `{}` live {} minutes ({})", app.name, minutes,
                             to_string(used.source)));
  finding.subject(app.name);
  if (!by_app && origin.kind == OriginKind::written) finding.label(origin.place, "set here");
}

/// Only the session settings of a profile that nobody knows could say; up to a day is possible.
static void report_unbounded(RuleContext& ctx, const ResolvedApp& app) {
  const auto& steps = app.guest_token.steps;
  const bool reaches_session =
      !steps.empty() && steps.front().outcome == LifetimeStep::Outcome::not_set;
  const WrittenField decisive = decisive_field(ctx, app);
  if (!reaches_session || !decisive) return;
  const Origin& open = app.guest_token.minutes.origin;
  const bool names_profile = open.field != fields::CustomSite::guestProfile;
  ctx.report(cases::POL014_unbounded, decisive.place(),
             fmt::format("how long guest tokens of `{}` live depends on {}, and can be up to a day",
                         app.name, open.decided_by()))
      .subject(app.name)
      .help(fmt::format("set `guestJwtSessionTimeoutType` to `Custom` with a `guestJwtTimeout`, or "
                        "{}",
                        names_profile ? "retrieve that setting into the project"
                                      : "`guestProfile` of the app in ecac.json"));
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, fields::ExtlClntAppOauthConfigurablePolicies::isGuestCodeCredFlowEnabled,
               true)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || ctx.schema().baseline().guest_token_minutes == 0) return;
  if (!lets_guests_in(*app)) return;
  if (!app->guest_token.minutes.known()) return report_unbounded(ctx, *app);
  const auto& steps = app->guest_token.steps;
  const auto used = std::find_if(steps.begin(), steps.end(), [](const LifetimeStep& step) {
    return step.outcome == LifetimeStep::Outcome::used;
  });
  if (used != steps.end()) report_number(ctx, *app, *used);
}

extern const Rule rule{.id = rules::POL014, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::guest_token_long_lived
