#include "compiler/resolve/app/app_resolver.h"

#include "compiler/model/value_list.h"
#include "compiler/resolve/app/app_authorization.h"
#include "compiler/resolve/app/app_certificate.h"
#include "compiler/resolve/app/app_tokens.h"
#include "compiler/resolve/app/client_type.h"
#include "compiler/resolve/app/flow_conditions.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppStartPage.h"
#include "compiler/schema/values/PermittedUsersPolicyType.h"
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
      : header(files.header_reader()),
        global(files.reader(types::ExtlClntAppGlobalOauthSettings)),
        oauth(files.reader(types::ExtlClntAppOauthSettings)),
        policies(files.reader(types::ExtlClntAppOauthConfigurablePolicies)),
        plugins(files.reader(types::ExtlClntAppConfigurablePolicies)),
        saml(files.reader(types::ExtlClntAppSamlConfigurablePolicies)),
        security(files.reader(types::ExtlClntAppOauthSecuritySettings)) {}
  ValueReader header;
  ValueReader global;
  ValueReader oauth;
  ValueReader policies;
  ValueReader plugins;
  ValueReader saml;
  ValueReader security;
};

void resolve_identity(const Sources& from, ResolvedApp& app) {
  app.label = from.header.text(header_fields::label);
  app.description = from.header.text(header_fields::description);
  app.contact = from.header.text(header_fields::contactEmail);
  app.distribution = from.header.text(header_fields::distributionState);
  app.logo_url = from.header.text(header_fields::logoUrl);
  app.info_url = from.header.text(header_fields::infoUrl);
  app.enabled = from.plugins.boolean(plugin_fields::isEnabled);
  app.oauth_plugin = from.plugins.boolean(plugin_fields::isOauthPluginEnabled);
  app.saml_plugin = from.plugins.boolean(plugin_fields::isSamlPluginEnabled);
  app.plugins = {
      {"attestation", from.plugins.boolean(plugin_fields::isAttestPluginEnabled)},
      {"canvas", from.plugins.boolean(plugin_fields::isCanvasPluginEnabled)},
      {"mobile", from.plugins.boolean(plugin_fields::isMobilePluginEnabled)},
      {"notification", from.plugins.boolean(plugin_fields::isNotificationPluginEnabled)},
      {"push", from.plugins.boolean(plugin_fields::isPushPluginEnabled)},
  };
  app.start_page = from.plugins.text(plugin_fields::startPage);
  app.start_url = app.start_page.is(values::ExtlClntAppStartPage::OAuth)
                      ? from.policies.text(policy_fields::startUrl)
                      : from.plugins.text(plugin_fields::startUrl);
}

std::vector<ResolvedScope> resolve_scopes(const ValueReader& from, FieldId field) {
  std::vector<ResolvedScope> scopes;
  const FoundField found = from.find(field);
  if (found.fact == nullptr || !found.fact->has_text()) return scopes;
  const FileFacts& facts = from.project().file(found.file).facts;
  const EnumSchema* values = from.project().schema().field(field).values;
  for_each_item(facts.text(*found.fact), ListSyntax::comma, [&](const ListItem& item) {
    if (item.text.empty() || facts.has_placeholder(*found.fact, item.begin, item.end)) return;
    const EnumValue* value = values == nullptr ? nullptr : values->find(item.text);
    scopes.push_back(
        {std::string(item.text), std::string(value ? value->runtime : ""),
         Origin::written_at({found.file, facts.range_in_value(*found.fact, item.begin, item.end)},
                            field)});
  });
  return scopes;
}

Resolved<std::string> resolve_site(const ProjectContext& context, std::string_view name) {
  const AppConfiguration* configuration = context.configuration(name);
  if (configuration == nullptr || !configuration->site) {
    return Resolved<std::string>::unknown("`site` of the app in ecac.json");
  }
  return {configuration->site->value, Origin::configured_at(configuration->site->place)};
}

}  // namespace

bool is_preauthorized(std::string_view permitted_users_policy) {
  return permitted_users_policy == values::PermittedUsersPolicyType::AdminApprovedPreAuthorized;
}

ResolvedApp resolve_app(const ProjectContext& context, const AppName& name) {
  const AppFiles files(context.project(), name);
  const Sources from(files);
  ResolvedApp app;
  app.name = files.name();
  app.files.assign(files.files().begin(), files.files().end());
  resolve_identity(from, app);

  app.callbacks_known = from.global.present(global_fields::callbackUrl);
  app.callbacks = resolve_callbacks(context, from.global);
  app.client = resolve_client(context, files, app.callbacks);
  app.scopes_known = from.oauth.present(oauth_fields::commaSeparatedOauthScopes);
  app.scopes = resolve_scopes(from.oauth, oauth_fields::commaSeparatedOauthScopes);
  app.custom_scopes = resolve_scopes(from.oauth, oauth_fields::commaSeparatedCustomScopes);
  resolve_tokens(context, files, app);

  app.permitted_users = from.policies.text(policy_fields::permittedUsersPolicyType);
  app.ip_relaxation = from.policies.text(policy_fields::ipRelaxationPolicyType);
  app.session_level = from.policies.text(policy_fields::requiredSessionLevel);
  app.policy_action = from.policies.text(policy_fields::policyAction);
  app.client_credentials_user = from.policies.text(policy_fields::clientCredentialsFlowUser);
  resolve_authorization(context, from.policies, from.saml, app);
  app.admission = resolve_admission(context, app.permitted_users);

  app.site = resolve_site(context, app.name);
  app.mutual_tls = from.global.boolean(global_fields::isMtlsEnabled);
  app.dpop = from.global.boolean(global_fields::isDPopEnabled);
  app.introspects_all = from.global.boolean(global_fields::isIntrospectAllTokens);
  app.client_certificate_kind = from.security.text(security_fields::tlsClientAuthCertParamType);
  app.client_certificate_value = from.security.text(security_fields::tlsClientAuthCertParamValue);
  app.token_addresses_limited = from.security.present(security_fields::tokenIpRanges);
  app.certificate = resolve_certificate(context, from.global);
  app.flow_source = flows_of(context, files);
  return app;
}

}  // namespace ecac
