#include "compiler/resolve/app/app_resolver.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/model/value_list.h"
#include "compiler/resolve/app/app_authorization.h"
#include "compiler/resolve/app/app_certificate.h"
#include "compiler/resolve/app/client_type.h"
#include "compiler/resolve/app/flow_conditions.h"
#include "compiler/resolve/app/token_lifetimes.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppStartPage.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"
#include "compiler/schema/values/RefreshTokenPolicyType.h"
#include "compiler/secrets/placeholder.h"

namespace ecac {

namespace {

namespace header_fields = fields::ExternalClientApplication;
namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace oauth_fields = fields::ExtlClntAppOauthSettings;
namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;
namespace security_fields = fields::ExtlClntAppOauthSecuritySettings;

/// The files of one app by what they are for.
struct Sources {
  explicit Sources(const AppFiles& files)
      : header{.type = types::ExternalClientApplication},
        global(files.of(types::ExtlClntAppGlobalOauthSettings)),
        oauth(files.of(types::ExtlClntAppOauthSettings)),
        policies(files.of(types::ExtlClntAppOauthConfigurablePolicies)),
        plugins(files.of(types::ExtlClntAppConfigurablePolicies)),
        saml(files.of(types::ExtlClntAppSamlConfigurablePolicies)),
        security(files.of(types::ExtlClntAppOauthSecuritySettings)) {
    if (files.header() != FileId::none) header.files.push_back(files.header());
  }
  SettingFiles header;
  SettingFiles global;
  SettingFiles oauth;
  SettingFiles policies;
  SettingFiles plugins;
  SettingFiles saml;
  SettingFiles security;
};

void resolve_identity(const SettingReader& reader, const Sources& from, ResolvedApp& app) {
  app.label = reader.text(from.header, header_fields::label);
  app.description = reader.text(from.header, header_fields::description);
  app.contact = reader.text(from.header, header_fields::contactEmail);
  app.distribution = reader.text(from.header, header_fields::distributionState);
  app.logo_url = reader.text(from.header, header_fields::logoUrl);
  app.info_url = reader.text(from.header, header_fields::infoUrl);
  app.enabled = reader.boolean(from.plugins, plugin_fields::isEnabled);
  app.oauth_plugin = reader.boolean(from.plugins, plugin_fields::isOauthPluginEnabled);
  app.saml_plugin = reader.boolean(from.plugins, plugin_fields::isSamlPluginEnabled);
  app.start_page = reader.text(from.plugins, plugin_fields::startPage);
  app.start_url = reader.text(
      app.start_page.is(values::ExtlClntAppStartPage::OAuth) ? from.policies : from.plugins,
      app.start_page.is(values::ExtlClntAppStartPage::OAuth) ? policy_fields::startUrl
                                                             : plugin_fields::startUrl);
}

std::vector<ResolvedScope> resolve_scopes(const ProjectContext& context, const SettingFiles& from,
                                          FieldId field) {
  std::vector<ResolvedScope> scopes;
  FileId file = FileId::none;
  const FieldFact* fact = context.reader().fact(from, field, file);
  if (fact == nullptr || fact->state != ValueState::set || fact->mended || fact->foreign) {
    return scopes;
  }
  const FileFacts& facts = context.project().file(file).facts;
  const EnumSchema* values = context.schema().field(field).values;
  for_each_item(facts.text(*fact), ListSyntax::comma, [&](const ListItem& item) {
    if (item.text.empty() || has_placeholder(item.text)) return;
    const EnumValue* value = values == nullptr ? nullptr : values->find(item.text);
    scopes.push_back(
        {std::string(item.text), std::string(value ? value->runtime : ""),
         Origin::written_at({file, facts.range_in_value(*fact, item.begin, item.end)}, field)});
  });
  return scopes;
}

Resolved<bool> issues_jwt(const ProjectContext& context, const Sources& from) {
  const SettingReader reader = context.reader();
  Resolved<bool> here = reader.boolean(from.global, global_fields::isNamedUserJwtEnabled);
  const ApiVersion version = context.project().api_version();
  // It was a field of the policies in some versions.
  const FieldId copy = policy_fields::isNamedUserJwtEnabled;
  const FieldSchema& schema = context.schema().field(copy);
  if (version < schema.since || version > schema.until || here.is(true)) return here;
  if (!reader.present(from.policies, copy).is(true)) return here;
  return reader.boolean(from.policies, copy);
}

Resolved<long long> refresh_length(const SchemaSet& schema, const ResolvedRefresh& refresh) {
  if (!refresh.policy.known()) return {std::nullopt, refresh.policy.origin};
  if (!refresh.has_period() || !refresh.period.known()) {
    return {std::nullopt, refresh.period.origin};
  }
  const EnumSchema* units = schema.field(policy_fields::refreshTokenValidityUnit).values;
  const EnumValue* unit =
      refresh.unit.known() && units != nullptr ? units->find(*refresh.unit.value) : nullptr;
  // Beyond some thousand years it no longer matters how long exactly.
  constexpr long long kLongest = 100000;
  if (unit == nullptr || *refresh.period.value <= 0) return {std::nullopt, refresh.unit.origin};
  return {std::min(*refresh.period.value, kLongest) * unit->minutes,
          Origin::derived_from_one("tokens/refresh")};
}

void resolve_tokens(const ProjectContext& context, const Sources& from, ResolvedApp& app) {
  const SettingReader reader = context.reader();
  app.pkce_by_app = reader.boolean(from.global, global_fields::isPkceRequired);
  app.pkce_by_org =
      reader.boolean(context.oauth_settings(), fields::OauthOidcSettings::isPkceRequired);
  app.pkce = either(app.pkce_by_app, app.pkce_by_org);
  if (app.pkce.known()) app.pkce.origin = Origin::derived_from({"pkce/app", "pkce/org"});
  app.jwt_access_tokens = issues_jwt(context, from);

  const auto any_user = Resolved<std::string>::unknown("the session setting of the user's profile");
  app.opaque_token = opaque_lifetime(context, from.policies, any_user);
  app.named_user_token = jwt_lifetime(
      context, from.policies,
      {policy_fields::namedUserJwtSessionTimeoutType, policy_fields::namedUserJwtTimeout},
      any_user);
  app.guest_token =
      jwt_lifetime(context, from.policies,
                   {policy_fields::guestJwtSessionTimeoutType, policy_fields::guestJwtTimeout},
                   guest_profile(context, context.configuration(app.name)));
  app.id_token_minutes =
      reader.number(from.global, global_fields::idTokenConfig_idTokenValidityInMinutes, 0);

  app.refresh.policy = reader.text(from.policies, policy_fields::refreshTokenPolicyType);
  if (app.refresh.policy.known()) app.refresh.end = refresh_end(*app.refresh.policy.value);
  const FieldId period = policy_fields::refreshTokenValidityPeriod;
  app.refresh.period = reader.number(from.policies, period, 0);
  app.refresh.unit = reader.text(from.policies, policy_fields::refreshTokenValidityUnit);
  app.refresh.minutes = refresh_length(context.schema(), app.refresh);
  app.refresh.rotation = reader.boolean(from.global, global_fields::isRefreshTokenRotationEnabled);
  app.refresh.idle_limit = reader.boolean(from.global, global_fields::isEnforceRefreshTokenTTL);
}

Resolved<std::string> resolve_site(const ProjectContext& context, std::string_view name) {
  const AppConfiguration* configuration = context.configuration(name);
  if (configuration == nullptr || !configuration->site) {
    return Resolved<std::string>::unknown("`site` of the app in ecac.json");
  }
  return {configuration->site->value, Origin::configured_at(configuration->site->place)};
}

}  // namespace

RefreshEnd refresh_end(std::string_view policy) {
  namespace policies = values::RefreshTokenPolicyType;
  if (policy == policies::Zero) return RefreshEnd::with_the_session;
  if (policy == policies::Infinite) return RefreshEnd::when_revoked;
  if (policy == policies::SpecificInactivity) return RefreshEnd::after_an_unused_period;
  return policy == policies::SpecificLifetime ? RefreshEnd::after_a_period : RefreshEnd::unknown;
}

bool is_preauthorized(std::string_view permitted_users_policy) {
  return permitted_users_policy == values::PermittedUsersPolicyType::AdminApprovedPreAuthorized;
}

ResolvedApp resolve_app(const ProjectContext& context, const AppName& name) {
  const AppFiles files(context.project(), name);
  const Sources from(files);
  const SettingReader reader = context.reader();
  ResolvedApp app;
  app.name = files.name();
  app.files.assign(files.files().begin(), files.files().end());
  resolve_identity(reader, from, app);

  app.callbacks_known = reader.present(from.global, global_fields::callbackUrl);
  app.callbacks = resolve_callbacks(context, from.global);
  app.client = resolve_client(context, files, app.callbacks);
  app.scopes_known = reader.present(from.oauth, oauth_fields::commaSeparatedOauthScopes);
  app.scopes = resolve_scopes(context, from.oauth, oauth_fields::commaSeparatedOauthScopes);
  app.custom_scopes = resolve_scopes(context, from.oauth, oauth_fields::commaSeparatedCustomScopes);
  resolve_tokens(context, from, app);

  app.permitted_users = reader.text(from.policies, policy_fields::permittedUsersPolicyType);
  app.ip_relaxation = reader.text(from.policies, policy_fields::ipRelaxationPolicyType);
  app.session_level = reader.text(from.policies, policy_fields::requiredSessionLevel);
  app.client_credentials_user =
      reader.text(from.policies, policy_fields::clientCredentialsFlowUser);
  resolve_authorization(context, from.policies, from.saml, app);

  app.site = resolve_site(context, app.name);
  app.mutual_tls = reader.boolean(from.global, global_fields::isMtlsEnabled);
  app.dpop = reader.boolean(from.global, global_fields::isDPopEnabled);
  app.introspects_all = reader.boolean(from.global, global_fields::isIntrospectAllTokens);
  app.client_certificate_kind =
      reader.text(from.security, security_fields::tlsClientAuthCertParamType);
  app.client_certificate_value =
      reader.text(from.security, security_fields::tlsClientAuthCertParamValue);
  app.token_addresses_limited = reader.present(from.security, security_fields::tokenIpRanges);
  app.certificate = resolve_certificate(context, from.global);
  app.flow_source = flows_of(context, files);
  return app;
}

}  // namespace ecac
