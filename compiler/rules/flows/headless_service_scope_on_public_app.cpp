#include "compiler/diagnostics/cases/headless_service_scope_on_public_app.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"

namespace ecac::headless_service_scope_on_public_app {

static constexpr FieldId kScopes = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;

static bool is_service(const SchemaSet& schema, std::string_view scope) {
  const auto services = schema.token_scopes();
  return std::find(services.begin(), services.end(), scope) != services.end();
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kScopes)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  if (has_all_scopes(ctx.schema(), *app)) return;
  const bool is_public = app->client.type.is(ClientType::public_client);
  const bool anybody = app->permitted_users.is(values::PermittedUsersPolicyType::AllSelfAuthorized);
  if (!is_public && !anybody) return;
  for (const ResolvedScope& scope : app->scopes) {
    if (!is_service(ctx.schema(), scope.token)) continue;
    const auto message = [&](std::string_view but) {
      return fmt::format("`{}` is for the app of an internal integration user, but {}", scope.token,
                         but);
    };
    if (is_public) {
      ctx.report(cases::FLW019_public_client, scope.origin.place,
                 message("this one is a public client"))
          .subject(scope.token);
      continue;
    }
    FindingBuilder finding = ctx.report(cases::FLW019_self_authorized, scope.origin.place,
                                        message("every user may approve this one"));
    finding.subject(scope.token);
    const AppField permitted = app_field(
        ctx, *app, fields::ExtlClntAppOauthConfigurablePolicies::permittedUsersPolicyType);
    if (permitted.has_file()) finding.label(permitted.place, "every user may");
  }
}

extern const Rule rule{.id = rules::FLW019, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::headless_service_scope_on_public_app
