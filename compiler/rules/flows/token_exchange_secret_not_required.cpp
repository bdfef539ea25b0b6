#include "compiler/diagnostics/cases/token_exchange_secret_not_required.h"

#include "compiler/rules/shared/app_fields.h"

namespace ecac::token_exchange_secret_not_required {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isTokenExchangeEnabled;
static constexpr FieldId kSecret =
    fields::ExtlClntAppGlobalOauthSettings::isSecretRequiredForTokenExchange;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kSecret, false)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (app->client.declared.is(ClientType::public_client)) return;
  const Resolved<bool>& required = app->client.secret_required_for_token_exchange;
  if (!required.is(false) || required.origin.kind != OriginKind::written) return;
  if (!comes_without_secret(ctx.org(), *app, SecretUse::token_exchange).is(true)) return;
  const AppField secret = app_field(ctx, *app, kSecret);
  ctx.report(cases::FLW008_not_required, secret.place,
             "whoever holds a subject token can exchange it here; the client need not prove who "
             "it is")
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kOffered).place, "token exchange is on")
      .help(
          "set `isSecretRequiredForTokenExchange` to `true`, or `clientType` of the app in "
          "`ecac.json` to `public`, if the client cannot keep a secret")
      .fix("Require the secret", Applicability::unsafe, set_field(ctx, secret, kSecret, "true"));
}

extern const Rule rule{.id = rules::FLW008, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::token_exchange_secret_not_required
