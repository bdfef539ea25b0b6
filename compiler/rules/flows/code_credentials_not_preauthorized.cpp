#include "compiler/diagnostics/cases/code_credentials_not_preauthorized.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::code_credentials_not_preauthorized {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

/// The switch may be a mistake, and then what headless login needs would only lock users out.
static void report_at_switch(RuleContext& ctx, const ResolvedApp& app, HeadlessUse use) {
  const std::string_view name = ctx.schema().field(kOffered).name;
  if (use == HeadlessUse::by_browser) {
    ctx.report(cases::FLW015_by_browser, app_field(ctx, app, kOffered).place,
               fmt::format("Code and Credentials is on for `{}`, whose callbacks are those of a "
                           "client that opens a browser; the authorization code flow needs no such "
                           "switch, which is for headless login",
                           app.name))
        .subject(app.name)
        .help(fmt::format("set `{}` to `false`, unless a client of the app has a login form of its "
                          "own; then its users have to be authorized in advance",
                          name));
    return;
  }
  ctx.report(cases::FLW015_unclear, app_field(ctx, app, kOffered).place,
             fmt::format("Code and Credentials is on for `{}`, and users may authorize it "
                         "themselves: headless login turns such users away, and the authorization "
                         "code flow needs no such switch",
                         app.name))
      .subject(app.name)
      .help(fmt::format("set `{}` to `false` if clients log in by a browser", name))
      .help(
          "if they have a login form of their own, authorize the users in advance; before that, "
          "see whom the change would lock out")
      .note("the org answers headless logins: user is not admin approved");
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  if (!lets_users_authorize(*app)) return;
  const HeadlessUse use = resolve_headless_use(ctx.org(), *app);
  if (use == HeadlessUse::by_browser) return report_at_switch(ctx, *app, use);
  const std::string& policy = *app->permitted_users.value;
  const AppField permitted = app_field(ctx, *app, kPermitted);
  if (!permitted.has_file()) return;
  if (use == HeadlessUse::unclear) return report_at_switch(ctx, *app, use);
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
