#include "compiler/diagnostics/cases/headless_spa_cors_missing.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::headless_spa_cors_missing {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  const FlowCondition* cors = find_condition(app->flow(FlowKind::headless_login), Condition::cors);
  if (cors == nullptr) return;  // no client in a browser
  const Place offered = app_field(ctx, *app, kOffered).place;
  if (cors->met.is(false)) {
    FindingBuilder finding =
        ctx.report(cases::FLW020_cors_off, offered,
                   fmt::format("the client runs in browsers, which the org keeps from the token "
                               "endpoint: `{}` is `false`",
                               ctx.schema().field(cors->field).name));
    finding.subject(ctx.subject_name());
    if (cors->met.origin.kind == OriginKind::written) {
      finding.label(cors->met.origin.place, "kept out here");
    }
  } else if (!ctx.org().has_cors_origin()) {
    ctx.report(cases::FLW020_no_origin, offered,
               "the client runs in browsers, so the org has to allow its origin, and no "
               "`CorsWhitelistOrigin` is in this project")
        .subject(ctx.subject_name());
  }
}

extern const Rule rule{.id = rules::FLW020, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::headless_spa_cors_missing
