#include "compiler/resolve/app/flow_condition.h"

#include <array>

#include "compiler/diagnostics/cases/api_access_control_refuses_app.h"
#include "compiler/diagnostics/cases/asset_token_incomplete.h"
#include "compiler/diagnostics/cases/callback_missing.h"
#include "compiler/diagnostics/cases/callback_url_syntax.h"
#include "compiler/diagnostics/cases/client_assertion_certificate_alone.h"
#include "compiler/diagnostics/cases/client_credentials_half_enabled.h"
#include "compiler/diagnostics/cases/client_credentials_user_missing_or_malformed.h"
#include "compiler/diagnostics/cases/client_credentials_without_usable_scope.h"
#include "compiler/diagnostics/cases/code_credentials_blocked_by_org.h"
#include "compiler/diagnostics/cases/code_credentials_not_preauthorized.h"
#include "compiler/diagnostics/cases/first_party_app_incomplete.h"
#include "compiler/diagnostics/cases/guest_flow_incomplete.h"
#include "compiler/diagnostics/cases/headless_site_endpoint_open.h"
#include "compiler/diagnostics/cases/headless_spa_cors_missing.h"
#include "compiler/diagnostics/cases/invalid_developer_name.h"
#include "compiler/diagnostics/cases/invalid_scalar.h"
#include "compiler/diagnostics/cases/jwt_bearer_missing_refresh_scope.h"
#include "compiler/diagnostics/cases/jwt_bearer_without_resource_scope.h"
#include "compiler/diagnostics/cases/jwt_certificate_dropped.h"
#include "compiler/diagnostics/cases/jwt_certificate_expired.h"
#include "compiler/diagnostics/cases/jwt_certificate_invalid.h"
#include "compiler/diagnostics/cases/jwt_timeout_value_not_allowed.h"
#include "compiler/diagnostics/cases/missing_required_element.h"
#include "compiler/diagnostics/cases/oauth_plugin_disabled.h"
#include "compiler/diagnostics/cases/org_without_sites.h"
#include "compiler/diagnostics/cases/plugin_configured_but_disabled.h"
#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"
#include "compiler/diagnostics/cases/private_key_material.h"
#include "compiler/diagnostics/cases/public_client_refresh_needs_secret.h"
#include "compiler/diagnostics/cases/refresh_scope_contradicts_policy.h"
#include "compiler/diagnostics/cases/refresh_validity_incomplete.h"
#include "compiler/diagnostics/cases/saml_without_identity_provider.h"
#include "compiler/diagnostics/cases/secret_required_of_public_client.h"
#include "compiler/diagnostics/cases/site_registration_handler_missing.h"
#include "compiler/diagnostics/cases/token_exchange_half_enabled.h"
#include "compiler/diagnostics/cases/token_exchange_handler_inconsistent.h"
#include "compiler/diagnostics/cases/token_exchange_no_handler.h"
#include "compiler/diagnostics/cases/unresolved_policy_reference.h"
#include "compiler/diagnostics/cases/value_too_long.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

namespace header_fields = fields::ExternalClientApplication;
namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace oauth_fields = fields::ExtlClntAppOauthSettings;
namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;
namespace plugin_fields = fields::ExtlClntAppConfigurablePolicies;
namespace saml_fields = fields::ExtlClntAppSamlConfigurablePolicies;
namespace handler_fields = fields::OauthTokenExchangeHandler;
namespace network_fields = fields::Network;

/// The findings that report a condition.
template <CaseId... kIds>
inline constexpr std::array<CaseId, sizeof...(kIds)> kCases = {kIds...};

constexpr std::array<ConditionDefinition, kConditionCount> kConditions = {{
    {.id = Condition::app,
     .name = "app",
     .text = "the app exists",
     .owner = Owner::developer,
     .unreported = Unreported::known_in_org},
    {.id = Condition::enabled,
     .name = "enabled",
     .text = "the app is enabled",
     .field = plugin_fields::isEnabled,
     .cases = kCases<cases::FLW027_app>},
    {.id = Condition::oauth_plugin,
     .name = "oauthPlugin",
     .text = "the OAuth plugin is on",
     .field = plugin_fields::isOauthPluginEnabled,
     .cases = kCases<cases::FLW027_plugin, cases::FLW027_app>},
    {.id = Condition::saml_plugin,
     .name = "samlPlugin",
     .text = "the SAML plugin is on",
     .field = plugin_fields::isSamlPluginEnabled,
     .cases = kCases<cases::POL013_disabled>},
    {.id = Condition::oauth_settings,
     .name = "oauthSettings",
     .text = "the app has OAuth settings",
     .owner = Owner::developer,
     .unreported = Unreported::choice},
    {.id = Condition::scopes,
     .name = "scopes",
     .text = "it has at least one scope",
     .field = oauth_fields::commaSeparatedOauthScopes,
     .cases = kCases<cases::SCH005_advised, cases::SCH005_empty>},
    {.id = Condition::callback,
     .name = "callback",
     .text = "it has a callback address of its own",
     .field = global_fields::callbackUrl,
     .cases = kCases<cases::FLW026_missing, cases::FLW026_not_redirecting, cases::SCH011_not_a_uri,
                     cases::SCH011_separator>,
     .unreported = Unreported::choice},
    {.id = Condition::code_without_secret,
     .name = "codeWithoutSecret",
     .text = "a code can be exchanged without the secret",
     .field = global_fields::isConsumerSecretOptional,
     .cases = kCases<cases::FLW021_declared, cases::FLW021_inferred>},
    {.id = Condition::exchange_without_secret,
     .name = "exchangeWithoutSecret",
     .text = "a token can be exchanged without the secret",
     .field = global_fields::isSecretRequiredForTokenExchange,
     .opposite = true,
     .cases = kCases<cases::FLW021_token_exchange>},
    {.id = Condition::refresh_without_secret,
     .name = "refreshWithoutSecret",
     .text = "a token can be refreshed without the secret",
     .field = global_fields::isSecretRequiredForRefreshToken,
     .opposite = true,
     .cases = kCases<cases::FLW023_declared, cases::FLW023_inferred, cases::FLW021_declared>},
    {.id = Condition::api_access,
     .name = "apiAccess",
     .text = "the org lets in apps that no admin has approved",
     .field = fields::ConnectedAppSettings::enableAdminApprovedAppsOnly,
     .opposite = true,
     .cases = kCases<cases::FLW034_not_approved>},
    {.id = Condition::users,
     .name = "users",
     .text = "somebody may use it",
     .field = policy_fields::permittedUsersPolicyType,
     .cases = kCases<cases::POL001_nobody, cases::POL001_nobody_in_flow, cases::REF004_near_miss,
                     cases::REF004_case, cases::REF004_unresolved, cases::NAM001_reference>},
    {.id = Condition::preauthorized,
     .name = "preauthorized",
     .text = "its users are authorized in advance",
     .field = policy_fields::permittedUsersPolicyType,
     .cases = kCases<cases::FLW015_self_authorized, cases::FLW015_unclear, cases::FLW015_by_browser,
                     cases::POL001_nobody_in_flow, cases::REF004_near_miss, cases::REF004_case,
                     cases::REF004_unresolved, cases::NAM001_reference>},
    {.id = Condition::approved,
     .name = "approved",
     .text = "its users have approved it, or are authorized in advance",
     .field = policy_fields::permittedUsersPolicyType,
     .cases = kCases<cases::POL001_nobody, cases::POL001_nobody_in_flow, cases::REF004_near_miss,
                     cases::REF004_case, cases::REF004_unresolved, cases::NAM001_reference>},
    {.id = Condition::code_and_credentials,
     .name = "codeAndCredentials",
     .text = "the app offers Code and Credentials",
     .field = global_fields::isCodeCredFlowEnabled,
     .cases = kCases<cases::FLW016_not_offered>,
     .unreported = Unreported::choice},
    {.id = Condition::org_code_and_credentials,
     .name = "orgCodeAndCredentials",
     .text = "the org allows Code and Credentials",
     .field = fields::OauthOidcSettings::oAuthCdCrdtFlowEnable,
     .cases = kCases<cases::FLW014_blocked>},
    {.id = Condition::org_sites,
     .name = "orgSites",
     .text = "the org has Experience Cloud sites",
     .field = fields::CommunitiesSettings::enableNetworksEnabled,
     .cases = kCases<cases::FLW041_off>},
    {.id = Condition::site,
     .name = "site",
     .text = "there is a site",
     .owner = Owner::org,
     .unreported = Unreported::known_in_org},
    {.id = Condition::cors,
     .name = "cors",
     .text = "browsers may call the token endpoint",
     .field = fields::SecuritySettings::sessionSettings_enableOauthCorsPolicy,
     .cases = kCases<cases::FLW020_cors_off>},
    {.id = Condition::passwordless_login,
     .name = "passwordlessLogin",
     .text = "the site allows passwordless login",
     .field = network_fields::networkAuthApiSettings_isPwdlessLoginAllowed,
     .owner = Owner::org,
     .unreported = Unreported::choice},
    {.id = Condition::registration,
     .name = "registration",
     .text = "the site allows registration",
     .field = network_fields::networkAuthApiSettings_isHeadlessUserRegistrationAllowed,
     .owner = Owner::org,
     .unreported = Unreported::choice},
    {.id = Condition::forgot_password,
     .name = "forgotPassword",
     .text = "the site allows resetting passwords",
     .field = network_fields::networkAuthApiSettings_isForgotPwdAllowed,
     .owner = Owner::org,
     .unreported = Unreported::choice},
    {.id = Condition::site_first_party,
     .name = "siteFirstParty",
     .text = "the site allows first-party apps",
     .field = network_fields::networkAuthApiSettings_isFirstPartyAppsAllowed,
     .owner = Owner::org,
     .unreported = Unreported::choice},
    {.id = Condition::registration_handler,
     .name = "registrationHandler",
     .text = "a handler registers the users",
     .field = network_fields::networkAuthApiSettings_registrationHandler,
     .owner = Owner::org,
     .cases = kCases<cases::FLW042_no_handler>},
    {.id = Condition::protected_request,
     .name = "protected",
     .text = "its first request is protected",
     .owner = Owner::org,
     .cases = kCases<cases::FLW032_open, cases::FLW032_perhaps_open>},
    {.id = Condition::integration_app,
     .name = "integrationApp",
     .text = "an app carries the scope that its first request asks for",
     .owner = Owner::developer,
     .unreported = Unreported::known_in_org},
    {.id = Condition::guest,
     .name = "guest",
     .text = "guest access is on",
     .field = policy_fields::isGuestCodeCredFlowEnabled,
     .unreported = Unreported::choice},
    {.id = Condition::jwt,
     .name = "jwt",
     .text = "access tokens are JWTs",
     .field = global_fields::isNamedUserJwtEnabled,
     .cases = kCases<cases::FLW016_opaque_tokens>},
    {.id = Condition::guest_lifetime,
     .name = "guestLifetime",
     .text = "the lifetime of guest tokens is valid",
     .field = policy_fields::guestJwtTimeout,
     .cases = kCases<cases::POL007_not_allowed, cases::POL007_newer_value, cases::SCH006_integer>},
    {.id = Condition::client_credentials,
     .name = "clientCredentials",
     .text = "the app offers client credentials",
     .field = global_fields::isClientCredentialsFlowEnabled,
     .cases = kCases<cases::FLW001_policies_alone>,
     .unreported = Unreported::choice},
    {.id = Condition::client_credentials_policy,
     .name = "clientCredentialsPolicy",
     .text = "the admin has turned it on",
     .field = policy_fields::isClientCredentialsFlowEnabled,
     .cases = kCases<cases::FLW001_settings_alone, cases::FLW001_settings_alone_with_user>,
     .unreported = Unreported::choice},
    {.id = Condition::usable_scope,
     .name = "usableScope",
     .text = "a scope is left that this flow grants",
     .field = oauth_fields::commaSeparatedOauthScopes,
     .cases = kCases<cases::FLW031_nothing_left>},
    {.id = Condition::run_as_user,
     .name = "runAsUser",
     .text = "it runs as a user",
     .field = policy_fields::clientCredentialsFlowUser,
     .cases = kCases<cases::FLW002_missing, cases::FLW002_malformed>},
    {.id = Condition::certificate,
     .name = "certificate",
     .text = "the app holds a certificate",
     .field = global_fields::certificate,
     .cases = kCases<cases::FLW013_dropped>,
     .unreported = Unreported::choice},
    {.id = Condition::certificate_readable,
     .name = "certificateReadable",
     .text = "the certificate can be read",
     .field = global_fields::certificate,
     .cases = kCases<cases::FLW011_unreadable, cases::FLW011_name, cases::FLW011_several,
                     cases::SCT003_key>},
    {.id = Condition::certificate_key,
     .name = "certificateKey",
     .text = "its key is an RSA key, and long enough",
     .field = global_fields::certificate,
     .cases = kCases<cases::FLW011_other_key, cases::FLW011_short_key>},
    {.id = Condition::certificate_date,
     .name = "certificateDate",
     .text = "the certificate is valid today",
     .field = global_fields::certificate,
     .cases = kCases<cases::FLW012_expired, cases::FLW012_not_yet_valid>},
    {.id = Condition::certificate_size,
     .name = "certificateSize",
     .text = "the certificate is not too large",
     .field = global_fields::certificate,
     .cases = kCases<cases::SCH017_reported, cases::SCH017_disputed>},
    {.id = Condition::resource_scope,
     .name = "resourceScope",
     .text = "a scope opens some resource",
     .field = oauth_fields::commaSeparatedOauthScopes,
     .cases = kCases<cases::FLW035_nothing_opened>},
    {.id = Condition::offline_scope,
     .name = "offlineScope",
     .text = "`RefreshToken` is among the scopes",
     .field = oauth_fields::commaSeparatedOauthScopes,
     .cases = kCases<cases::FLW010_missing>},
    {.id = Condition::device,
     .name = "device",
     .text = "the app offers the device flow",
     .field = global_fields::isDeviceFlowEnabled,
     .unreported = Unreported::choice},
    {.id = Condition::token_exchange,
     .name = "tokenExchange",
     .text = "the app offers token exchange",
     .field = global_fields::isTokenExchangeEnabled,
     .cases = kCases<cases::FLW005_policies_alone>,
     .unreported = Unreported::choice},
    {.id = Condition::token_exchange_policy,
     .name = "tokenExchangePolicy",
     .text = "the admin has turned it on",
     .field = policy_fields::isTokenExchangeFlowEnabled,
     .cases = kCases<cases::FLW005_settings_alone, cases::FLW005_settings_alone_with_handler>,
     .unreported = Unreported::choice},
    {.id = Condition::handler,
     .name = "handler",
     .text = "a handler takes the tokens",
     .field = handler_fields::isEnabled,
     .cases = kCases<cases::FLW006_handler_disabled, cases::FLW007_nothing_supported>},
    {.id = Condition::refresh_scope,
     .name = "refreshScope",
     .text = "`RefreshToken` is among the scopes",
     .field = oauth_fields::commaSeparatedOauthScopes,
     .cases = kCases<cases::FLW025_unused>,
     .unreported = Unreported::choice},
    {.id = Condition::refresh_policy,
     .name = "refreshPolicy",
     .text = "refresh tokens outlive the session",
     .field = policy_fields::refreshTokenPolicyType,
     .cases = kCases<cases::FLW025_zero>,
     .unreported = Unreported::choice},
    {.id = Condition::refresh_validity,
     .name = "refreshValidity",
     .text = "how long refresh tokens are valid is told in full",
     .field = policy_fields::refreshTokenValidityPeriod,
     .cases = kCases<cases::POL005_incomplete>},
    {.id = Condition::first_party,
     .name = "firstParty",
     .text = "the app is a first-party app",
     .field = oauth_fields::isFirstPartyAppEnabled,
     .cases = kCases<cases::FLW040_alone>,
     .unreported = Unreported::choice},
    {.id = Condition::secret,
     .name = "secret",
     .text = "the secret is required",
     .field = global_fields::isConsumerSecretOptional,
     .opposite = true,
     .cases = kCases<cases::FLW018_secret_optional>},
    {.id = Condition::pkce,
     .name = "pkce",
     .text = "PKCE is required",
     .field = global_fields::isPkceRequired,
     .cases = kCases<cases::FLW018_pkce_off>},
    {.id = Condition::attestation,
     .name = "attestation",
     .text = "a certificate proves the client",
     .field = oauth_fields::clientAssertionCertificate,
     .cases = kCases<cases::FLW018_no_certificate>},
    {.id = Condition::asset_token,
     .name = "assetToken",
     .text = "the app has asset token settings",
     .field = oauth_fields::assetTokenAudiences,
     .unreported = Unreported::choice},
    {.id = Condition::asset_token_audiences,
     .name = "assetTokenAudiences",
     .text = "`assetTokenAudiences` is set",
     .field = oauth_fields::assetTokenAudiences,
     .cases = kCases<cases::FLW029_incomplete>},
    {.id = Condition::asset_token_signing_certificate,
     .name = "assetTokenSigningCertificate",
     .text = "`assetTokenSigningCertificate` is set",
     .field = oauth_fields::assetTokenSigningCertificate,
     .cases = kCases<cases::FLW029_incomplete>},
    {.id = Condition::asset_token_validity,
     .name = "assetTokenValidity",
     .text = "`assetTokenValidity` is set",
     .field = oauth_fields::assetTokenValidity,
     .cases = kCases<cases::FLW029_incomplete>},
    {.id = Condition::saml_policies,
     .name = "samlPolicies",
     .text = "the app has SAML policies",
     .unreported = Unreported::choice},
    {.id = Condition::identity_provider,
     .name = "identityProvider",
     .text = "the org is an identity provider",
     .field = fields::IdentityProviderSettings::enableIdentityProvider,
     .cases = kCases<cases::FLW039_off>},
    {.id = Condition::local,
     .name = "local",
     .text = "the app is local",
     .field = header_fields::distributionState,
     .cases = kCases<cases::POL013_saml_not_local>},
    {.id = Condition::acs_url,
     .name = "acsUrl",
     .text = "the service's address is set",
     .field = saml_fields::acsUrl,
     .cases = kCases<cases::SCH005_schema, cases::SCH005_empty>},
    {.id = Condition::entity_url,
     .name = "entityUrl",
     .text = "the service's entity id is set",
     .field = saml_fields::entityUrl,
     .cases = kCases<cases::SCH005_schema, cases::SCH005_empty>},
    {.id = Condition::saml_users,
     .name = "samlUsers",
     .text = "it is assigned to somebody",
     .field = saml_fields::commaSeparatedPermissionSet,
     .unreported = Unreported::known_in_org},
}};

/// Each in its place, and reported by a finding, or with the reason why by none.
constexpr bool is_complete() {
  for (std::size_t i = 0; i < kConditions.size(); ++i) {
    const ConditionDefinition& each = kConditions[i];
    if (static_cast<std::size_t>(each.id) != i || each.name.empty() || each.text.empty()) {
      return false;
    }
    if (each.cases.empty() && each.unreported == Unreported::no) return false;
  }
  return true;
}
static_assert(is_complete());

}  // namespace

std::span<const ConditionDefinition> all_conditions() {
  return kConditions;
}

const ConditionDefinition& definition_of(Condition condition) {
  return kConditions[static_cast<std::size_t>(condition)];
}

std::string_view to_string(FlowCondition::Role role) {
  switch (role) {
    case FlowCondition::Role::switched: return "switch";
    case FlowCondition::Role::gate: return "gate";
    case FlowCondition::Role::need: return "need";
    case FlowCondition::Role::protection: return "protection";
  }
  return "";
}

std::string_view to_string(Unreported reason) {
  switch (reason) {
    case Unreported::no: return "";
    case Unreported::choice: return "choice";
    case Unreported::known_in_org: return "knownInOrg";
  }
  return "";
}

}  // namespace ecac
