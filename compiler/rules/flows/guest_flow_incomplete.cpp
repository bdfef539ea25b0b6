#include "compiler/diagnostics/cases/guest_flow_incomplete.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::guest_flow_incomplete {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static constexpr FieldId kGuest =
    fields::ExtlClntAppOauthConfigurablePolicies::isGuestCodeCredFlowEnabled;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kGuest, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::guest;
  if (!condition_of(*app, flow, Condition::guest).is(true)) return;
  const bool not_offered = condition_of(*app, flow, Condition::code_and_credentials).is(false);
  const bool opaque = condition_of(*app, flow, Condition::jwt).is(false);
  if (!not_offered && !opaque) return;
  const Place guest = app_field(ctx, *app, kGuest).place;
  const AppField offered = app_field(ctx, *app, global_fields::isCodeCredFlowEnabled);
  const AppField jwt = app_field(ctx, *app, global_fields::isNamedUserJwtEnabled);
  if (!offered.has_file()) return;
  std::vector<FixOperation> fix;
  const auto set = [&](const AppField& field, FieldId id) {
    for (FixOperation& operation : set_field(ctx, field, id, "true")) {
      fix.push_back(std::move(operation));
    }
  };
  if (not_offered) {
    set(offered, global_fields::isCodeCredFlowEnabled);
    if (opaque) set(jwt, global_fields::isNamedUserJwtEnabled);
    ctx.report(cases::FLW016_not_offered, offered.place,
               fmt::format("guest access is on, but `isCodeCredFlowEnabled` {}{}",
                           found_here(ctx, offered),
                           opaque ? ", and neither are access tokens JWTs, which guests need" : ""))
        .subject(ctx.subject_name())
        .label(guest, "guest access is on")
        .fix(opaque ? "Turn Code and Credentials and JWT access tokens on"
                    : "Turn Code and Credentials on",
             Applicability::unsafe, std::move(fix));
    return;
  }
  set(jwt, global_fields::isNamedUserJwtEnabled);
  ctx.report(cases::FLW016_opaque_tokens, jwt.place,
             fmt::format("guest access is on, but `isNamedUserJwtEnabled` {}; guests get access "
                         "tokens in JWT form only",
                         found_here(ctx, jwt)))
      .subject(ctx.subject_name())
      .label(guest, "guest access is on")
      .fix("Turn JWT access tokens on", Applicability::unsafe, std::move(fix));
}

extern const Rule rule{.id = rules::FLW016, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::guest_flow_incomplete
