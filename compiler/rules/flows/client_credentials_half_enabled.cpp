#include "compiler/diagnostics/cases/client_credentials_half_enabled.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_credentials_half_enabled {

static constexpr FieldId kOffered =
    fields::ExtlClntAppGlobalOauthSettings::isClientCredentialsFlowEnabled;
static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isClientCredentialsFlowEnabled;

static void report_policies_alone(RuleContext& ctx, const ResolvedApp& app) {
  const AppField offered = app_field(ctx, app, kOffered);
  if (!offered.has_file()) return;
  ctx.report(cases::FLW001_policies_alone, offered.place,
             fmt::format("`{}` {}, yet the OAuth policies turn the flow on; token requests will "
                         "be refused",
                         ctx.schema().field(kOffered).name, found_here(ctx, offered)))
      .subject(ctx.subject_name())
      .label(app_field(ctx, app, kTurnedOn).place, "turned on here")
      .help("set both to `true`, or both to `false`")
      .fix("Let the app offer client credentials", Applicability::unsafe,
           set_field(ctx, offered, kOffered, "true"));
}

static void report_settings_alone(RuleContext& ctx, const ResolvedApp& app) {
  const AppField turned_on = app_field(ctx, app, kTurnedOn);
  if (!turned_on.has_file()) return;
  const AppField user =
      app_field(ctx, app, fields::ExtlClntAppOauthConfigurablePolicies::clientCredentialsFlowUser);
  const bool meant = user.fact != nullptr && user.fact->state == ValueState::set;
  FindingBuilder finding =
      meant
          ? ctx.report(cases::FLW001_settings_alone_with_user, turned_on.place,
                       fmt::format("`{}` {}, yet the app offers client credentials and has a "
                                   "user to run as",
                                   ctx.schema().field(kTurnedOn).name, found_here(ctx, turned_on)))
          : ctx.report(cases::FLW001_settings_alone, turned_on.place,
                       fmt::format("`{}` {}; the app offers client credentials, which no admin "
                                   "has turned on",
                                   ctx.schema().field(kTurnedOn).name, found_here(ctx, turned_on)));
  finding.subject(ctx.subject_name()).label(app_field(ctx, app, kOffered).place, "offered here");
  if (meant) {
    finding.label(user.place, "the user")
        .fix("Turn client credentials on", Applicability::unsafe,
             set_field(ctx, turned_on, kTurnedOn, "true"));
  } else {
    finding.help("to turn it on, set the switch to `true` and name a user to run as");
  }
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true) && !may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::client_credentials;
  const Resolved<bool>& offered = condition_of(*app, flow, Condition::client_credentials);
  const Resolved<bool>& turned_on = condition_of(*app, flow, Condition::client_credentials_policy);
  if (offered.is(false) && turned_on.is(true)) report_policies_alone(ctx, *app);
  if (offered.is(true) && turned_on.is(false)) report_settings_alone(ctx, *app);
}

extern const Rule rule{.id = rules::FLW001, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_credentials_half_enabled
