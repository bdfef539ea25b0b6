#include "compiler/diagnostics/cases/client_credentials_without_usable_scope.h"

#include <fmt/format.h>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/app/app_scopes.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::client_credentials_without_usable_scope {

static constexpr FieldId kTurnedOn =
    fields::ExtlClntAppOauthConfigurablePolicies::isClientCredentialsFlowEnabled;
static constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

static std::string list_of(const std::vector<ResolvedScope>& scopes) {
  std::vector<std::string_view> names;
  names.reserve(scopes.size());
  for (const ResolvedScope& scope : scopes) names.push_back(scope.token);
  return list_of_names(names, "and");
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kTurnedOn, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !is_effective(*app, FlowKind::client_credentials)) return;
  // Without any scope it is the app that lacks some.
  if (app->scopes.empty()) return;
  constexpr FlowKind kFlow = FlowKind::client_credentials;
  const bool none_left = condition_of(*app, kFlow, Condition::usable_scope).is(false);
  if (!none_left && !api_scope(ctx.schema(), *app, kFlow).is(false)) return;
  const AppField scopes = app_field(ctx, *app, kScopes);
  FindingBuilder finding =
      none_left
          ? ctx.report(cases::FLW031_nothing_left, scopes.place,
                       fmt::format("client credentials leaves {} out, and then no scope is left",
                                   list_of(app->scopes)))
          : ctx.report(cases::FLW031_no_api, scopes.place,
                       fmt::format("with the scopes {} client credentials gets a token that opens "
                                   "no API; it tells only who the user is",
                                   list_of(app->scopes)));
  finding.subject(ctx.subject_name())
      .label(app_field(ctx, *app, kTurnedOn).place, "client credentials is on")
      .help("add a scope of a resource, such as `Api`");
  if (none_left) finding.note("the token endpoint answers: no valid scopes defined");
}

extern const Rule rule{.id = rules::FLW031, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::client_credentials_without_usable_scope
