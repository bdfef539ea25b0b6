#include "compiler/diagnostics/cases/jwt_bearer_not_preauthorized.h"

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::jwt_bearer_not_preauthorized {

static void check(RuleContext& ctx) {
  const ResolvedApp* app = app_with_jwt_bearer(ctx);
  if (app == nullptr || !lets_users_authorize(*app)) return;
  // The headless flows need the same, more urgently.
  if (condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  report_unasked(ctx, *app, cases::FLW009_self_authorized,
                 {fields::ExtlClntAppGlobalOauthSettings::certificate,
                  "the certificate of the JWT bearer flow", "a JWT"});
}

extern const Rule rule{.id = rules::FLW009, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_bearer_not_preauthorized
