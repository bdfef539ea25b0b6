#include "compiler/diagnostics/cases/client_type_not_declared.h"

#include <fmt/format.h>

#include "compiler/resolve/app/app_redirects.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_type_not_declared {

static constexpr FieldId kOptional =
    fields::ExtlClntAppGlobalOauthSettings::isConsumerSecretOptional;

static bool is_declared(const RuleContext& ctx) {
  const AppConfiguration* configuration = ctx.run().app(ctx.subject_name());
  return configuration != nullptr && configuration->client_type.has_value();
}

static void check(RuleContext& ctx) {
  if (is_declared(ctx)) return;
  if (ctx.bundle().members(types::ExtlClntAppGlobalOauthSettings).empty()) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || app->client.type.known()) return;
  // A first-party app has to keep its secret, and what no client redeems needs none.
  if (condition_of(*app, FlowKind::first_party, "firstParty").is(true)) return;
  if (!app->client.secret_required_for_code.known()) return;
  if (!exchanges_codes(ctx.org(), *app).is(true)) return;
  const AppField field = app_field(ctx, *app, kOptional);
  if (!field.has_file()) return;
  const bool required = *app->client.secret_required_for_code.value;
  ctx.report(cases::FLW038_not_declared, field.place,
             fmt::format("not judged: whether `{}` may keep a secret; say `clientType`",
                         ctx.subject_name()))
      .subject(ctx.subject_name())
      .help(
          fmt::format("\"apps\": {{\"{}\": {{\"clientType\": \"confidential\"}}}} in ecac.json, or "
                      "\"public\"",
                      ctx.subject_name()))
      .note(required ? "the secret is required: right for a confidential client, and no public one "
                       "can send it"
                     : "the secret may be left out: a public client needs that, a confidential one "
                       "gives protection up");
}

extern const Rule rule{.id = rules::FLW038, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_type_not_declared
