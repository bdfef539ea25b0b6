#include "compiler/diagnostics/cases/client_type_not_declared.h"

#include <fmt/format.h>

#include "compiler/resolve/app/app_questions.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_type_not_declared {

static constexpr FieldId kOptional =
    fields::ExtlClntAppGlobalOauthSettings::isConsumerSecretOptional;

static constexpr FieldId kHeadless = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;

static bool is_declared(const RuleContext& ctx) {
  const AppConfiguration* configuration = ctx.org().configuration(ctx.subject_name());
  return configuration != nullptr && configuration->client_type.has_value();
}

static void check(RuleContext& ctx) {
  // Elsewhere the secret is demanded, which is the safe side.
  if (!may_say(ctx, kOptional, true) && !may_say(ctx, kHeadless, true)) return;
  if (is_declared(ctx)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || app->client.type.known()) return;
  // A first-party app has to keep its secret, and what no client redeems needs none.
  if (condition_of(*app, FlowKind::first_party, Condition::first_party).is(true)) return;
  if (!app->client.secret_required_for_code.known()) return;
  if (!exchanges_codes(ctx.org(), *app).is(true)) return;
  const AppField field = app_field(ctx, *app, kOptional);
  if (!field.has_file()) return;
  ctx.report(
         cases::FLW038_not_declared, field.place,
         fmt::format("not judged: whether `{}` may keep a secret; say `clientType` in ecac.json",
                     ctx.subject_name()))
      .subject(ctx.subject_name());
}

extern const Rule rule{.id = rules::FLW038, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_type_not_declared
