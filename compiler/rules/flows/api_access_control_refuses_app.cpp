#include "compiler/diagnostics/cases/api_access_control_refuses_app.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::api_access_control_refuses_app {

static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || !lets_users_authorize(*app)) return;
  const Resolved<bool>& admitted = app->admission.internal_users;
  const Resolved<bool>& outside = app->admission.external_users;
  if (!admitted.is(false) && !outside.is(false)) return;
  if (!serves_users(ctx.org(), *app)) return;
  const AppField permitted = app_field(ctx, *app, kPermitted);
  if (!permitted.has_file()) return;
  const Origin& refused = admitted.is(false) ? admitted.origin : outside.origin;
  const std::string_view who = !outside.is(false)    ? "internal users"
                               : !admitted.is(false) ? "external users"
                                                     : "its users";
  ctx.report(cases::FLW034_not_approved, permitted.place,
             fmt::format("the org takes API calls of apps that an admin approved only, and with "
                         "`{}` no admin approved `{}`; {} get tokens with which their calls fail",
                         *app->permitted_users.value, app->name, who))
      .subject(ctx.subject_name())
      .label(refused.place, "API access control is on")
      .help(
          "authorize the users in advance, with `AdminApprovedPreAuthorized` and their permission "
          "sets; before that, see whom the change would lock out");
}

extern const Rule rule{.id = rules::FLW034, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::api_access_control_refuses_app
