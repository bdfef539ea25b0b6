#include "compiler/diagnostics/cases/jwt_bearer_not_preauthorized.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::jwt_bearer_not_preauthorized {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;
static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kCertificate)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::jwt_bearer, "certificate").is(true)) return;
  if (!lets_users_authorize(*app)) return;
  const std::string& policy = *app->permitted_users.value;
  // The headless flows need the same, more urgently.
  if (condition_of(*app, FlowKind::headless_login, "codeAndCredentials").is(true)) return;
  const AppField permitted = app_field(ctx, *app, kPermitted);
  if (!permitted.has_file()) return;
  ctx.report(cases::FLW009_self_authorized, permitted.place,
             permitted.is_absent()
                 ? fmt::format("`{}` is absent, which means `{}`; a JWT of a user who has not "
                               "approved the app is refused",
                               ctx.schema().field(kPermitted).name, policy)
                 : fmt::format("with `{}`, a JWT of a user who has not approved the app is refused",
                               policy))
      .subject(policy)
      .label(app_field(ctx, *app, kCertificate).place, "the certificate of the JWT bearer flow")
      .help(
          "authorize the users in advance: `AdminApprovedPreAuthorized` and their permission "
          "sets; before that, see whom the change would lock out")
      .note("the org answers: user hasn't approved this consumer");
}

extern const Rule rule{.id = rules::FLW009, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_bearer_not_preauthorized
