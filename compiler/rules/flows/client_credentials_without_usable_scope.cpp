#include "compiler/diagnostics/cases/client_credentials_without_usable_scope.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_credentials_without_usable_scope {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isClientCredentialsFlowEnabled;
static constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !is_effective(*app, FlowKind::client_credentials)) return;
  // Without any scope it is the app that lacks some, and a custom one may be left.
  if (app->scopes.empty() || !app->custom_scopes.empty()) return;
  if (!condition_of(*app, FlowKind::client_credentials, "usableScope").is(false)) return;
  const AppField scopes = app_field(ctx, *app, kScopes);
  std::string list;
  for (const ResolvedScope& scope : app->scopes) {
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", scope.token);
  }
  ctx.report(cases::FLW031_nothing_left, scopes.place,
             fmt::format("client credentials leaves {} out, and then no scope is left", list))
      .subject(ctx.subject_name())
      .label(app_field(ctx, *app, kTurnedOn).place, "client credentials is on")
      .help("add a scope of a resource, such as `Api`")
      .note("the token endpoint answers: no valid scopes defined");
}

extern const Rule rule{.id = rules::FLW031, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_credentials_without_usable_scope
