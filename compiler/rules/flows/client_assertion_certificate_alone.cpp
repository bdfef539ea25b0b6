#include "compiler/diagnostics/cases/client_assertion_certificate_alone.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_assertion_certificate_alone {

static constexpr FieldId kAttestation =
    fields::ExtlClntAppOauthSettings::clientAssertionCertificate;
static constexpr FieldId kJwtBearer = fields::ExtlClntAppGlobalOauthSettings::certificate;

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kAttestation)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->certificate.present.is(false)) return;
  if (!condition_of(*app, FlowKind::first_party, Condition::first_party).is(false)) return;
  const AppField field = app_field(ctx, *app, kAttestation);
  if (field.is_absent() || field.fact->state != ValueState::set) return;
  ctx.report(cases::FLW040_alone, field.place,
             fmt::format("`{}` verifies the client of a first-party app, and `{}` is none; the "
                         "certificate of JWT bearer is `{}` of the global OAuth settings",
                         ctx.schema().field(kAttestation).name, app->name,
                         ctx.schema().field(kJwtBearer).name))
      .subject(app->name);
}

extern const Rule rule{.id = rules::FLW040, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_assertion_certificate_alone
