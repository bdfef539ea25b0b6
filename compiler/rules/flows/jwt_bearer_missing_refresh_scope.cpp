#include "compiler/diagnostics/cases/jwt_bearer_missing_refresh_scope.h"

#include "compiler/rules/shared/app_fields.h"

namespace ecac::jwt_bearer_missing_refresh_scope {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;
static constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

static void check(RuleContext& ctx) {
  const ResolvedApp* app = app_with_jwt_bearer(ctx);
  if (app == nullptr) return;
  if (!condition_of(*app, FlowKind::jwt_bearer, Condition::offline_scope).is(false)) return;
  const AppField scopes = app_field(ctx, *app, kScopes);
  if (!scopes.has_file()) return;
  std::vector<FixOperation> add;
  if (!app->scopes.empty()) {
    const std::uint32_t end = app->scopes.back().origin.place.range.end;
    add = ctx.set_text(scopes.file, {end, end}, ", RefreshToken");
  }
  ctx.report(
         cases::FLW010_missing, scopes.place,
         "neither `RefreshToken` nor `OfflineAccess` is among the scopes; the JWT bearer flow is "
         "reported to be refused without one of them")
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kCertificate).place, "the certificate of the JWT bearer flow")
      .note(
          "an org is reported to answer: refresh_token scope is required and the connected app "
          "should be installed and preauthorized; some checklists call the scope needless")
      .fix("Add `RefreshToken`", Applicability::unsafe, std::move(add));
}

extern const Rule rule{.id = rules::FLW010, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_bearer_missing_refresh_scope
