#include "compiler/diagnostics/cases/jwt_access_token_with_ui_scope.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::jwt_access_token_with_ui_scope {

static constexpr FieldId kJwt = fields::ExtlClntAppGlobalOauthSettings::isNamedUserJwtEnabled;
static constexpr FieldId kOldJwt =
    fields::ExtlClntAppOauthConfigurablePolicies::isNamedUserJwtEnabled;

static bool is_for_pages(std::string_view scope) {
  return scope == values::OauthScope::Web || scope == values::OauthScope::CustomApplications ||
         scope == values::OauthScope::Lightning || scope == values::OauthScope::Content;
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kJwt, true) && !may_say(ctx, kOldJwt, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || !app->jwt_access_tokens.is(true)) return;
  for (const ResolvedScope& scope : app->scopes) {
    const bool full = scope.token == values::OauthScope::Full;
    if (!full && !is_for_pages(scope.token)) continue;
    FindingBuilder finding =
        full ? ctx.report(cases::FLW030_full, scope.origin.place,
                          "`Full` covers pages and sessions too, for which access tokens in JWT "
                          "form do not serve")
             : ctx.report(cases::FLW030_ui_scope, scope.origin.place,
                          fmt::format("`{}` is for pages and sessions, and access tokens in JWT "
                                      "form serve for REST APIs only",
                                      scope.token));
    finding.subject(scope.token);
    if (app->jwt_access_tokens.origin.kind == OriginKind::written) {
      finding.label(app->jwt_access_tokens.origin.place, "access tokens are JWTs");
    }
  }
}

extern const Rule rule{.id = rules::FLW030, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_access_token_with_ui_scope
