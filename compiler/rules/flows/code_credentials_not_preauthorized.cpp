#include "compiler/diagnostics/cases/code_credentials_not_preauthorized.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::code_credentials_not_preauthorized {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kPermitted =
    fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::headless_login, "codeAndCredentials").is(true)) return;
  if (!lets_users_authorize(*app)) return;
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
