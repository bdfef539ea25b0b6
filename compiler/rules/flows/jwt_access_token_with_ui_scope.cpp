#include "compiler/diagnostics/cases/jwt_access_token_with_ui_scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "compiler/resolve/app/token_forms.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::jwt_access_token_with_ui_scope {

static constexpr FieldId kJwt = fields::ExtlClntAppGlobalOauthSettings::isNamedUserJwtEnabled;
static constexpr FieldId kOldJwt =
    fields::ExtlClntAppOauthConfigurablePolicies::isNamedUserJwtEnabled;

/// Whether a tool such as the CLI may get tokens of the app, or a machine: they use APIs that
/// pages and apps of a site have nothing to do with.
static bool may_serve_tools(const ResolvedApp& app) {
  const bool loopback = std::any_of(
      app.callbacks.begin(), app.callbacks.end(),
      [](const ResolvedCallback& callback) { return callback.kind == CallbackKind::loopback; });
  return loopback || app.flow(FlowKind::jwt_bearer).state != FlowState::off ||
         app.flow(FlowKind::device).state != FlowState::off ||
         app.flow(FlowKind::client_credentials).state != FlowState::off;
}

static void finish(FindingBuilder finding, const ResolvedApp& app) {
  finding.subject(app.name);
  if (app.jwt_access_tokens.origin.kind == OriginKind::written) {
    finding.label(app.jwt_access_tokens.origin.place, "access tokens are JWTs");
  }
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kJwt, true) && !may_say(ctx, kOldJwt, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || !app->jwt_access_tokens.is(true)) return;
  if (has_all_scopes(ctx.schema(), *app)) return;
  const std::vector<RefusedTokens> refused = refused_tokens(ctx.project(), *app, false);
  const auto every = std::find_if(refused.begin(), refused.end(),
                                  [](const RefusedTokens& some) { return some.form->every; });
  if (every != refused.end()) {
    finish(ctx.report(cases::FLW030_ui_scope, every->scopes.front()->origin.place,
                      fmt::format("{} {} for {}, which take no access tokens in JWT form",
                                  every->names(), every->verb(), every->form->what)),
           *app);
    return;
  }
  const auto full = std::find_if(
      app->scopes.begin(), app->scopes.end(),
      [](const ResolvedScope& scope) { return scope.token == values::OauthScope::Full; });
  if (full != app->scopes.end()) {
    finish(ctx.report(cases::FLW030_full, full->origin.place,
                      "`Full` covers pages and sessions too, for which access tokens in JWT "
                      "form do not serve"),
           *app);
    return;
  }
  if (refused.empty() || !may_serve_tools(*app)) return;
  // What flows there are, a broken file does not tell.
  const FileId global = file_of(ctx, *app, types::ExtlClntAppGlobalOauthSettings);
  if (global != FileId::none && ctx.project().file(global).facts.broken()) return;
  const RefusedTokens& some = refused.front();
  if (some.form->before == 0) {
    finish(ctx.report(
               cases::FLW030_no_version, some.scopes.front()->origin.place,
               fmt::format("{} is reported to refuse access tokens in JWT form", some.form->what)),
           *app);
    return;
  }
  std::string others;
  for (const RefusedTokens& other : refused) {
    if (other.form->before != 0) continue;
    others += fmt::format(", and {} is reported to take none", other.form->what);
  }
  finish(ctx.report(
             cases::FLW030_later_version, some.scopes.front()->origin.place,
             fmt::format("{} take access tokens in JWT form from API {}.0 on only; this "
                         "project uses {}.0{}",
                         some.form->what, some.form->before, ctx.project().api_version(), others)),
         *app);
}

extern const Rule rule{.id = rules::FLW030, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_access_token_with_ui_scope
