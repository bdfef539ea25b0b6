#include "compiler/diagnostics/cases/org_without_sites.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::org_without_sites {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (!condition_of(*app, FlowKind::headless_login, Condition::code_and_credentials).is(true))
    return;
  const Resolved<bool>& sites = condition_of(*app, FlowKind::headless_login, Condition::org_sites);
  if (!sites.is(false)) return;
  ctx.report(cases::FLW041_off, app_field(ctx, *app, kOffered).place,
             "Code and Credentials runs on an Experience Cloud site, and the org has no sites")
      .subject(ctx.subject_name())
      .label(sites.origin.place, "switched off here")
      .help("turn on digital experiences in the org; it cannot be undone");
}

extern const Rule rule{.id = rules::FLW041, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::org_without_sites
