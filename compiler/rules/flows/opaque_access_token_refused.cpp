#include "compiler/diagnostics/cases/opaque_access_token_refused.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/token_forms.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::opaque_access_token_refused {

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app) || !app->jwt_access_tokens.is(false)) return;
  const std::vector<RefusedTokens> refused = refused_tokens(ctx.project(), *app, true);
  if (refused.empty()) return;
  const RefusedTokens& first = refused.front();
  FindingBuilder finding = ctx.report(
      cases::FLW036_jwt_needed, first.scopes.front()->origin.place,
      fmt::format("{} {} for {}, which take access tokens in JWT form only; this app issues "
                  "opaque ones",
                  first.names(), first.verb(), first.form->what));
  finding.subject(app->name);
  const std::vector<RefusedTokens> others = refused_tokens(ctx.project(), *app, false);
  const auto other = std::find_if(others.begin(), others.end(),
                                  [](const RefusedTokens& some) { return some.form->every; });
  if (other == others.end()) {
    finding.help("set `isNamedUserJwtEnabled` of the global OAuth settings to `true`");
  } else {
    finding.help(fmt::format("leave to an app of its own what {} {} for; {} {} opaque ones",
                             first.names(), first.verb(), other->names(),
                             other->scopes.size() == 1 ? "needs" : "need"));
  }
  if (app->jwt_access_tokens.origin.kind == OriginKind::written) {
    finding.label(app->jwt_access_tokens.origin.place, "access tokens are opaque");
  }
}

extern const Rule rule{.id = rules::FLW036, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::opaque_access_token_refused
