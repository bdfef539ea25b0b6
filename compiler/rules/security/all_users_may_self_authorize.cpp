#include "compiler/diagnostics/cases/all_users_may_self_authorize.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/IpRelaxationPolicyType.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"

namespace ecac::all_users_may_self_authorize {

/// Why the standing permission is worse here than elsewhere; empty if it is not.
static std::string aggravation(const ResolvedApp& app) {
  if (condition_of(app, FlowKind::device, Condition::device).is(true)) {
    return "the device flow lets a caller talk a user into it";
  }
  if (app.ip_relaxation.is(values::IpRelaxationPolicyType::Bypass)) {
    return "IP restrictions are bypassed";
  }
  const LifetimeBounds& refresh = app.refresh.bounds;
  if (refresh.absolute.never && app.refresh.stated.idle.never && !refresh.idle.is_value()) {
    return "its policy lets refresh tokens never expire";
  }
  return {};
}

static void check(RuleContext& ctx) {
  constexpr std::array<std::string_view, 3> kBroad = {
      values::OauthScope::Api, values::OauthScope::Full, values::OauthScope::Web};
  const ResolvedApp* app = ctx.app();
  if (app == nullptr ||
      !app->permitted_users.is(values::PermittedUsersPolicyType::AllSelfAuthorized)) {
    return;
  }
  const auto broad =
      std::find_if(app->scopes.begin(), app->scopes.end(), [&](const ResolvedScope& scope) {
        return std::find(kBroad.begin(), kBroad.end(), scope.token) != kBroad.end();
      });
  if (broad == app->scopes.end() || !gets_refresh_tokens(ctx.org(), *app)) return;
  // Without a flow that asks a user, nobody authorizes anything.
  if (!asks_users(ctx.org(), *app)) return;
  const Place place =
      place_of(ctx, *app, app->permitted_users.origin, types::ExtlClntAppOauthConfigurablePolicies);
  if (place.file == FileId::none) return;
  const std::string worse = aggravation(*app);
  if (worse.empty() && needs_preauthorization(*app)) return;
  FindingBuilder finding =
      worse.empty()
          ? ctx.report(cases::SEC004_self_authorized, place,
                       fmt::format("any user can authorize `{}`, with the scope `{}` and a refresh "
                                   "token",
                                   app->name, broad->token))
          : ctx.report(cases::SEC004_exposed, place,
                       fmt::format("any user can authorize `{}`, with the scope `{}` and a refresh "
                                   "token, and {}",
                                   app->name, broad->token, worse));
  finding.subject(app->name)
      .label(broad->origin.place, "what a stolen token opens")
      .help(
          "set `AdminApprovedPreAuthorized` and list the permission sets of those who need it; "
          "before that, see whom the change would lock out");
}

extern const Rule rule{.id = rules::SEC004, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::all_users_may_self_authorize
