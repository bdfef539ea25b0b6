#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::preauthorized_without_assignments {

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !resolve_user_access(*app).is(UserAccess::nobody)) return;
  if (!app->authorized.empty()) return;  // those named are not there, and reported
  if (app->permitted_users.origin.kind != OriginKind::written) return;
  // The user whom client credentials runs as needs no assignment.
  if (is_effective(*app, FlowKind::client_credentials) && !serves_users(ctx.org(), *app)) return;
  const bool unattended = serves_users_unasked(*app);
  ctx.report(unattended ? cases::POL001_nobody_in_flow : cases::POL001_nobody,
             app->permitted_users.origin.place,
             fmt::format("only users authorized in advance may use `{}`, but no permission set or "
                         "profile is listed; nobody can log in",
                         app->name))
      .subject(app->name)
      .help("list permission sets in `commaSeparatedPermissionSet`")
      .note(
          "assignments that were made in the org alone are not visible here, nor who has the "
          "permission \"Use Any API Client\", which lets in without one");
}

extern const Rule rule{.id = rules::POL001, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::preauthorized_without_assignments
