#include "tests/bench/stack_files.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "tests/bench/metadata_text.h"

namespace ecac::bench {

namespace {

constexpr std::array<std::string_view, 16> kSubjects = {
    "Billing",    "Shipping", "Claims",    "Loyalty",  "Catalog", "Warranty",
    "Onboarding", "Payroll",  "Inventory", "Booking",  "Support", "Donation",
    "Enrollment", "Pricing",  "Dispatch",  "Invoicing"};
constexpr std::array<std::string_view, 12> kRoles = {
    "Portal",    "Gateway",  "Connector", "Console", "Service",    "Broker",
    "Workbench", "Exchange", "Agents",    "Mobile",  "Backoffice", "Reporting"};
constexpr std::array<std::string_view, 8> kObjects = {"Account", "Contact",  "Case",     "Order",
                                                      "Asset",   "Product2", "Contract", "Lead"};

/// How an app gets its tokens; decides which switches are on.
enum class AppKind : std::uint8_t { integration, web, headless };

/// splitmix64: small, and the same everywhere, which the standard distributions are not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t bound) { return next() % bound; }
  template <class List>
  std::string_view pick(const List& list) {
    return list[below(list.size())];
  }

 private:
  std::uint64_t state_;
};

/// What the files of a stack agree on.
struct Traits {
  std::string name;
  std::string title;
  std::string host;
  AppKind kind = AppKind::web;
  bool per_user = false;
  bool header = false;
  std::size_t callbacks = 1;
  std::size_t first_object = 0;
  std::size_t objects = 0;

  std::string users() const { return name + "_Users"; }
  std::string principal() const { return per_user ? "Users" : "Agents"; }
};

Traits make_traits(Random& random, const std::string& number) {
  const std::string_view subject = random.pick(kSubjects);
  const std::string_view role = random.pick(kRoles);
  Traits traits;
  traits.name = fmt::format("{}_{}_{}", subject, role, number);
  traits.title = fmt::format("{} {} {}", subject, role, number);
  traits.host = "s" + number + ".example.com";
  const std::size_t dice = random.below(10);
  traits.kind = dice < 4 ? AppKind::integration : dice < 8 ? AppKind::web : AppKind::headless;
  traits.per_user = random.below(2) == 0;
  traits.header = random.below(3) == 0;
  traits.callbacks = 1 + random.below(3);
  traits.first_object = random.below(kObjects.size());
  traits.objects = random.below(4);
  return traits;
}

std::string header_text(const Traits& traits) {
  return MetadataText("ExternalClientApplication")
      .leaf("contactEmail", "owner@" + traits.host)
      .leaf("description", traits.title + ": signs in customers & partners of the example company.")
      .leaf("distributionState", "Local")
      .leaf("isProtected", false)
      .leaf("label", traits.title)
      .finish();
}

std::string callback_list(const Traits& traits) {
  std::string list = "https://app." + traits.host + "/oauth/callback";
  for (std::size_t i = 1; i < traits.callbacks; ++i) {
    list += fmt::format("\nhttps://app{}.{}/oauth/callback", i, traits.host);
  }
  return list;
}

std::string global_oauth_text(const Traits& traits) {
  const bool headless = traits.kind == AppKind::headless;
  MetadataText text("ExtlClntAppGlobalOauthSettings");
  text.leaf("callbackUrl", callback_list(traits)).leaf("externalClientApplication", traits.name);
  if (traits.kind != AppKind::integration) {
    text.open("idTokenConfig")
        .leaf("idTokenIncludeAttributes", false)
        .leaf("idTokenIncludeCustomPermissions", false)
        .leaf("idTokenIncludeStandardClaims", true)
        .leaf("idTokenValidityInMinutes", 2)
        .close("idTokenConfig");
  }
  return text.leaf("isClientCredentialsFlowEnabled", traits.kind == AppKind::integration)
      .leaf("isCodeCredFlowEnabled", headless)
      .leaf("isCodeCredPostOnly", headless)
      .leaf("isConsumerSecretOptional", false)
      .leaf("isDeviceFlowEnabled", false)
      .leaf("isIntrospectAllTokens", false)
      .leaf("isNamedUserJwtEnabled", headless)
      .leaf("isPkceRequired", true)
      .leaf("isRefreshTokenRotationEnabled", true)
      .leaf("isSecretRequiredForRefreshToken", true)
      .leaf("isSecretRequiredForTokenExchange", true)
      .leaf("isTokenExchangeEnabled", false)
      .leaf("label", traits.name + "_glbloauth")
      .leaf("shouldRotateConsumerKey", false)
      .leaf("shouldRotateConsumerSecret", false)
      .finish();
}

std::string oauth_settings_text(const Traits& traits) {
  const char* scopes = traits.kind == AppKind::integration ? "Api, CustomPermissions, RefreshToken"
                                                           : "Api, OpenID, RefreshToken";
  return MetadataText("ExtlClntAppOauthSettings")
      .leaf("areAttributesIncludedInAssetToken", false)
      .leaf("areCustomPermsIncludedInAssetToken", false)
      .leaf("commaSeparatedOauthScopes", scopes)
      .leaf("externalClientApplication", traits.name)
      .leaf("isFirstPartyAppEnabled", false)
      .leaf("label", traits.name + "_oauth")
      .finish();
}

std::string oauth_policies_text(const Traits& traits) {
  const bool integration = traits.kind == AppKind::integration;
  MetadataText text("ExtlClntAppOauthConfigurablePolicies");
  if (integration) text.leaf("clientCredentialsFlowUser", "integration@" + traits.host);
  text.leaf("commaSeparatedPermissionSet", traits.users())
      .leaf("externalClientApplication", traits.name)
      .leaf("ipRelaxationPolicyType", "Enforce")
      .leaf("isClientCredentialsFlowEnabled", integration)
      .leaf("isGuestCodeCredFlowEnabled", false)
      .leaf("isTokenExchangeFlowEnabled", false)
      .leaf("label", traits.name + "_oauthPlcy");
  if (traits.kind == AppKind::headless) {
    text.leaf("namedUserJwtSessionTimeoutType", "Custom").leaf("namedUserJwtTimeout", 15);
  }
  return text.leaf("permittedUsersPolicyType", "AdminApprovedPreAuthorized")
      .leaf("refreshTokenPolicyType", "SpecificInactivity")
      .leaf("refreshTokenValidityPeriod", 30)
      .leaf("refreshTokenValidityUnit", "Days")
      .leaf("requiredSessionLevel", "STANDARD")
      .finish();
}

std::string policies_text(const Traits& traits) {
  return MetadataText("ExtlClntAppConfigurablePolicies")
      .leaf("externalClientApplication", traits.name)
      .leaf("isEnabled", true)
      .leaf("isOauthPluginEnabled", true)
      .leaf("label", traits.name + "_plcy")
      .leaf("startPage", "None")
      .finish();
}

std::string named_credential_text(const Traits& traits) {
  MetadataText text("NamedCredential");
  text.leaf("allowMergeFieldsInBody", false)
      .leaf("allowMergeFieldsInHeader", false)
      .leaf("calloutStatus", "Enabled")
      .leaf("description", "Calls of " + traits.title + " to the partner.")
      .leaf("generateAuthorizationHeader", true)
      .leaf("label", traits.title)
      .open("namedCredentialParameters")
      .leaf("parameterName", "Url")
      .leaf("parameterType", "Url")
      .leaf("parameterValue", "https://api." + traits.host)
      .close("namedCredentialParameters");
  if (traits.header) {
    text.open("namedCredentialParameters")
        .leaf("parameterName", "Accept")
        .leaf("parameterType", "HttpHeader")
        .leaf("parameterValue", "application/json")
        .leaf("sequenceNumber", 1)
        .close("namedCredentialParameters");
  }
  return text.open("namedCredentialParameters")
      .leaf("externalCredential", traits.name)
      .leaf("parameterName", "ExternalCredential")
      .leaf("parameterType", "Authentication")
      .close("namedCredentialParameters")
      .leaf("namedCredentialType", "SecuredEndpoint")
      .finish();
}

std::string external_credential_text(const Traits& traits) {
  return MetadataText("ExternalCredential")
      .leaf("authenticationProtocol", "Oauth")
      .leaf("description", "How " + traits.title + " proves who is calling.")
      .open("externalCredentialParameters")
      .leaf("externalAuthIdentityProvider", traits.name)
      .leaf("parameterGroup", "DefaultGroup")
      .leaf("parameterName", "ExternalAuthIdentityProvider")
      .leaf("parameterType", "ExternalAuthIdentityProvider")
      .close("externalCredentialParameters")
      .open("externalCredentialParameters")
      .leaf("parameterGroup", "DefaultGroup")
      .leaf("parameterName", "Scope")
      .leaf("parameterType", "AuthParameter")
      .leaf("parameterValue", traits.per_user ? "orders.read offline_access" : "orders.read")
      .close("externalCredentialParameters")
      .open("externalCredentialParameters")
      .leaf("parameterGroup", traits.principal())
      .leaf("parameterName", traits.principal())
      .leaf("parameterType", traits.per_user ? "PerUserPrincipal" : "NamedPrincipal")
      .leaf("sequenceNumber", 1)
      .close("externalCredentialParameters")
      .leaf("label", traits.title)
      .finish();
}

void provider_parameter(MetadataText& text, std::string_view name, std::string_view type,
                        std::string_view value, bool numbered = false) {
  text.open("externalAuthIdentityProviderParameters")
      .leaf("parameterName", name)
      .leaf("parameterType", type)
      .leaf("parameterValue", value);
  if (numbered) text.leaf("sequenceNumber", 1);
  text.close("externalAuthIdentityProviderParameters");
}

std::string identity_provider_text(const Traits& traits) {
  const std::string auth = "https://auth." + traits.host + "/oauth2/";
  const std::string resource = "https://api." + traits.host;
  MetadataText text("ExternalAuthIdentityProvider");
  text.leaf("authenticationFlow", traits.per_user ? "AuthorizationCode" : "ClientCredentials")
      .leaf("authenticationProtocol", "OAuth")
      .leaf("description", "Authorization server that " + traits.title + " gets its tokens from.");
  provider_parameter(text, "resource", "AuthorizeRequestQueryParameter", resource, true);
  if (traits.per_user) {
    provider_parameter(text, "AuthorizeUrl", "AuthorizeUrl", auth + "authorize");
    provider_parameter(text, "PkceEnabled", "IdentityProviderOptions", "true");
    provider_parameter(text, "resource", "RefreshRequestBodyParameter", resource, true);
  }
  provider_parameter(text, "ClientAuthentication", "ClientAuthentication", "ClientSecretPost");
  provider_parameter(text, "resource", "TokenRequestBodyParameter", resource, true);
  provider_parameter(text, "TokenUrl", "TokenUrl", auth + "token");
  return text.leaf("label", traits.title).finish();
}

void object_permission(MetadataText& text, std::string_view object, bool edit, bool all) {
  text.open("objectPermissions")
      .leaf("allowCreate", edit)
      .leaf("allowDelete", edit)
      .leaf("allowEdit", edit)
      .leaf("allowRead", true)
      .leaf("modifyAllRecords", all)
      .leaf("object", object)
      .leaf("viewAllRecords", all)
      .close("objectPermissions");
}

std::string permission_set_text(const Traits& traits) {
  MetadataText text("PermissionSet");
  text.leaf("description", "Lets people and agents use " + traits.title + ".")
      .open("externalCredentialPrincipalAccesses")
      .leaf("enabled", true)
      .leaf("externalCredentialPrincipal", traits.name + "-" + traits.principal())
      .close("externalCredentialPrincipalAccesses")
      .leaf("hasActivationRequired", false)
      .leaf("label", traits.title + " Users");
  for (std::size_t i = 0; i < traits.objects; ++i) {
    object_permission(text, kObjects[(traits.first_object + i) % kObjects.size()], false, false);
  }
  object_permission(text, "UserExternalCredential", true, !traits.per_user);
  return text.open("userPermissions")
      .leaf("enabled", true)
      .leaf("name", "ApiEnabled")
      .close("userPermissions")
      .finish();
}

}  // namespace

Stack make_stack(std::uint64_t seed, std::uint32_t number, std::string root) {
  Random random(seed * 0x2545F4914F6CDD1Du + number);
  Stack stack;
  stack.number = fmt::format("{:05}", number);
  const Traits traits = make_traits(random, stack.number);
  const std::string& name = stack.name = traits.name;
  stack[Part::header] = {root + "externalClientApps/" + name + ".eca-meta.xml",
                         header_text(traits)};
  stack[Part::global_oauth] = {
      root + "extlClntAppGlobalOauthSets/" + name + "_glbloauth.ecaGlblOauth-meta.xml",
      global_oauth_text(traits)};
  stack[Part::oauth_settings] = {
      root + "extlClntAppOauthSettings/" + name + "_oauth.ecaOauth-meta.xml",
      oauth_settings_text(traits)};
  stack[Part::oauth_policies] = {
      root + "extlClntAppOauthPolicies/" + name + "_oauthPlcy.ecaOauthPlcy-meta.xml",
      oauth_policies_text(traits)};
  stack[Part::policies] = {root + "extlClntAppPolicies/" + name + "_plcy.ecaPlcy-meta.xml",
                           policies_text(traits)};
  stack[Part::named_credential] = {root + "namedCredentials/" + name + ".namedCredential-meta.xml",
                                   named_credential_text(traits)};
  stack[Part::external_credential] = {
      root + "externalCredentials/" + name + ".externalCredential-meta.xml",
      external_credential_text(traits)};
  stack[Part::identity_provider] = {
      root + "externalAuthIdentityProviders/" + name + ".externalAuthIdentityProvider-meta.xml",
      identity_provider_text(traits)};
  stack[Part::permission_set] = {
      root + "permissionsets/" + traits.users() + ".permissionset-meta.xml",
      permission_set_text(traits)};
  stack.root = std::move(root);
  return stack;
}

std::vector<GeneratedFile> make_org_files(const std::string& root) {
  return {
      {root + "settings/OauthOidc.settings-meta.xml",
       MetadataText("OauthOidcSettings").leaf("oAuthCdCrdtFlowEnable", true).finish()},
      {root + "settings/Security.settings-meta.xml", MetadataText("SecuritySettings")
                                                         .open("sessionSettings")
                                                         .leaf("enableOauthCorsPolicy", true)
                                                         .leaf("sessionTimeout", "TwoHours")
                                                         .close("sessionSettings")
                                                         .finish()},
      {root + "corsWhitelistOrigins/Portal.corsWhitelistOrigin-meta.xml",
       MetadataText("CorsWhitelistOrigin").leaf("urlPattern", "https://app.example.com").finish()},
  };
}

}  // namespace ecac::bench
