#include "compiler/resolve/app/flow_conditions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "compiler/diagnostics/cases/client_credentials_half_enabled.h"
#include "compiler/diagnostics/cases/guest_flow_incomplete.h"
#include "compiler/diagnostics/cases/invalid_developer_name.h"
#include "compiler/diagnostics/cases/invalid_scalar.h"
#include "compiler/diagnostics/cases/preauthorized_without_assignments.h"
#include "compiler/diagnostics/cases/refresh_scope_contradicts_policy.h"
#include "compiler/diagnostics/cases/secret_required_of_public_client.h"
#include "compiler/diagnostics/cases/token_exchange_half_enabled.h"
#include "compiler/diagnostics/cases/unresolved_policy_reference.h"
#include "compiler/resolve/app/app_certificate.h"
#include "compiler/resolve/app/app_questions.h"
#include "compiler/resolve/app/app_scopes.h"
#include "compiler/resolve/app/client_type.h"
#include "compiler/resolve/app/flow_builder.h"
#include "compiler/resolve/app/site_access.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/support/text/ascii.h"

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
    flow.need(
        Condition::app,
        here ? Resolved<bool>{true, Origin::written_at(
                                        {header, context_.project().file(header).facts.root_tag()},
                                        FieldId::none)}
             : Resolved<bool>::unknown(fmt::format("the header of `{}` in the org", app_->name)));
    flow.gate(Condition::enabled, app_->enabled);
    app_base_ = std::move(flow).take_conditions();
    return app_base_;
  }

  /// What stands above every OAuth flow, and the scopes without which no token is any good.
  const std::vector<FlowCondition>& oauth_base() {
    if (!oauth_base_.empty()) return oauth_base_;
    FlowBuilder flow = shared();
    flow.add(app_base());
    flow.gate(Condition::oauth_plugin, app_->oauth_plugin);
    flow.need(Condition::scopes, app_->scopes_known);
    oauth_base_ = std::move(flow).take_conditions();
    return oauth_base_;
  }

  void callback(FlowBuilder& flow, bool headless) const {
    add_callback_condition(context_.schema().baseline(), *app_, headless, flow);
  }

  /// A public client has no secret to send.
  void secret(FlowBuilder& flow, Condition id, const Resolved<bool>& required) const {
    if (!app_->client.type.is(ClientType::public_client)) return;
    flow.need(id, negated(required));
  }

  /// What a flow that nobody shows to be in use lacks stops nobody, and is no finding.
  void doubt_unless(bool in_use, FlowBuilder& flow, std::string_view what) const {
    if (in_use) return;
    for (const Condition id : {Condition::code_without_secret, Condition::refresh_without_secret,
                               Condition::users, Condition::api_access}) {
      flow.doubt(id, what);
    }
  }

  void code_secret(FlowBuilder& flow) const {
    const Resolved<bool>& required = app_->client.secret_required_for_code;
    // The settings of a first-party app have to demand it, whatever its client looks like.
    const bool first_party = oauth_.boolean(oauth_fields::isFirstPartyAppEnabled).is(true);
    if (first_party && required.is(true)) {
      if (!app_->client.type.is(ClientType::public_client)) return;
      flow.need(Condition::code_without_secret,
                Resolved<bool>::unknown("whether the client of a first-party app holds the secret",
                                        global_fields::isConsumerSecretOptional));
      return;
    }
    secret(flow, Condition::code_without_secret, required);
  }

  Resolved<bool> permitted(bool in_advance) const {
    const Resolved<UserAccess> access = resolve_user_access(*app_);
    if (!access.known()) return {std::nullopt, access.origin};
    const bool may = *access.value == UserAccess::listed ||
                     (*access.value == UserAccess::whoever_approves && !in_advance);
    return {may, access.origin};
  }

  /// Of an org whose API access control is known to refuse the app.
  void admitted(FlowBuilder& flow) const {
    const Resolved<bool>& inside = app_->admission.internal_users;
    const Resolved<bool>& outside = app_->admission.external_users;
    if (!inside.is(false) && !outside.is(false)) return;
    const bool all = inside.is(false) && outside.is(false);
    flow.gate(Condition::api_access, all ? inside
                                         : Resolved<bool>::unknown(fmt::format(
                                               "whether its users are {} ones",
                                               inside.is(false) ? "external" : "internal")));
  }

  void users(FlowBuilder& flow) const {
    admitted(flow);
    flow.need(Condition::users, permitted(false));
    note_missing_groups(flow, Condition::users);
    note_policy(flow);
  }
  void preauthorized(FlowBuilder& flow) const {
    flow.need(Condition::preauthorized, permitted(true));
    if (!lets_users_authorize(*app_)) {
      flow.told_by(Condition::preauthorized, cases::POL001_nobody_in_flow);
    }
    note_missing_groups(flow, Condition::preauthorized);
    note_policy(flow);
  }
  /// For flows without a page to approve the app on: who has done so before may use it too.
  void approved(FlowBuilder& flow) const {
    admitted(flow);
    Resolved<bool> met = permitted(true);
    if (met.is(false) && lets_users_authorize(*app_)) {
      met = Resolved<bool>::unknown("whether its users have approved the app before",
                                    policy_fields::permittedUsersPolicyType);
    }
    flow.need(Condition::approved, met);
    note_missing_groups(flow, Condition::approved);
    note_policy(flow);
  }
  /// Nobody comes in because those that are named are not there.
  void note_missing_groups(FlowBuilder& flow, Condition users) const {
    const bool nobody = resolve_user_access(*app_).is(UserAccess::nobody);
    if (!nobody || app_->authorized.empty()) return;
    const std::string& name = app_->authorized.front().name;
    const bool is_name = std::all_of(name.begin(), name.end(), ascii::is_word);
    flow.told_by(users, is_name ? cases::REF004_near_miss : cases::NAM001_reference);
  }
  void note_policy(FlowBuilder& flow) const {
    if (app_->permitted_users.known()) flow.seen(*app_->permitted_users.value);
  }

  ResolvedFlow web_server() {
    FlowBuilder flow = start(FlowKind::web_server);
    const bool any = files_.has(types::ExtlClntAppOauthSettings) ||
                     files_.has(types::ExtlClntAppGlobalOauthSettings);
    flow.switched(Condition::oauth_settings, {any, Origin::derived_from_one("files")});
    flow.add(oauth_base());
    callback(flow, false);
    code_secret(flow);
    users(flow);
    const bool in_use = !flow.lacks_something() || (!flow.lacks(Condition::callback) &&
                                                    !resolve_redirects(context_, *app_).is(false));
    doubt_unless(in_use, flow, "whether a client uses the web server flow");
    return std::move(flow).finish();
  }

  /// What all variants of Code and Credentials share.
  const std::vector<FlowCondition>& code_credentials() {
    if (!code_credentials_.empty()) return code_credentials_;
    FlowBuilder flow = shared();
    flow.switched(Condition::code_and_credentials,
                  global_.boolean(global_fields::isCodeCredFlowEnabled));
    flow.gate(Condition::org_code_and_credentials,
              context_.reader(context_.oauth_settings())
                  .boolean(fields::OauthOidcSettings::oAuthCdCrdtFlowEnable));
    flow.add(oauth_base());
    callback(flow, true);
    code_secret(flow);
    if (flow.lacks(Condition::callback)) {
      flow.doubt(Condition::code_without_secret, "whether a client gets a code");
    }
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
    const Resolved<bool> guest = policies_.boolean(policy_fields::isGuestCodeCredFlowEnabled);
    flow.add(code_credentials());
    if (guest.is(true)) flow.told_by(Condition::code_and_credentials, cases::FLW016_not_offered);
    flow.switched(Condition::guest, guest);
    flow.need(Condition::jwt, app_->jwt_access_tokens);
    guest_lifetime(flow);
    return std::move(flow).finish();
  }

  /// Of a lifetime that nothing can come of.
  void guest_lifetime(FlowBuilder& flow) const {
    const ResolvedLifetime& lifetime = app_->guest_token;
    if (lifetime.steps.empty() || lifetime.steps.front().outcome != LifetimeStep::Outcome::invalid)
      return;
    const std::string& note = lifetime.steps.front().note;
    const std::string text = policies_.text(policy_fields::guestJwtTimeout).value.value_or("");
    const bool number = std::all_of(text.begin(), text.end(), ascii::is_digit);
    if (number && note.empty()) {
      // What the org makes of a missing one, or of a type that is none, nobody documents.
      flow.need(Condition::guest_lifetime, {std::nullopt, lifetime.minutes.origin});
      return;
    }
    flow.need(Condition::guest_lifetime, {false, lifetime.minutes.origin}).seen(note);
    if (!number) flow.told_by(Condition::guest_lifetime, cases::SCH006_integer);
  }

  /// What the developer offers and the admin turns on. One without the other is a mistake.
  struct Pair {
    Condition offered, turned_on;
    CaseId turned_on_alone, offered_alone;
  };
  static void half_enabled(FlowBuilder& flow, const Pair& pair, const Resolved<bool>& offered,
                           const Resolved<bool>& turned_on) {
    flow.switched(pair.offered, offered);
    if (turned_on.is(true)) flow.told_by(pair.offered, pair.turned_on_alone);
    flow.switched(pair.turned_on, turned_on);
    if (offered.is(true)) flow.told_by(pair.turned_on, pair.offered_alone);
  }

  ResolvedFlow client_credentials() {
    FlowBuilder flow = start(FlowKind::client_credentials);
    half_enabled(flow,
                 {Condition::client_credentials, Condition::client_credentials_policy,
                  cases::FLW001_policies_alone, cases::FLW001_settings_alone},
                 global_.boolean(global_fields::isClientCredentialsFlowEnabled),
                 policies_.boolean(policy_fields::isClientCredentialsFlowEnabled));
    flow.add(oauth_base());
    flow.need(Condition::usable_scope,
              granted_scope(context_.schema(), *app_, FlowKind::client_credentials));
    const Resolved<std::string>& user = app_->client_credentials_user;
    Resolved<bool> runs = policies_.present(policy_fields::clientCredentialsFlowUser);
    if (user.known()) runs.value = is_user_name(*user.value);
    flow.need(Condition::run_as_user, runs);
    return std::move(flow).finish();
  }

  ResolvedFlow jwt_bearer() {
    FlowBuilder flow = start(FlowKind::jwt_bearer);
    flow.switched(Condition::certificate, app_->certificate.present);
    flow.add(oauth_base());
    add_certificate_conditions(app_->certificate, flow);
    flow.need(Condition::resource_scope, resource_scope(context_.schema(), *app_));
    flow.need(Condition::offline_scope, offline_scope(context_.schema(), *app_));
    approved(flow);
    return std::move(flow).finish();
  }

  ResolvedFlow device() {
    FlowBuilder flow = start(FlowKind::device);
    flow.switched(Condition::device, global_.boolean(global_fields::isDeviceFlowEnabled));
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
    half_enabled(flow,
                 {Condition::token_exchange, Condition::token_exchange_policy,
                  cases::FLW005_policies_alone, cases::FLW005_settings_alone},
                 global_.boolean(global_fields::isTokenExchangeEnabled),
                 policies_.boolean(policy_fields::isTokenExchangeFlowEnabled));
    flow.add(oauth_base());
    secret(flow, Condition::exchange_without_secret,
           app_->client.secret_required_for_token_exchange);
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
    flow.need(Condition::handler, handler);
    return std::move(flow).finish();
  }

  ResolvedFlow refresh() {
    FlowBuilder flow = start(FlowKind::refresh);
    flow.switched(Condition::refresh_scope, offline_scope(context_.schema(), *app_));
    Resolved<bool> alive = {std::nullopt, app_->refresh.policy.origin};
    if (app_->refresh.policy.known()) {
      alive.value = app_->refresh.end != RefreshEnd::with_the_session;
    }
    flow.switched(Condition::refresh_policy, alive);
    flow.told_by(Condition::refresh_policy, cases::FLW025_zero);
    if (app_->refresh.policy.known()) flow.seen(*app_->refresh.policy.value);
    flow.add(oauth_base());
    if (app_->refresh.has_period()) {
      // What the org makes of a length without its number or unit nobody documents.
      const Resolved<long long>& length = app_->refresh.minutes;
      const auto told = length.known() ? std::optional(true) : std::nullopt;
      flow.need(Condition::refresh_validity, {told, length.origin});
    }
    secret(flow, Condition::refresh_without_secret, app_->client.secret_required_for_refresh);
    users(flow);
    if (flow.lacks_something()) {
      // Whoever cannot even exchange a code has no refresh token to lose.
      if (flow.lacks(Condition::refresh_without_secret) &&
          demands_secret_of_public_client(context_, *app_)) {
        flow.told_by(Condition::refresh_without_secret, cases::FLW021_declared);
      }
      doubt_unless(!fetches_refresh_tokens(context_, *app_).is(false), flow,
                   "whether a client gets refresh tokens");
    }
    return std::move(flow).finish();
  }

  ResolvedFlow first_party() {
    FlowBuilder flow = start_headless(FlowKind::first_party);
    flow.switched(Condition::first_party, oauth_.boolean(oauth_fields::isFirstPartyAppEnabled));
    flow.add(code_credentials());
    flow.need(Condition::secret, app_->client.secret_required_for_code);
    flow.need(Condition::pkce, app_->pkce_by_app);
    flow.need(Condition::attestation, oauth_.present(oauth_fields::clientAssertionCertificate));
    site_->need_service(flow, HeadlessService::first_party);
    return std::move(flow).finish();
  }

  ResolvedFlow asset_token() {
    constexpr std::array kParts = {Condition::asset_token_audiences,
                                   Condition::asset_token_signing_certificate,
                                   Condition::asset_token_validity};
    FlowBuilder flow = start(FlowKind::asset_token);
    std::array<Resolved<bool>, kParts.size()> present;
    std::transform(kParts.begin(), kParts.end(), present.begin(),
                   [&](Condition part) { return oauth_.present(definition_of(part).field); });
    flow.switched(Condition::asset_token, either(either(present[0], present[1]), present[2]));
    flow.add(oauth_base());
    for (std::size_t i = 0; i < kParts.size(); ++i) flow.need(kParts[i], present[i]);
    return std::move(flow).finish();
  }

  /// SAML policies have no value that lets everybody in, and assignments may be made in the org.
  Resolved<bool> saml_users() const {
    for (const AuthorizedGroup& group : app_->authorized) {
      if (group.by_saml && group.exists.is(true)) return group.exists;
    }
    return Resolved<bool>::unknown("the permission sets and profiles that the org assigns it to",
                                   saml_fields::commaSeparatedPermissionSet);
  }

  ResolvedFlow saml() {
    FlowBuilder flow = start(FlowKind::saml);
    const ValueReader policies = files_.reader(types::ExtlClntAppSamlConfigurablePolicies);
    const bool here = policies.has_file();
    flow.switched(Condition::saml_policies, {here, Origin::derived_from_one("files")});
    flow.add(app_base());
    flow.gate(Condition::saml_plugin, app_->saml_plugin);
    if (!here) return std::move(flow).finish();
    Resolved<bool> local = {std::nullopt, app_->distribution.origin};
    if (app_->distribution.known()) {
      local.value = *app_->distribution.value == values::ExtlClntAppDistState::Local;
    }
    flow.gate(Condition::identity_provider,
              context_.reader(context_.identity_provider_settings())
                  .boolean(fields::IdentityProviderSettings::enableIdentityProvider));
    flow.need(Condition::local, local);
    flow.need(Condition::acs_url, policies.present(saml_fields::acsUrl));
    flow.need(Condition::entity_url, policies.present(saml_fields::entityUrl));
    flow.need(Condition::saml_users, saml_users());
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
