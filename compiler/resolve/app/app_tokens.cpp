#include "compiler/resolve/app/app_tokens.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/resolve/app/app_scopes.h"
#include "compiler/resolve/lifetime/access_token.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac {

namespace {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

Resolved<bool> issues_jwt(const ProjectContext& context, const ValueReader& global,
                          const ValueReader& policies) {
  Resolved<bool> here = global.boolean(global_fields::isNamedUserJwtEnabled);
  const ApiVersion version = context.project().api_version();
  // It was a field of the policies in some versions.
  const FieldId copy = policy_fields::isNamedUserJwtEnabled;
  const FieldSchema& schema = context.schema().field(copy);
  if (version < schema.since || version > schema.until || here.is(true)) return here;
  if (!policies.present(copy).is(true)) return here;
  return policies.boolean(copy);
}

/// Whether a scope asks for ID tokens. `Full` stands for nearly all scopes; whether for this one,
/// no document says. What is no scope at all may be a misspelt one.
Resolved<bool> asks_for_id_token(const SchemaSet& schema, const ResolvedApp& app) {
  const FieldId field = fields::ExtlClntAppOauthSettings::commaSeparatedOauthScopes;
  const EnumSchema* known = schema.field(field).values;
  Resolved<bool> answer = {app.scopes_known.known() ? std::optional(false) : std::nullopt,
                           app.scopes_known.origin};
  for (const ResolvedScope& scope : app.scopes) {
    if (scope.token == values::OauthScope::OpenID) return {true, scope.origin};
    const bool is_full = scope.token == values::OauthScope::Full;
    if (!is_full && (known == nullptr || known->find(scope.token) != nullptr)) continue;
    answer = Resolved<bool>::unknown(
        is_full ? fmt::format("whether the scope `{}` gives ID tokens", scope.token)
                : fmt::format("the scope that `{}` is to be", scope.token),
        field);
  }
  return answer;
}

}  // namespace

void resolve_tokens(const ProjectContext& context, const AppFiles& files, ResolvedApp& app) {
  const SchemaSet& schema = context.schema();
  const ValueReader global = files.reader(types::ExtlClntAppGlobalOauthSettings);
  const ValueReader policies = files.reader(types::ExtlClntAppOauthConfigurablePolicies);
  app.pkce_by_app = global.boolean(global_fields::isPkceRequired);
  app.pkce_by_org =
      context.reader(context.oauth_settings()).boolean(fields::OauthOidcSettings::isPkceRequired);
  app.pkce = either(app.pkce_by_app, app.pkce_by_org);
  if (app.pkce.known()) app.pkce.origin = Origin::derived_from({"pkce/app", "pkce/org"});
  app.jwt_access_tokens = issues_jwt(context, global, policies);

  const TokenUsers users = users_of_app(policies, global);
  app.opaque_token = opaque_lifetime(context, policies, users);
  app.named_user_token = jwt_lifetime(
      context, policies,
      {policy_fields::namedUserJwtSessionTimeoutType, policy_fields::namedUserJwtTimeout}, users);
  app.guest_token =
      jwt_lifetime(context, policies,
                   {policy_fields::guestJwtSessionTimeoutType, policy_fields::guestJwtTimeout},
                   guests_of_app(context, context.configuration(app.name)));
  app.id_token = resolve_id_token(schema, context.project().api_version(), global,
                                  asks_for_id_token(schema, app));
  app.refresh = resolve_refresh(schema, policies, global, offline_scope(schema, app));
}

}  // namespace ecac
