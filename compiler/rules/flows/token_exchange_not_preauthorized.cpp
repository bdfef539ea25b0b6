#include "compiler/diagnostics/cases/token_exchange_not_preauthorized.h"

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::token_exchange_not_preauthorized {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isTokenExchangeFlowEnabled;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!is_effective(*app, FlowKind::token_exchange) || !lets_users_authorize(*app)) return;
  // These need the same, and are told so.
  if (condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  if (app_with_jwt_bearer(ctx) != nullptr) return;
  report_unasked(ctx, *app, cases::FLW033_self_authorized,
                 {kTurnedOn, "token exchange is on", "a token"});
}

extern const Rule rule{.id = rules::FLW033, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::token_exchange_not_preauthorized
