#include "compiler/resolve/app/app_request_facts.h"

#include <algorithm>

#include "compiler/resolve/app/app_scopes.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

namespace exchange_fields = fields::OauthTokenExchangeHandler;
namespace site_fields = fields::Network;

}  // namespace

AppRequestFacts::AppRequestFacts(const ProjectContext& context, const ResolvedApp& app,
                                 FlowKind kind)
    : context_(context), app_(app), kind_(kind), site_(context, app) {
  if (kind == FlowKind::token_exchange) handler_ = handler();
}

Resolved<bool> AppRequestFacts::fact(RequestFact fact) const {
  switch (fact) {
    case RequestFact::pkce: return app_.pkce;
    case RequestFact::code_needs_secret: return app_.client.secret_required_for_code;
    case RequestFact::refresh_needs_secret: return app_.client.secret_required_for_refresh;
    case RequestFact::exchange_needs_secret: return app_.client.secret_required_for_token_exchange;
    case RequestFact::rotation: return app_.refresh.rotation;
    case RequestFact::forms_limited:
      return context_.reader(files_of(types::ExtlClntAppGlobalOauthSettings))
          .boolean(fields::ExtlClntAppGlobalOauthSettings::isCodeCredPostOnly);
    case RequestFact::open_id: return app_.id_token.issued;
    case RequestFact::dpop: return app_.dpop;
    case RequestFact::mutual_tls: return app_.mutual_tls;
    case RequestFact::attestation:
      return context_.reader(files_of(types::ExtlClntAppConfigurablePolicies))
          .boolean(fields::ExtlClntAppConfigurablePolicies::isAttestPluginEnabled);
    case RequestFact::guest_flow: return is_on(FlowKind::guest);
    case RequestFact::tokens_of_org: return any_on({FlowKind::web_server, FlowKind::device});
    case RequestFact::tokens_of_site:
      return any_on({FlowKind::headless_login, FlowKind::passwordless_login, FlowKind::registration,
                     FlowKind::guest});
    case RequestFact::own_domain_only:
      return context_.reader(context_.my_domain_settings())
          .boolean(fields::MyDomainSettings::canOnlyLoginWithMyDomainUrl);
    case RequestFact::init_needs_token: return site_.needs_integration(service());
    case RequestFact::init_needs_recaptcha: return site_.needs_recaptcha(service());
    case RequestFact::templates_limited:
      return site_.flag(
          site_fields::networkAuthApiSettings_isForgotPwdEmailTemplateAllowlistingEnabled);
    case RequestFact::user_discovery: return user_discovery();
    case RequestFact::handler_known: return {!handler_.name.empty(), {}};
    case RequestFact::handler_default: return handler_.is_default;
    case RequestFact::takes_access_tokens:
      return taken_by_handler(exchange_fields::isAccessTokenSupported);
    case RequestFact::takes_id_tokens: return taken_by_handler(exchange_fields::isIdTokenSupported);
    case RequestFact::takes_jwts: return taken_by_handler(exchange_fields::isJwtSupported);
    case RequestFact::takes_refresh_tokens:
      return taken_by_handler(exchange_fields::isRefreshTokenSupported);
    case RequestFact::takes_saml: return taken_by_handler(exchange_fields::isSaml2Supported);
    case RequestFact::user_agent_blocked:
      return context_.reader(context_.oauth_settings())
          .boolean(fields::OauthOidcSettings::blockOAuthUsrAgtFlow);
    case RequestFact::web_sessions: return page_scope(context_.schema(), app_);
    default: return Resolved<bool>::unknown("a credential");
  }
}

Resolved<std::string> AppRequestFacts::word(RequestWord word) const {
  const auto said = [](std::string text) { return Resolved<std::string>{std::move(text), {}}; };
  switch (word) {
    case RequestWord::redirect_uri: return said(redirect());
    case RequestWord::scope: return said(scope());
    case RequestWord::integration_scope: return said(integration_scope());
    case RequestWord::token_handler: return said(handler_.name);
    case RequestWord::certificate_kind:
      return said(app_.client_certificate_kind.value.value_or("name or key"));
    case RequestWord::certificate_value:
      return said(app_.client_certificate_value.value.value_or(
          "the one that the OAuth security settings of the app give"));
    default: return said("<what a credential says>");
  }
}

Resolved<std::string> AppRequestFacts::address(RequestHost host) const {
  if (host == RequestHost::my_domain) return {"https://<MyDomain>", {}};
  if (!app_.site.known() || !app_.site.value->starts_with("https://")) {
    return {"https://<site>", {}};
  }
  std::string_view site = *app_.site.value;
  while (site.ends_with('/')) site.remove_suffix(1);
  return {std::string(site), {}};
}

SettingFiles AppRequestFacts::files_of(TypeId type) const {
  SettingFiles files{.type = type};
  for (const FileId file : app_.files) {
    if (context_.project().file(file).type == type) files.files.push_back(file);
  }
  return files;
}

Resolved<bool> AppRequestFacts::is_on(FlowKind kind) const {
  return {app_.flow(kind).state != FlowState::off, Origin::derived_from_one("flows")};
}

Resolved<bool> AppRequestFacts::any_on(const std::vector<FlowKind>& kinds) const {
  Resolved<bool> any = is_on(kinds.front());
  for (const FlowKind kind : kinds) any = either(any, is_on(kind));
  return any;
}

HeadlessService AppRequestFacts::service() const {
  switch (kind_) {
    case FlowKind::registration: return HeadlessService::registration;
    case FlowKind::forgot_password: return HeadlessService::forgot_password;
    case FlowKind::first_party: return HeadlessService::first_party;
    default: return HeadlessService::passwordless_login;
  }
}

Resolved<bool> AppRequestFacts::user_discovery() const {
  const FieldId allowed =
      kind_ == FlowKind::forgot_password
          ? site_fields::networkAuthApiSettings_isUserDisambiguationAllowedForgotPwd
          : site_fields::networkAuthApiSettings_isUserDisambiguationAllowedUsernamePwd;
  return both(site_.flag(allowed),
              site_.given(site_fields::networkAuthApiSettings_headlessDiscoveryHandler));
}

/// As clients say it.
std::string AppRequestFacts::integration_scope() const {
  const FieldId field = switches_of(service()).authentication;
  if (field == FieldId::none) return {};
  const std::string_view scope = context_.schema().field(field).token_scope;
  return std::string(runtime_scope(context_.schema(), scope));
}

Resolved<bool> AppRequestFacts::taken_by_handler(FieldId field) const {
  if (handler_.file == FileId::none) return Resolved<bool>::unknown("the handler of the app");
  return context_.reader(handler_.file).boolean(field);
}

AppRequestFacts::Handler AppRequestFacts::handler() const {
  const ProjectView& project = context_.project();
  std::vector<FileId> files;
  project.for_each_use(
      project.symbol(types::ExternalClientApplication, app_.name), [&](UseSite site) {
        if (project.use(site).field == exchange_fields::enablements_externalClientApp) {
          files.push_back(site.file);
        }
      });
  if (files.empty()) return {};
  const FileId file = *std::min_element(
      files.begin(), files.end(), [&](FileId a, FileId b) { return project.path_before(a, b); });
  const ValueReader reader = context_.reader(file);
  Handler found{std::string(project.file(file).full_name), {}, file};
  for (const FieldFact* enablement : reader.all(exchange_fields::enablements)) {
    const auto app = reader.certain(exchange_fields::enablements_externalClientApp, *enablement);
    if (app && *app == app_.name) {
      found.is_default = reader.boolean(exchange_fields::enablements_isDefault, *enablement);
    }
  }
  return found;
}

std::string AppRequestFacts::scope() const {
  std::string scopes;
  for (const ResolvedScope& scope : app_.scopes) {
    if (scope.runtime.empty()) continue;
    scopes += (scopes.empty() ? "" : " ") + scope.runtime;
  }
  return scopes.empty() ? "<scope>" : scopes;
}

std::string AppRequestFacts::redirect() const {
  const auto usable =
      std::find_if(app_.callbacks.begin(), app_.callbacks.end(),
                   [](const ResolvedCallback& callback) { return is_address(callback.kind); });
  return usable == app_.callbacks.end() ? "<redirect_uri>" : usable->uri;
}

}  // namespace ecac
