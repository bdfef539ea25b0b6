#include "compiler/resolve/app/flow_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "compiler/resolve/app/app_certificate.h"
#include "compiler/resolve/app/app_scopes.h"
#include "compiler/resolve/app/flow_builder.h"
#include "compiler/resolve/app/site_access.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

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
class Flows : public FlowSource {
 public:
  Flows(const ProjectContext& context, AppFiles files)
      : context_(context),
        files_(std::move(files)),
        global_(files_.reader(types::ExtlClntAppGlobalOauthSettings)),
        oauth_(files_.reader(types::ExtlClntAppOauthSettings)),
        policies_(files_.reader(types::ExtlClntAppOauthConfigurablePolicies)) {}

  const ResolvedFlow& flow(const ResolvedApp& app, FlowKind kind) override {
    std::optional<ResolvedFlow>& made = made_[static_cast<std::size_t>(kind)];
    if (!made) {
      app_ = &app;  // it may have moved
      if (!site_) site_.emplace(context_, app);
      made = make(kind);
    }
    return *made;
  }

 private:
  ResolvedFlow make(FlowKind kind) {
    switch (kind) {
      case FlowKind::web_server: return web_server();
      case FlowKind::headless_login: return headless_login();
      case FlowKind::passwordless_login: return passwordless_login();
      case FlowKind::registration: return registration();
      case FlowKind::forgot_password: return forgot_password();
      case FlowKind::guest: return guest();
      case FlowKind::client_credentials: return client_credentials();
      case FlowKind::jwt_bearer: return jwt_bearer();
      case FlowKind::device: return device();
      case FlowKind::token_exchange: return token_exchange();
      case FlowKind::refresh: return refresh();
      case FlowKind::first_party: return first_party();
      case FlowKind::asset_token: return asset_token();
      case FlowKind::saml: return saml();
    }
    return {};
  }

  FlowBuilder start(FlowKind kind) const { return {context_, kind, 9}; }
  FlowBuilder start_headless(FlowKind kind) const { return {context_, kind, 14}; }

  /// Conditions that several flows share are put together once; the kind does not matter.
  FlowBuilder shared() const { return start(FlowKind::web_server); }

  const std::vector<FlowCondition>& app_base() {
    if (!app_base_.empty()) return app_base_;
    FlowBuilder flow = shared();
    const FileId header = files_.header();
    const bool here = header != FileId::none;
    flow.need("app", "the app exists",
              here ? Resolved<bool>{true,
                                    Origin::written_at(
                                        {header, context_.project().file(header).facts.root_tag()},
                                        FieldId::none)}
                   : Resolved<bool>::unknown(
                         fmt::format("the header of `{}` in the org", app_->name)))
        .owned_by(Owner::developer);
    flow.gate("enabled", "the app is enabled", app_->enabled, plugin_fields::isEnabled);
    app_base_ = std::move(flow).take_conditions();
    return app_base_;
  }

  /// What stands above every OAuth flow, and the scopes without which no token is any good.
  const std::vector<FlowCondition>& oauth_base() {
    if (!oauth_base_.empty()) return oauth_base_;
    FlowBuilder flow = shared();
    flow.add(app_base());
    flow.gate("oauthPlugin", "the OAuth plugin is on", app_->oauth_plugin,
              plugin_fields::isOauthPluginEnabled);
    flow.need("scopes", "it has at least one scope", app_->scopes_known,
              oauth_fields::commaSeparatedOauthScopes);
    oauth_base_ = std::move(flow).take_conditions();
    return oauth_base_;
  }

  /// Headless clients may read the code from the answer, so that nobody has to wait at the address.
  void callback(FlowBuilder& flow, bool headless) const {
    const auto first_of = [&](auto&& is_of_kind) {
      return std::find_if(
          app_->callbacks.begin(), app_->callbacks.end(),
          [&](const ResolvedCallback& callback) { return is_of_kind(callback.kind); });
    };
    const auto found = first_of(is_address);
    const auto stand_in =
        first_of([](CallbackKind kind) { return kind == CallbackKind::placeholder; });
    Resolved<bool> met = app_->callbacks_known;
    if (found != app_->callbacks.end()) {
      met = {true, found->origin};
    } else if (headless && stand_in != app_->callbacks.end()) {
      met = Resolved<bool>::unknown(
          fmt::format("whether a client can read the code of an answer that leads to `{}`",
                      stand_in->uri),
          global_fields::callbackUrl);
    } else if (!app_->callbacks.empty() && met.known()) {
      met = {false, app_->callbacks.front().origin};
    }
    flow.need("callback", "it has a callback address of its own", met, global_fields::callbackUrl);
    if (found != app_->callbacks.end()) flow.seen(found->uri);
  }

  /// A public client has no secret to send. `field` demands it.
  void secret(FlowBuilder& flow, std::string_view id, std::string_view text,
              const Resolved<bool>& required, FieldId field) const {
    if (!app_->client.type.is(ClientType::public_client)) return;
    flow.need(id, text, negated(required), field).opposite();
  }

  void code_secret(FlowBuilder& flow) const {
    if (!app_->client.type.is(ClientType::public_client)) return;
    flow.need("codeWithoutSecret", "a code can be exchanged without the secret",
              negated(app_->client.secret_required_for_code),
              global_fields::isConsumerSecretOptional);
  }

  Resolved<bool> permitted(bool in_advance) const {
    const Resolved<std::string>& policy = app_->permitted_users;
    if (!policy.known()) return {std::nullopt, policy.origin};
    if (is_preauthorized(*policy.value)) return app_->somebody_authorized;
    return {!in_advance, policy.origin};
  }

  /// Of an org whose API access control is known to refuse the app.
  void admitted(FlowBuilder& flow) const {
    const Resolved<bool>& inside = app_->admission.internal_users;
    const Resolved<bool>& outside = app_->admission.external_users;
    if (!inside.is(false) && !outside.is(false)) return;
    const bool all = inside.is(false) && outside.is(false);
    flow.gate(
            "apiAccess", "the org lets in apps that no admin has approved",
            all ? inside
                : Resolved<bool>::unknown(fmt::format("whether its users are {} ones",
                                                      inside.is(false) ? "external" : "internal")),
            fields::ConnectedAppSettings::enableAdminApprovedAppsOnly)
        .opposite();
  }

  void users(FlowBuilder& flow) const {
    admitted(flow);
    flow.need("users", "somebody may use it", permitted(false),
              policy_fields::permittedUsersPolicyType);
    note_policy(flow);
  }
  void preauthorized(FlowBuilder& flow) const {
    flow.need("preauthorized", "its users are authorized in advance", permitted(true),
              policy_fields::permittedUsersPolicyType);
    note_policy(flow);
  }
  /// For flows without a page to approve the app on: who has done so before may use it too.
  void approved(FlowBuilder& flow) const {
    admitted(flow);
    Resolved<bool> met = permitted(true);
    if (met.is(false) && !is_preauthorized(*app_->permitted_users.value)) {
      met = Resolved<bool>::unknown("whether its users have approved the app before",
                                    policy_fields::permittedUsersPolicyType);
    }
    flow.need("preauthorized", "its users have approved it, or are authorized in advance", met,
              policy_fields::permittedUsersPolicyType);
    note_policy(flow);
  }
  void note_policy(FlowBuilder& flow) const {
    if (app_->permitted_users.known()) flow.seen(*app_->permitted_users.value);
  }

  ResolvedFlow web_server() {
    FlowBuilder flow = start(FlowKind::web_server);
    const bool any = files_.has(types::ExtlClntAppOauthSettings) ||
                     files_.has(types::ExtlClntAppGlobalOauthSettings);
    flow.switched("oauthSettings", "the app has OAuth settings",
                  {any, Origin::derived_from_one("files")})
        .owned_by(Owner::developer);
    flow.add(oauth_base());
    callback(flow, false);
    code_secret(flow);
    users(flow);
    return std::move(flow).finish();
  }

  /// What all variants of Code and Credentials share.
  const std::vector<FlowCondition>& code_credentials() {
    if (!code_credentials_.empty()) return code_credentials_;
    FlowBuilder flow = shared();
    flow.switched("codeAndCredentials", "the app offers Code and Credentials",
                  global_.boolean(global_fields::isCodeCredFlowEnabled),
                  global_fields::isCodeCredFlowEnabled);
    flow.gate("orgCodeAndCredentials", "the org allows Code and Credentials",
              context_.reader(context_.oauth_settings())
                  .boolean(fields::OauthOidcSettings::oAuthCdCrdtFlowEnable),
              fields::OauthOidcSettings::oAuthCdCrdtFlowEnable);
    flow.add(oauth_base());
    callback(flow, true);
    code_secret(flow);
    preauthorized(flow);
    site_->need_sites_of_org(flow);
    site_->need_site(*app_, flow);
    site_->need_browser_access(*app_, flow);
    code_credentials_ = std::move(flow).take_conditions();
    return code_credentials_;
  }

  ResolvedFlow headless_login() {
    FlowBuilder flow = start_headless(FlowKind::headless_login);
    flow.add(code_credentials());
    return std::move(flow).finish();
  }

  ResolvedFlow passwordless_login() {
    FlowBuilder flow = start_headless(FlowKind::passwordless_login);
    flow.add(code_credentials());
    site_->need_service(flow, HeadlessService::passwordless_login);
    return std::move(flow).finish();
  }

  ResolvedFlow registration() {
    FlowBuilder flow = start_headless(FlowKind::registration);
    flow.add(code_credentials());
    site_->need_service(flow, HeadlessService::registration);
    return std::move(flow).finish();
  }

  ResolvedFlow forgot_password() {
    FlowBuilder flow = start_headless(FlowKind::forgot_password);
    flow.add(code_credentials());
    site_->need_service(flow, HeadlessService::forgot_password);
    return std::move(flow).finish();
  }

  ResolvedFlow guest() {
    FlowBuilder flow = start_headless(FlowKind::guest);
    flow.add(code_credentials());
    flow.switched("guest", "guest access is on",
                  policies_.boolean(policy_fields::isGuestCodeCredFlowEnabled),
                  policy_fields::isGuestCodeCredFlowEnabled);
    flow.need("jwt", "access tokens are JWTs", app_->jwt_access_tokens,
              global_fields::isNamedUserJwtEnabled);
    using Outcome = LifetimeStep::Outcome;
    const bool invalid = !app_->guest_token.steps.empty() &&
                         app_->guest_token.steps.front().outcome == Outcome::invalid;
    if (invalid) {
      flow.need("guestLifetime", "the lifetime of guest tokens is valid",
                {false, app_->guest_token.minutes.origin}, policy_fields::guestJwtTimeout)
          .seen(app_->guest_token.steps.front().note);
    }
    return std::move(flow).finish();
  }

  ResolvedFlow client_credentials() {
    FlowBuilder flow = start(FlowKind::client_credentials);
    flow.switched("clientCredentials", "the app offers client credentials",
                  global_.boolean(global_fields::isClientCredentialsFlowEnabled),
                  global_fields::isClientCredentialsFlowEnabled);
    flow.switched("clientCredentialsPolicy", "the admin has turned it on",
                  policies_.boolean(policy_fields::isClientCredentialsFlowEnabled),
                  policy_fields::isClientCredentialsFlowEnabled);
    flow.add(oauth_base());
    flow.need("usableScope", "a scope is left that this flow grants",
              granted_scope(context_.schema(), *app_, FlowKind::client_credentials),
              oauth_fields::commaSeparatedOauthScopes);
    const Resolved<std::string>& user = app_->client_credentials_user;
    Resolved<bool> runs = policies_.present(policy_fields::clientCredentialsFlowUser);
    if (user.known()) runs.value = is_user_name(*user.value);
    flow.need("runAsUser", "it runs as a user", runs, policy_fields::clientCredentialsFlowUser);
    return std::move(flow).finish();
  }

  ResolvedFlow jwt_bearer() {
    FlowBuilder flow = start(FlowKind::jwt_bearer);
    flow.switched("certificate", "the app holds a certificate", app_->certificate.present,
                  global_fields::certificate);
    flow.add(oauth_base());
    add_certificate_conditions(app_->certificate, flow);
    flow.need("resourceScope", "a scope opens some resource",
              resource_scope(context_.schema(), *app_), oauth_fields::commaSeparatedOauthScopes);
    flow.need("offlineScope", "`RefreshToken` is among the scopes",
              offline_scope(context_.schema(), *app_), oauth_fields::commaSeparatedOauthScopes);
    approved(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow device() {
    FlowBuilder flow = start(FlowKind::device);
    flow.switched("device", "the app offers the device flow",
                  global_.boolean(global_fields::isDeviceFlowEnabled),
                  global_fields::isDeviceFlowEnabled);
    flow.add(oauth_base());
    users(flow);
    return std::move(flow).finish();
  }

  Resolved<bool> handler_works(FileId handler) const {
    const ValueReader from = context_.reader(handler);
    constexpr std::array kKinds = {
        handler_fields::isAccessTokenSupported, handler_fields::isIdTokenSupported,
        handler_fields::isJwtSupported, handler_fields::isRefreshTokenSupported,
        handler_fields::isSaml2Supported};
    Resolved<bool> any = from.boolean(kKinds[0]);
    for (const FieldId kind : kKinds) any = either(any, from.boolean(kind));
    return both(from.boolean(handler_fields::isEnabled), any);
  }

  ResolvedFlow token_exchange() {
    FlowBuilder flow = start(FlowKind::token_exchange);
    flow.switched("tokenExchange", "the app offers token exchange",
                  global_.boolean(global_fields::isTokenExchangeEnabled),
                  global_fields::isTokenExchangeEnabled);
    flow.switched("tokenExchangePolicy", "the admin has turned it on",
                  policies_.boolean(policy_fields::isTokenExchangeFlowEnabled),
                  policy_fields::isTokenExchangeFlowEnabled);
    flow.add(oauth_base());
    secret(flow, "exchangeWithoutSecret", "a token can be exchanged without the secret",
           app_->client.secret_required_for_token_exchange,
           global_fields::isSecretRequiredForTokenExchange);
    approved(flow);
    const ProjectView& project = context_.project();
    auto handler = Resolved<bool>::unknown("a token exchange handler of the org for this app");
    std::vector<FileId> handlers;
    project.for_each_use(files_.symbol(), [&](UseSite site) {
      if (project.use(site).field == handler_fields::enablements_externalClientApp) {
        handlers.push_back(site.file);
      }
    });
    std::sort(handlers.begin(), handlers.end(),
              [&](FileId a, FileId b) { return project.path_before(a, b); });
    for (const FileId file : handlers) handler = either(handler_works(file), handler);
    flow.need("handler", "a handler takes the tokens", handler, handler_fields::isEnabled);
    return std::move(flow).finish();
  }

  ResolvedFlow refresh() {
    FlowBuilder flow = start(FlowKind::refresh);
    flow.switched("offlineScope", "`RefreshToken` is among the scopes",
                  offline_scope(context_.schema(), *app_), oauth_fields::commaSeparatedOauthScopes);
    Resolved<bool> alive = {std::nullopt, app_->refresh.policy.origin};
    if (app_->refresh.policy.known()) {
      alive.value = app_->refresh.end != RefreshEnd::with_the_session;
    }
    flow.switched("refreshPolicy", "refresh tokens outlive the session", alive,
                  policy_fields::refreshTokenPolicyType);
    if (app_->refresh.policy.known()) flow.seen(*app_->refresh.policy.value);
    flow.add(oauth_base());
    secret(flow, "refreshWithoutSecret", "a token can be refreshed without the secret",
           app_->client.secret_required_for_refresh,
           global_fields::isSecretRequiredForRefreshToken);
    users(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow first_party() {
    FlowBuilder flow = start_headless(FlowKind::first_party);
    flow.switched("firstParty", "the app is a first-party app",
                  oauth_.boolean(oauth_fields::isFirstPartyAppEnabled),
                  oauth_fields::isFirstPartyAppEnabled);
    flow.add(code_credentials());
    flow.need("secret", "the secret is required", app_->client.secret_required_for_code,
              global_fields::isConsumerSecretOptional)
        .opposite();
    flow.need("pkce", "PKCE is required", app_->pkce_by_app, global_fields::isPkceRequired);
    flow.need("attestation", "a certificate proves the client",
              oauth_.present(oauth_fields::clientAssertionCertificate),
              oauth_fields::clientAssertionCertificate);
    site_->need_service(flow, HeadlessService::first_party);
    return std::move(flow).finish();
  }

  ResolvedFlow asset_token() {
    struct Part {
      FieldId field;
      std::string_view text;
    };
    constexpr std::array<Part, 3> kParts = {{
        {oauth_fields::assetTokenAudiences, "`assetTokenAudiences` is set"},
        {oauth_fields::assetTokenSigningCertificate, "`assetTokenSigningCertificate` is set"},
        {oauth_fields::assetTokenValidity, "`assetTokenValidity` is set"},
    }};
    FlowBuilder flow = start(FlowKind::asset_token);
    std::array<Resolved<bool>, kParts.size()> present;
    std::transform(kParts.begin(), kParts.end(), present.begin(),
                   [&](const Part& part) { return oauth_.present(part.field); });
    flow.switched("assetToken", "the app has asset token settings",
                  either(either(present[0], present[1]), present[2]), kParts[0].field);
    flow.add(oauth_base());
    for (std::size_t i = 0; i < kParts.size(); ++i) {
      flow.need(context_.schema().field(kParts[i].field).name, kParts[i].text, present[i],
                kParts[i].field);
    }
    return std::move(flow).finish();
  }

  ResolvedFlow saml() {
    FlowBuilder flow = start(FlowKind::saml);
    const ValueReader policies = files_.reader(types::ExtlClntAppSamlConfigurablePolicies);
    const bool here = policies.has_file();
    flow.switched("samlPolicies", "the app has SAML policies",
                  {here, Origin::derived_from_one("files")});
    flow.add(app_base());
    flow.gate("samlPlugin", "the SAML plugin is on", app_->saml_plugin,
              plugin_fields::isSamlPluginEnabled);
    if (!here) return std::move(flow).finish();
    Resolved<bool> local = {std::nullopt, app_->distribution.origin};
    if (app_->distribution.known()) {
      local.value = *app_->distribution.value == values::ExtlClntAppDistState::Local;
    }
    flow.gate("identityProvider", "the org is an identity provider",
              context_.reader(context_.identity_provider_settings())
                  .boolean(fields::IdentityProviderSettings::enableIdentityProvider),
              fields::IdentityProviderSettings::enableIdentityProvider);
    flow.need("local", "the app is local", local, header_fields::distributionState);
    flow.need("acsUrl", "the service's address is set", policies.present(saml_fields::acsUrl),
              saml_fields::acsUrl);
    flow.need("entityUrl", "the service's entity id is set",
              policies.present(saml_fields::entityUrl), saml_fields::entityUrl);
    return std::move(flow).finish();
  }

  const ProjectContext& context_;
  AppFiles files_;
  ValueReader global_;
  ValueReader oauth_;
  ValueReader policies_;
  const ResolvedApp* app_ = nullptr;  ///< while a flow is made
  std::optional<SiteAccess> site_ = {};
  std::vector<FlowCondition> app_base_ = {};
  std::vector<FlowCondition> oauth_base_ = {};
  std::vector<FlowCondition> code_credentials_ = {};
  std::array<std::optional<ResolvedFlow>, kFlowCount> made_ = {};
};

}  // namespace

bool is_user_name(std::string_view text) {
  return text.find('@') != std::string_view::npos;
}

std::unique_ptr<FlowSource> flows_of(const ProjectContext& context, AppFiles files) {
  return std::make_unique<Flows>(context, std::move(files));
}

}  // namespace ecac
