#include "compiler/diagnostics/cases/token_exchange_not_preauthorized.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::token_exchange_not_preauthorized {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isTokenExchangeFlowEnabled;
static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!is_effective(*app, FlowKind::token_exchange) || !lets_users_authorize(*app)) return;
  // These need the same, and are told so.
  if (condition_of(*app, FlowKind::headless_login, "codeAndCredentials").is(true)) return;
  if (condition_of(*app, FlowKind::jwt_bearer, "certificate").is(true)) return;
  const AppField permitted = app_field(ctx, *app, kPermitted);
  if (!permitted.has_file()) return;
  const std::string& policy = *app->permitted_users.value;
  ctx.report(
         cases::FLW033_self_authorized, permitted.place,
         permitted.is_absent()
             ? fmt::format("`{}` is absent, which means `{}`; a token of a user who has not "
                           "approved the app is refused",
                           ctx.schema().field(kPermitted).name, policy)
             : fmt::format("with `{}`, a token of a user who has not approved the app is refused",
                           policy))
      .subject(policy)
      .label(app_field(ctx, *app, kTurnedOn).place, "token exchange is on")
      .help(
          "authorize the users in advance: `AdminApprovedPreAuthorized` and their permission "
          "sets; before that, see whom the change would lock out")
      .note("the org answers: user hasn't approved this consumer");
}

extern const Rule rule{.id = rules::FLW033, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::token_exchange_not_preauthorized
