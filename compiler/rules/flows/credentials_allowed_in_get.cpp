#include "compiler/diagnostics/cases/credentials_allowed_in_get.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::credentials_allowed_in_get {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kPostOnly = fields::ExtlClntAppGlobalOauthSettings::isCodeCredPostOnly;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true) && !may_say(ctx, kPostOnly, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const Resolved<bool>& offered =
      condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials);
  const Resolved<bool> post_only = app_switch(ctx, *app, kPostOnly);
  const AppField field = app_field(ctx, *app, kPostOnly);
  if (offered.is(true) && post_only.is(false)) {
    // Then the switch itself is reported.
    if (lets_users_authorize(*app) &&
        resolve_headless_use(ctx.org(), *app) == HeadlessUse::by_browser) {
      return;
    }
    FindingBuilder finding =
        ctx.report(cases::FLW017_get_allowed, field.place,
                   fmt::format("`{}` {}: passwords may come in the address of a GET request or in "
                               "a header, and end up in logs",
                               ctx.schema().field(kPostOnly).name, found_here(ctx, field)));
    finding.subject(ctx.subject_name())
        .label(app_field(ctx, *app, kOffered).place, "Code and Credentials is on")
        .fix("Demand a POST body", Applicability::unsafe, set_field(ctx, field, kPostOnly, "true"));
  } else if (offered.is(false) && post_only.is(true)) {
    ctx.report(cases::FLW017_unused, field.place,
               fmt::format("`{}` concerns Code and Credentials, which the app does not offer",
                           ctx.schema().field(kPostOnly).name))
        .subject(ctx.subject_name());
  }
}

extern const Rule rule{.id = rules::FLW017, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::credentials_allowed_in_get
