#include "compiler/diagnostics/cases/jwt_bearer_without_resource_scope.h"

#include "compiler/rules/shared/app_fields.h"

namespace ecac::jwt_bearer_without_resource_scope {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;
static constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

static void check(RuleContext& ctx) {
  const ResolvedApp* app = app_with_jwt_bearer(ctx);
  if (app == nullptr) return;
  // Without any scope it is the app that lacks some.
  if (app->scopes.empty()) return;
  if (!condition_of(*app, FlowKind::jwt_bearer, Condition::resource_scope).is(false)) return;
  const AppField scopes = app_field(ctx, *app, kScopes);
  if (!scopes.has_file()) return;
  ctx.report(cases::FLW035_nothing_opened, scopes.place,
             "the scopes only ask for a refresh token, which JWT bearer does not issue; its access "
             "token opens nothing")
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kCertificate).place, "the certificate of the JWT bearer flow")
      .help("add the scope of what the client calls, such as `Api`");
}

extern const Rule rule{.id = rules::FLW035, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_bearer_without_resource_scope
