#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"

namespace ecac::preauthorized_without_assignments {

/// Flows that have no page on which a user could be told what is wrong.
static bool offers_unattended_flow(const ResolvedApp& app) {
  constexpr std::array kFlows = {FlowKind::jwt_bearer, FlowKind::headless_login};
  return std::any_of(kFlows.begin(), kFlows.end(),
                     [&](FlowKind kind) { return app.flow(kind).conditions.front().met.is(true); });
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr ||
      !app->permitted_users.is(values::PermittedUsersPolicyType::AdminApprovedPreAuthorized)) {
    return;
  }
  if (!app->authorized.empty() || !app->somebody_authorized.is(false)) return;
  if (app->permitted_users.origin.kind != OriginKind::written) return;
  // The user whom client credentials runs as needs no assignment.
  if (is_effective(*app, FlowKind::client_credentials) && !serves_users(ctx, *app)) return;
  const bool unattended = offers_unattended_flow(*app);
  ctx.report(unattended ? cases::POL001_nobody_in_flow : cases::POL001_nobody,
             app->permitted_users.origin.place,
             fmt::format("only users authorized in advance may use `{}`, but no permission set or "
                         "profile is listed; nobody can log in",
                         app->name))
      .subject(app->name)
      .help("list permission sets in `commaSeparatedPermissionSet`")
      .note("assignments that were made in the org alone are not visible here");
}

extern const Rule rule{.id = rules::POL001, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::preauthorized_without_assignments
