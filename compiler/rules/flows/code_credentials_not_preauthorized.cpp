#include "compiler/diagnostics/cases/code_credentials_not_preauthorized.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::code_credentials_not_preauthorized {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

/// Whether nothing but the switch points to headless login: each callback is that of a client which
/// opens a browser, and no site is known.
static bool logs_in_by_browser(const RuleContext& ctx, const ResolvedApp& app) {
  if (app.callbacks.empty() || app.site.known() || !ctx.org().networks().empty()) return false;
  if (condition_of(app, FlowKind::guest, Condition::guest).is(true)) return false;
  return std::all_of(app.callbacks.begin(), app.callbacks.end(),
                     [](const ResolvedCallback& callback) {
                       return callback.kind == CallbackKind::loopback ||
                              callback.kind == CallbackKind::custom_scheme;
                     });
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  if (!lets_users_authorize(*app)) return;
  if (logs_in_by_browser(ctx, *app)) {
    ctx.report(cases::FLW015_by_browser, app_field(ctx, *app, kOffered).place,
               fmt::format("Code and Credentials is on for `{}`, whose callbacks are those of a "
                           "client that opens a browser; the authorization code flow needs no such "
                           "switch, which is for headless login",
                           app->name))
        .subject(app->name)
        .help(fmt::format("set `{}` to `false`, unless a client of the app has a login form of its "
                          "own; then its users have to be authorized in advance",
                          ctx.schema().field(kOffered).name));
    return;
  }
  const std::string& policy = *app->permitted_users.value;
  const AppField permitted = app_field(ctx, *app, kPermitted);
  if (!permitted.has_file()) return;
  const std::string found = permitted.is_absent()
                                ? fmt::format("`{}` is absent, which means `{}`",
                                              ctx.schema().field(kPermitted).name, policy)
                                : fmt::format("`{}` lets users approve the app on a page", policy);
  ctx.report(cases::FLW015_self_authorized, permitted.place,
             fmt::format("{}; headless flows have no page to approve on and need "
                         "`AdminApprovedPreAuthorized`",
                         found))
      .subject(policy)
      .label(app_field(ctx, *app, kOffered).place, "Code and Credentials is on")
      .help(
          "authorize the users in advance, with their permission sets or profiles; before that, "
          "see whom the change would lock out")
      .note("the org answers: user is not admin approved");
}

extern const Rule rule{.id = rules::FLW015, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::code_credentials_not_preauthorized
