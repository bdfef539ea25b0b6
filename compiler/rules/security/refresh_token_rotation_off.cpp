#include "compiler/diagnostics/cases/refresh_token_rotation_off.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::refresh_token_rotation_off {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;

static FindingBuilder report(RuleContext& ctx, const ResolvedApp& app, Place place) {
  constexpr std::string_view kCure = "turn on `isRefreshTokenRotationEnabled`";
  const LifetimeBounds& bounds = app.refresh.bounds;
  const std::string_view until = bounds.absolute.never && bounds.idle.never
                                     ? "reusable until they are revoked"
                                     : "reusable until they expire";
  // A thief needs no more than the token only where no secret has to come with it.
  if (app.client.secret_required_for_refresh.is(false)) {
    return ctx.report(cases::SEC002_public_client, place,
                      fmt::format("refresh tokens of `{}` are {}, and a client without a secret "
                                  "can use a stolen one; {}",
                                  app.name, until, kCure));
  }
  if (app.client.type.is(ClientType::public_client)) {
    return ctx.report(
        cases::SEC002_public_client, place,
        fmt::format("refresh tokens of the public client `{}` are {}; {}", app.name, until, kCure));
  }
  if (app.distribution.is(values::ExtlClntAppDistState::Packaged)) {
    return ctx.report(
        cases::SEC002_packaged, place,
        fmt::format("refresh tokens of the packaged app `{}` are {}; {}", app.name, until, kCure));
  }
  return ctx.report(cases::SEC002_off, place,
                    fmt::format("refresh tokens of `{}` are {}; {}", app.name, until, kCure));
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->refresh.rotation.is(false)) return;
  if (!gets_refresh_tokens(ctx.org(), *app)) return;
  const FieldId id = global_fields::isRefreshTokenRotationEnabled;
  const AppField field = app_field(ctx, *app, id);
  if (!field.has_file()) return;
  report(ctx, *app, field.place)
      .subject(app->name)
      .help(
          "first make sure that clients store the new token of each refresh: one that comes with "
          "an "
          "old token ends all tokens it has, and has to log in again")
      .fix("Rotate refresh tokens", Applicability::unsafe, set_field(ctx, field, id, "true"));
}

extern const Rule rule{.id = rules::SEC002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::refresh_token_rotation_off
