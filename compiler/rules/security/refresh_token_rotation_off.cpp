#include "compiler/diagnostics/cases/refresh_token_rotation_off.h"

#include <fmt/format.h>

#include "compiler/resolve/app/flow_conditions.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"

namespace ecac::refresh_token_rotation_off {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static FindingBuilder report(RuleContext& ctx, const ResolvedApp& app, Place place) {
  constexpr std::string_view kCure = "turn on `isRefreshTokenRotationEnabled`";
  if (app.client.type.is(ClientType::public_client) ||
      app.client.secret_required_for_code.is(false)) {
    return ctx.report(cases::SEC002_public_client, place,
                      fmt::format("refresh tokens of `{}` are reusable until they expire, and a "
                                  "client without a secret can use a stolen one; {}",
                                  app.name, kCure));
  }
  if (app.distribution.is(values::ExtlClntAppDistState::Packaged)) {
    return ctx.report(cases::SEC002_packaged, place,
                      fmt::format("refresh tokens of the packaged app `{}` are reusable until they "
                                  "expire; {}",
                                  app.name, kCure));
  }
  return ctx.report(
      cases::SEC002_off, place,
      fmt::format("refresh tokens of `{}` are reusable until they expire; {}", app.name, kCure));
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->refresh.rotation.is(false)) return;
  if (!offline_scope(*app).is(true) ||
      app->refresh.policy.is(values::RefreshTokenPolicyType::Zero)) {
    return;
  }
  const FieldId id = global_fields::isRefreshTokenRotationEnabled;
  const AppField field = app_field(ctx, *app, id);
  if (!field.has_file()) return;
  report(ctx, *app, field.place)
      .subject(app->name)
      .fix("Rotate refresh tokens", Applicability::unsafe, set_field(ctx, field, id, "true"));
}

extern const Rule rule{.id = rules::SEC002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::refresh_token_rotation_off
