#include "compiler/resolve/flow_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/client_requests.h"
#include "compiler/resolve/flow_builder.h"
#include "compiler/resolve/site_access.h"
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

/// The flows of one app, each from the same few answers.
class Flows {
 public:
  Flows(const ProjectContext& context, const AppFiles& files, const ResolvedApp& app)
      : context_(context),
        reader_(context.reader()),
        files_(files),
        app_(app),
        global_(files.of(types::ExtlClntAppGlobalOauthSettings)),
        oauth_(files.of(types::ExtlClntAppOauthSettings)),
        policies_(files.of(types::ExtlClntAppOauthConfigurablePolicies)),
        site_(context, app) {}

  std::vector<ResolvedFlow> all() const {
    return {
        web_server(), headless_login(),     passwordless_login(), registration(), forgot_password(),
        guest(),      client_credentials(), jwt_bearer(),         device(),       token_exchange(),
        refresh(),    first_party(),        asset_token(),        saml()};
  }

 private:
  FlowBuilder start(FlowKind kind) const { return FlowBuilder(context_, kind); }

  /// What stands above every OAuth flow, and the scopes without which no token is any good.
  void oauth_base(FlowBuilder& flow) const {
    app_base(flow);
    flow.gate("oauthPlugin", "the OAuth plugin is on", app_.oauth_plugin,
              plugin_fields::isOauthPluginEnabled);
    flow.need("scopes", "it has at least one scope", app_.scopes_known,
              oauth_fields::commaSeparatedOauthScopes);
  }

  void app_base(FlowBuilder& flow) const {
    const bool here = files_.header() != FileId::none;
    flow.need(
            "app", "the app exists",
            here ? Resolved<bool>{true,
                                  Origin::written_at(
                                      {files_.header(),
                                       context_.project().file(files_.header()).facts.root_tag()},
                                      FieldId::none)}
                 : Resolved<bool>::unknown(fmt::format("the header of `{}` in the org", app_.name)))
        .owned_by(Owner::developer);
    flow.gate("enabled", "the app is enabled", app_.enabled, plugin_fields::isEnabled);
  }

  void callback(FlowBuilder& flow) const {
    const auto usable = [](const ResolvedCallback& callback) {
      return callback.kind != CallbackKind::placeholder && callback.kind != CallbackKind::invalid &&
             callback.kind != CallbackKind::unresolved;
    };
    Resolved<bool> met = app_.callbacks_known;
    const auto found = std::find_if(app_.callbacks.begin(), app_.callbacks.end(), usable);
    if (found != app_.callbacks.end()) {
      met = {true, found->origin};
    } else if (!app_.callbacks.empty() && met.known()) {
      met = {false, app_.callbacks.front().origin};
    }
    flow.need("callback", "it has a callback address of its own", met, global_fields::callbackUrl);
    if (found != app_.callbacks.end()) flow.seen(found->uri);
  }

  /// A public client has no secret to send.
  void secret(FlowBuilder& flow, std::string_view id, std::string text,
              const Resolved<bool>& required, FieldId field) const {
    if (!app_.client.type.is(ClientType::public_client)) return;
    flow.need(id, std::move(text), negated(required), field);
  }

  void code_secret(FlowBuilder& flow) const {
    secret(flow, "codeWithoutSecret", "a code can be exchanged without the secret",
           app_.client.secret_required_for_code, global_fields::isConsumerSecretOptional);
  }

  Resolved<bool> permitted(bool in_advance) const {
    const Resolved<std::string>& policy = app_.permitted_users;
    if (!policy.known()) return {std::nullopt, policy.origin};
    if (*policy.value == "AdminApprovedPreAuthorized") return app_.somebody_authorized;
    return {!in_advance, policy.origin};
  }

  void users(FlowBuilder& flow) const {
    flow.need("users", "somebody may use it", permitted(false),
              policy_fields::permittedUsersPolicyType);
    note_policy(flow);
  }
  void preauthorized(FlowBuilder& flow) const {
    flow.need("preauthorized", "its users are authorized in advance", permitted(true),
              policy_fields::permittedUsersPolicyType);
    note_policy(flow);
  }
  void note_policy(FlowBuilder& flow) const {
    if (app_.permitted_users.known()) flow.seen(*app_.permitted_users.value);
  }

  bool has_scope(std::string_view token) const {
    return std::any_of(app_.scopes.begin(), app_.scopes.end(),
                       [&](const ResolvedScope& scope) { return scope.token == token; });
  }

  /// Whether one of the scopes is not among those that the flow drops.
  Resolved<bool> scope_beside(std::span<const std::string_view> dropped) const {
    for (const ResolvedScope& scope : app_.scopes) {
      if (std::find(dropped.begin(), dropped.end(), scope.token) == dropped.end()) {
        return {true, scope.origin};
      }
    }
    if (!app_.scopes_known.known()) return app_.scopes_known;
    return {false, app_.scopes_known.origin};
  }

  Resolved<bool> offline_scope() const {
    for (const ResolvedScope& scope : app_.scopes) {
      if (scope.token == "RefreshToken" || scope.token == "OfflineAccess") {
        return {true, scope.origin};
      }
    }
    if (!app_.scopes_known.known()) return app_.scopes_known;
    return {false, app_.scopes_known.origin};
  }

  ResolvedFlow web_server() const {
    FlowBuilder flow = start(FlowKind::web_server);
    const bool any = files_.has(types::ExtlClntAppOauthSettings) ||
                     files_.has(types::ExtlClntAppGlobalOauthSettings);
    flow.switched("oauthSettings", "the app has OAuth settings",
                  {any, Origin::derived_from({"files"})})
        .owned_by(Owner::developer);
    oauth_base(flow);
    callback(flow);
    code_secret(flow);
    users(flow);
    return std::move(flow).finish();
  }

  /// What all variants of Code and Credentials share.
  void code_credentials(FlowBuilder& flow) const {
    flow.switched("codeAndCredentials", "the app offers Code and Credentials",
                  reader_.boolean(global_, global_fields::isCodeCredFlowEnabled),
                  global_fields::isCodeCredFlowEnabled);
    flow.gate("orgCodeAndCredentials", "the org allows Code and Credentials",
              reader_.boolean(context_.oauth_settings(),
                              fields::OauthOidcSettings::oAuthCdCrdtFlowEnable),
              fields::OauthOidcSettings::oAuthCdCrdtFlowEnable);
    oauth_base(flow);
    callback(flow);
    code_secret(flow);
    preauthorized(flow);
    site_.need_site(flow);
    site_.need_browser_access(flow);
  }

  ResolvedFlow headless_login() const {
    FlowBuilder flow = start(FlowKind::headless_login);
    code_credentials(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow passwordless_login() const {
    FlowBuilder flow = start(FlowKind::passwordless_login);
    code_credentials(flow);
    site_.need_service(flow, HeadlessService::passwordless_login);
    return std::move(flow).finish();
  }

  ResolvedFlow registration() const {
    FlowBuilder flow = start(FlowKind::registration);
    code_credentials(flow);
    site_.need_service(flow, HeadlessService::registration);
    return std::move(flow).finish();
  }

  ResolvedFlow forgot_password() const {
    FlowBuilder flow = start(FlowKind::forgot_password);
    code_credentials(flow);
    site_.need_service(flow, HeadlessService::forgot_password);
    return std::move(flow).finish();
  }

  ResolvedFlow guest() const {
    FlowBuilder flow = start(FlowKind::guest);
    code_credentials(flow);
    flow.switched("guest", "guest access is on",
                  reader_.boolean(policies_, policy_fields::isGuestCodeCredFlowEnabled),
                  policy_fields::isGuestCodeCredFlowEnabled);
    flow.need("jwt", "access tokens are JWTs", app_.jwt_access_tokens,
              global_fields::isNamedUserJwtEnabled);
    using Outcome = LifetimeStep::Outcome;
    const bool invalid = !app_.guest_token.steps.empty() &&
                         app_.guest_token.steps.front().outcome == Outcome::invalid;
    if (invalid) {
      flow.need("guestLifetime", "the lifetime of guest tokens is valid",
                {false, app_.guest_token.minutes.origin}, policy_fields::guestJwtTimeout)
          .seen(app_.guest_token.steps.front().note);
    }
    return std::move(flow).finish();
  }

  ResolvedFlow client_credentials() const {
    constexpr std::array<std::string_view, 4> kDropped = {"Full", "Web", "RefreshToken",
                                                          "OfflineAccess"};
    FlowBuilder flow = start(FlowKind::client_credentials);
    flow.switched("clientCredentials", "the app offers client credentials",
                  reader_.boolean(global_, global_fields::isClientCredentialsFlowEnabled),
                  global_fields::isClientCredentialsFlowEnabled);
    flow.switched("clientCredentialsPolicy", "the admin has turned it on",
                  reader_.boolean(policies_, policy_fields::isClientCredentialsFlowEnabled),
                  policy_fields::isClientCredentialsFlowEnabled);
    oauth_base(flow);
    flow.need("usableScope", "a scope is left that this flow grants", scope_beside(kDropped),
              oauth_fields::commaSeparatedOauthScopes);
    flow.need("runAsUser", "it runs as a user",
              reader_.present(policies_, policy_fields::clientCredentialsFlowUser),
              policy_fields::clientCredentialsFlowUser);
    return std::move(flow).finish();
  }

  ResolvedFlow jwt_bearer() const {
    constexpr std::array<std::string_view, 2> kOffline = {"RefreshToken", "OfflineAccess"};
    FlowBuilder flow = start(FlowKind::jwt_bearer);
    flow.switched("certificate", "the app holds a certificate", app_.certificate.present,
                  global_fields::certificate);
    oauth_base(flow);
    if (app_.certificate.present.is(true)) {
      flow.need("certificateReadable", "the certificate can be read",
                {app_.certificate.problem.empty(), app_.certificate.present.origin},
                global_fields::certificate)
          .seen(app_.certificate.problem.empty() ? app_.certificate.key : app_.certificate.problem);
    }
    flow.need("resourceScope", "a scope opens some resource", scope_beside(kOffline),
              oauth_fields::commaSeparatedOauthScopes);
    flow.need("offlineScope", "`RefreshToken` is among the scopes", offline_scope(),
              oauth_fields::commaSeparatedOauthScopes);
    preauthorized(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow device() const {
    FlowBuilder flow = start(FlowKind::device);
    flow.switched("device", "the app offers the device flow",
                  reader_.boolean(global_, global_fields::isDeviceFlowEnabled),
                  global_fields::isDeviceFlowEnabled);
    oauth_base(flow);
    users(flow);
    return std::move(flow).finish();
  }

  Resolved<bool> handler_works(FileId handler) const {
    const SettingFiles from{.type = types::OauthTokenExchangeHandler, .files = {handler}};
    constexpr std::array kKinds = {
        handler_fields::isAccessTokenSupported, handler_fields::isIdTokenSupported,
        handler_fields::isJwtSupported, handler_fields::isRefreshTokenSupported,
        handler_fields::isSaml2Supported};
    Resolved<bool> any = reader_.boolean(from, kKinds[0]);
    for (const FieldId kind : kKinds) any = either(any, reader_.boolean(from, kind));
    return both(reader_.boolean(from, handler_fields::isEnabled), any);
  }

  ResolvedFlow token_exchange() const {
    FlowBuilder flow = start(FlowKind::token_exchange);
    flow.switched("tokenExchange", "the app offers token exchange",
                  reader_.boolean(global_, global_fields::isTokenExchangeEnabled),
                  global_fields::isTokenExchangeEnabled);
    flow.switched("tokenExchangePolicy", "the admin has turned it on",
                  reader_.boolean(policies_, policy_fields::isTokenExchangeFlowEnabled),
                  policy_fields::isTokenExchangeFlowEnabled);
    oauth_base(flow);
    secret(flow, "exchangeWithoutSecret", "a token can be exchanged without the secret",
           app_.client.secret_required_for_token_exchange,
           global_fields::isSecretRequiredForTokenExchange);
    users(flow);
    const Project& project = context_.project();
    auto handler = Resolved<bool>::unknown("a token exchange handler of the org for this app");
    const SymbolId app = project.symbol(types::ExternalClientApplication, app_.name);
    for (const UseSite& site : project.uses(app)) {
      if (project.use(site).field != handler_fields::enablements_externalClientApp) continue;
      handler = either(handler_works(site.file), handler);
    }
    flow.need("handler", "a handler takes the tokens", handler, handler_fields::isEnabled);
    return std::move(flow).finish();
  }

  ResolvedFlow refresh() const {
    FlowBuilder flow = start(FlowKind::refresh);
    flow.switched("offlineScope", "`RefreshToken` is among the scopes", offline_scope(),
                  oauth_fields::commaSeparatedOauthScopes);
    Resolved<bool> alive = {std::nullopt, app_.refresh.policy.origin};
    if (app_.refresh.policy.known()) alive.value = *app_.refresh.policy.value != "Zero";
    flow.switched("refreshPolicy", "refresh tokens outlive the session", alive,
                  policy_fields::refreshTokenPolicyType);
    if (app_.refresh.policy.known()) flow.seen(*app_.refresh.policy.value);
    oauth_base(flow);
    secret(flow, "refreshWithoutSecret", "a token can be refreshed without the secret",
           app_.client.secret_required_for_refresh, global_fields::isSecretRequiredForRefreshToken);
    users(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow first_party() const {
    FlowBuilder flow = start(FlowKind::first_party);
    flow.switched("firstParty", "the app is a first-party app",
                  reader_.boolean(oauth_, oauth_fields::isFirstPartyAppEnabled),
                  oauth_fields::isFirstPartyAppEnabled);
    code_credentials(flow);
    flow.need("secret", "the secret is required", app_.client.secret_required_for_code,
              global_fields::isConsumerSecretOptional);
    flow.need("pkce", "PKCE is required", app_.pkce_by_app, global_fields::isPkceRequired);
    flow.need("attestation", "a certificate proves the client",
              reader_.present(oauth_, oauth_fields::clientAssertionCertificate),
              oauth_fields::clientAssertionCertificate);
    site_.need_service(flow, HeadlessService::first_party);
    return std::move(flow).finish();
  }

  ResolvedFlow asset_token() const {
    constexpr std::array kParts = {oauth_fields::assetTokenAudiences,
                                   oauth_fields::assetTokenSigningCertificate,
                                   oauth_fields::assetTokenValidity};
    FlowBuilder flow = start(FlowKind::asset_token);
    Resolved<bool> any = reader_.present(oauth_, kParts[0]);
    for (const FieldId part : kParts) any = either(any, reader_.present(oauth_, part));
    flow.switched("assetToken", "the app has asset token settings", any, kParts[0]);
    oauth_base(flow);
    for (const FieldId part : kParts) {
      flow.need(context_.schema().field(part).name,
                fmt::format("`{}` is set", context_.schema().field(part).name),
                reader_.present(oauth_, part), part);
    }
    return std::move(flow).finish();
  }

  ResolvedFlow saml() const {
    FlowBuilder flow = start(FlowKind::saml);
    const SettingFiles policies = files_.of(types::ExtlClntAppSamlConfigurablePolicies);
    const bool here = !policies.files.empty();
    flow.switched("samlPolicies", "the app has SAML policies",
                  {here, Origin::derived_from({"files"})});
    app_base(flow);
    flow.gate("samlPlugin", "the SAML plugin is on", app_.saml_plugin,
              plugin_fields::isSamlPluginEnabled);
    if (!here) return std::move(flow).finish();
    Resolved<bool> local = {std::nullopt, app_.distribution.origin};
    if (app_.distribution.known()) local.value = *app_.distribution.value == "Local";
    flow.need("local", "the app is local", local, header_fields::distributionState);
    flow.need("acsUrl", "the service's address is set",
              reader_.present(policies, saml_fields::acsUrl), saml_fields::acsUrl);
    flow.need("entityUrl", "the service's entity id is set",
              reader_.present(policies, saml_fields::entityUrl), saml_fields::entityUrl);
    return std::move(flow).finish();
  }

  const ProjectContext& context_;
  SettingReader reader_;
  const AppFiles& files_;
  const ResolvedApp& app_;
  SettingFiles global_;
  SettingFiles oauth_;
  SettingFiles policies_;
  SiteAccess site_;
};

}  // namespace

void resolve_flows(const ProjectContext& context, const AppFiles& files, ResolvedApp& app) {
  app.flows = Flows(context, files, app).all();
  for (ResolvedFlow& flow : app.flows) add_client_requests(context, app, flow);
}

}  // namespace ecac
