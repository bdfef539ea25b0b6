#include "compiler/diagnostics/cases/token_exchange_half_enabled.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::token_exchange_half_enabled {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isTokenExchangeEnabled;
static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isTokenExchangeFlowEnabled;

static constexpr std::string_view kAnswer = "the org answers: app not enabled for token exchange";

static void report_policies_alone(RuleContext& ctx, const ResolvedApp& app) {
  const AppField offered = app_field(ctx, app, kOffered);
  if (!offered.has_file()) return;
  ctx.report(cases::FLW005_policies_alone, offered.place,
             fmt::format("`{}` {}, yet the OAuth policies turn the flow on; exchanges will be "
                         "refused",
                         ctx.schema().field(kOffered).name, found_here(ctx, offered)))
      .subject(ctx.subject_name())
      .label(app_field(ctx, app, kTurnedOn).place, "turned on here")
      .help("set both to `true`, or both to `false`")
      .note(std::string(kAnswer))
      .fix("Let the app offer token exchange", Applicability::unsafe,
           set_field(ctx, offered, kOffered, "true"));
}

static void report_settings_alone(RuleContext& ctx, const ResolvedApp& app) {
  const AppField turned_on = app_field(ctx, app, kTurnedOn);
  if (!turned_on.has_file()) return;
  const Resolved<bool>& handler = condition_of(app, FlowKind::token_exchange, Condition::handler);
  const std::string_view name = ctx.schema().field(kTurnedOn).name;
  FindingBuilder finding =
      handler.is(true)
          ? ctx.report(cases::FLW005_settings_alone_with_handler, turned_on.place,
                       fmt::format("`{}` {}, yet the app offers token exchange and a handler "
                                   "takes its tokens",
                                   name, found_here(ctx, turned_on)))
          : ctx.report(cases::FLW005_settings_alone, turned_on.place,
                       fmt::format("`{}` {}; the app offers token exchange, which no admin has "
                                   "turned on",
                                   name, found_here(ctx, turned_on)));
  finding.subject(ctx.subject_name())
      .label(app_field(ctx, app, kOffered).place, "offered here")
      .note(std::string(kAnswer));
  if (handler.is(true) && handler.origin.kind == OriginKind::written) {
    finding.label(handler.origin.place, "the handler");
  }
  finding.fix("Turn token exchange on", Applicability::unsafe,
              set_field(ctx, turned_on, kTurnedOn, "true"));
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true) && !may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::token_exchange;
  const Resolved<bool>& offered = condition_of(*app, flow, Condition::token_exchange);
  const Resolved<bool>& turned_on = condition_of(*app, flow, Condition::token_exchange_policy);
  if (offered.is(false) && turned_on.is(true)) report_policies_alone(ctx, *app);
  if (offered.is(true) && turned_on.is(false)) report_settings_alone(ctx, *app);
}

extern const Rule rule{.id = rules::FLW005, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::token_exchange_half_enabled
