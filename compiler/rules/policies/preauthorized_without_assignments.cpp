#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"

#include <fmt/format.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"

namespace ecac::preauthorized_without_assignments {

/// The flows that are on and let nobody in. The other headless ones follow from headless login.
static std::string closed_flows(const RuleContext& ctx, const ResolvedApp& app) {
  constexpr std::array kFlows = {FlowKind::web_server, FlowKind::headless_login,
                                 FlowKind::jwt_bearer, FlowKind::device, FlowKind::token_exchange};
  std::vector<std::string_view> names;
  for (const FlowKind kind : kFlows) {
    if (!is_switched_on(app, kind)) continue;
    if (kind == FlowKind::web_server && resolve_redirects(ctx.org(), app).is(false)) continue;
    names.push_back(words_of(kind));
  }
  if (names.size() < 2) return std::string(names.empty() ? "" : names.front());
  const std::string_view last = names.back();
  names.pop_back();
  return fmt::format("{} and {}", fmt::join(names, ", "), last);
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !resolve_user_access(*app).is(UserAccess::nobody)) return;
  if (!app->authorized.empty()) return;  // those named are not there, and reported
  if (app->permitted_users.origin.kind != OriginKind::written) return;
  // The user whom client credentials runs as needs no assignment.
  const bool runs_as_user = is_effective(*app, FlowKind::client_credentials);
  if (runs_as_user && !serves_users(ctx.org(), *app)) return;
  const std::string flows = closed_flows(ctx, *app);
  const bool unattended = serves_users_unasked(*app);
  ctx.report(
         unattended ? cases::POL001_nobody_in_flow : cases::POL001_nobody,
         app->permitted_users.origin.place,
         fmt::format("only users authorized in advance may use `{}`, but no permission set or "
                     "profile is listed; {}",
                     app->name,
                     flows.empty()  ? "nobody can log in"
                     : runs_as_user ? fmt::format("nobody can come in by {}; client credentials, "
                                                  "which has a user of its own, can",
                                                  flows)
                                    : fmt::format("nobody can log in by {}", flows)))
      .subject(app->name)
      .help("list permission sets in `commaSeparatedPermissionSet`")
      .note(
          "assignments that were made in the org alone are not visible here, nor who has the "
          "permission \"Use Any API Client\", which lets in without one");
}

extern const Rule rule{.id = rules::POL001, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::preauthorized_without_assignments
