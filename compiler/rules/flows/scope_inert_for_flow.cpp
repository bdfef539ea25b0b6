#include "compiler/diagnostics/cases/scope_inert_for_flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/app/app_scopes.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::scope_inert_for_flow {

/// Whether client credentials is known to be all that the app can use.
static bool is_only_flow(const ResolvedApp& app) {
  if (!is_effective(app, FlowKind::client_credentials)) return false;
  constexpr std::array kOthers = {FlowKind::headless_login, FlowKind::jwt_bearer, FlowKind::device,
                                  FlowKind::token_exchange};
  const bool others_off = std::all_of(kOthers.begin(), kOthers.end(), [&](FlowKind kind) {
    return app.flow(kind).state == FlowState::off;
  });
  return others_off && condition_of(app, FlowKind::web_server, Condition::callback).is(false);
}

/// The item with what separates it from its neighbour.
static TextRange item_to_remove(const std::vector<ResolvedScope>& scopes, std::size_t index) {
  const TextRange item = scopes[index].origin.place.range;
  if (index + 1 < scopes.size()) return {item.begin, scopes[index + 1].origin.place.range.begin};
  return {index == 0 ? item.begin : scopes[index - 1].origin.place.range.end, item.end};
}

static void check(RuleContext& ctx) {
  const FieldId turned_on =
      fields::ExtlClntAppOauthConfigurablePolicies::isClientCredentialsFlowEnabled;
  if (!may_say(ctx, turned_on, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->scopes_known.is(true) || !is_only_flow(*app)) return;
  // Without any other scope the flow fails, and that is reported.
  if (!condition_of(*app, FlowKind::client_credentials, Condition::usable_scope).is(true)) return;
  for (std::size_t i = 0; i < app->scopes.size(); ++i) {
    const ResolvedScope& scope = app->scopes[i];
    if (!is_dropped(ctx.schema(), FlowKind::client_credentials, scope.token)) continue;
    const bool offline = is_offline_scope(ctx.schema(), scope.token);
    ctx.report(cases::FLW004_inert, scope.origin.place,
               fmt::format("`{}` has no effect: client credentials is the only flow of the app, "
                           "and {}",
                           scope.token,
                           offline ? "it issues no refresh token"
                                   : "it is reported to leave this scope out"))
        .subject(scope.token)
        .fix("Remove the scope", Applicability::unsafe,
             ctx.set_text(scope.origin.place.file, item_to_remove(app->scopes, i), ""));
  }
}

extern const Rule rule{.id = rules::FLW004, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::scope_inert_for_flow
