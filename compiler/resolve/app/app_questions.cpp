#include "compiler/resolve/app/app_questions.h"

#include <algorithm>
#include <array>

#include "compiler/resolve/app/app_scopes.h"
#include "compiler/resolve/app/client_type.h"
#include "compiler/resolve/values/three_valued.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/OauthScope.h"
#include "compiler/support/net/uri.h"

namespace ecac {

namespace {

/// Whether one of the switches of a flow is on; half of a pair shows the intention.
bool has_switch_on(const ResolvedFlow& flow) {
  return std::any_of(
      flow.conditions.begin(), flow.conditions.end(), [](const FlowCondition& condition) {
        return condition.role == FlowCondition::Role::switched && condition.met.is(true);
      });
}

/// Whether a client may be waiting there.
bool leads_somewhere(const Baseline& baseline, const ResolvedCallback& callback) {
  if (callback.kind == CallbackKind::placeholder || callback.kind == CallbackKind::invalid) {
    return false;
  }
  return !is_echo_page(baseline, callback);
}

}  // namespace

const FlowCondition* find_condition(const ResolvedFlow& flow, Condition id) {
  const auto found =
      std::find_if(flow.conditions.begin(), flow.conditions.end(),
                   [&](const FlowCondition& condition) { return condition.id == id; });
  return found == flow.conditions.end() ? nullptr : &*found;
}

const Resolved<bool>& condition_of(const ResolvedApp& app, FlowKind flow, Condition id) {
  static const Resolved<bool> kUnknown;
  const FlowCondition* condition = find_condition(app.flow(flow), id);
  return condition == nullptr ? kUnknown : condition->met;
}

bool is_effective(const ResolvedApp& app, FlowKind flow) {
  const auto& conditions = app.flow(flow).conditions;
  return std::all_of(conditions.begin(), conditions.end(), [](const FlowCondition& condition) {
    using Role = FlowCondition::Role;
    return (condition.role != Role::switched && condition.role != Role::gate) ||
           condition.met.is(true);
  });
}

bool is_switched_on(const ResolvedApp& app, FlowKind flow) {
  const auto& conditions = app.flow(flow).conditions;
  return !is_switched_off(app) &&
         std::all_of(conditions.begin(), conditions.end(), [](const FlowCondition& condition) {
           return condition.role != FlowCondition::Role::switched || condition.met.is(true);
         });
}

bool is_switched_off(const AppValues& app) {
  return app.enabled.is(false) || app.oauth_plugin.is(false);
}

Resolved<bool> resolve_redirects(const ProjectContext& context, const ResolvedApp& app) {
  constexpr std::array kWithoutCallback = {FlowKind::client_credentials, FlowKind::jwt_bearer,
                                           FlowKind::device, FlowKind::token_exchange};
  const auto offered = [&](FlowKind kind) { return has_switch_on(app.flow(kind)); };
  if (offered(FlowKind::headless_login) ||
      std::none_of(kWithoutCallback.begin(), kWithoutCallback.end(), offered)) {
    return {true, Origin::derived_from_one("flows")};
  }
  const Baseline& baseline = context.schema().baseline();
  const bool somewhere = std::any_of(
      app.callbacks.begin(), app.callbacks.end(),
      [&](const ResolvedCallback& callback) { return leads_somewhere(baseline, callback); });
  if (somewhere || !app.callbacks_known.known()) {
    return Resolved<bool>::unknown("whether a client uses the web server flow",
                                   fields::ExtlClntAppGlobalOauthSettings::callbackUrl);
  }
  return {false, Origin::derived_from({"flows", "callbacks"})};
}

HeadlessUse resolve_headless_use(const ProjectContext& context, const ResolvedApp& app) {
  constexpr std::array kServices = {values::OauthScope::ForgotPassword,
                                    values::OauthScope::UserRegistration,
                                    values::OauthScope::PwdlessLogin};
  const bool has_service =
      !has_all_scopes(context.schema(), app) &&
      std::any_of(app.scopes.begin(), app.scopes.end(), [&](const ResolvedScope& scope) {
        return std::find(kServices.begin(), kServices.end(), scope.token) != kServices.end();
      });
  const bool echoes = std::any_of(
      app.callbacks.begin(), app.callbacks.end(),
      [](const ResolvedCallback& callback) { return callback.kind == CallbackKind::site_echo; });
  if (has_service || echoes || app.site.known() ||
      condition_of(app, FlowKind::guest, Condition::guest).is(true) ||
      condition_of(app, FlowKind::first_party, Condition::first_party).is(true)) {
    return HeadlessUse::meant;
  }
  const Baseline& baseline = context.schema().baseline();
  const auto opens_browser = [&](const ResolvedCallback& callback) {
    if (callback.kind == CallbackKind::loopback || callback.kind == CallbackKind::custom_scheme) {
      return true;
    }
    const auto uri = parse_uri(callback.uri);
    const KnownHost* host = uri ? baseline.host(uri->host, uri->path) : nullptr;
    return host != nullptr && host->use != KnownHost::Use::echo;
  };
  const bool by_browser = !app.callbacks.empty() &&
                          std::all_of(app.callbacks.begin(), app.callbacks.end(), opens_browser);
  if (by_browser) return HeadlessUse::by_browser;
  // A site may serve other apps, and the org's switch is on for all of them.
  return context.networks().empty() ? HeadlessUse::unclear : HeadlessUse::meant;
}

bool has_all_scopes(const SchemaSet& schema, const AppValues& app) {
  const int all = schema.baseline().all_scopes;
  return all > 0 && app.scopes.size() >= static_cast<std::size_t>(all);
}

Resolved<bool> exchanges_codes(const ProjectContext& context, const ResolvedApp& app) {
  const ResolvedFlow& headless = app.flow(FlowKind::headless_login);
  const ResolvedFlow& flow = has_switch_on(headless) ? headless : app.flow(FlowKind::web_server);
  const FlowCondition* address = find_condition(flow, Condition::callback);
  if (address != nullptr && address->met.is(false)) {
    return {false, Origin::derived_from_one("callbacks")};
  }
  return resolve_redirects(context, app);
}

Resolved<bool> fetches_refresh_tokens(const ProjectContext& context, const ResolvedApp& app) {
  return either(exchanges_codes(context, app),
                either(condition_of(app, FlowKind::device, Condition::device),
                       condition_of(app, FlowKind::token_exchange, Condition::token_exchange)));
}

bool demands_secret_of_public_client(const ProjectContext& context, const ResolvedApp& app) {
  if (!app.client.type.is(ClientType::public_client)) return false;
  // First-party apps have to demand it.
  const bool first_party =
      condition_of(app, FlowKind::first_party, Condition::first_party).is(true);
  return !first_party && app.client.secret_required_for_code.is(true) &&
         !exchanges_codes(context, app).is(false);
}

Resolved<bool> uses_refresh_tokens(const ProjectContext& context, const ResolvedApp& app) {
  if (!condition_of(app, FlowKind::refresh, Condition::refresh_scope).is(true) ||
      condition_of(app, FlowKind::refresh, Condition::refresh_policy).is(false)) {
    return {false, Origin::derived_from_one("flows")};
  }
  return fetches_refresh_tokens(context, app);
}

bool gets_refresh_tokens(const ProjectContext& context, const AppValues& app) {
  return offline_scope(context.schema(), app).is(true) && !app.refresh.issued.is(false);
}

Resolved<bool> comes_without_secret(const ProjectContext& context, const ResolvedApp& app,
                                    SecretUse use) {
  const ResolvedClient& client = app.client;
  switch (use) {
    case SecretUse::code:
      if (client.secret_required_for_code.is(true)) break;
      return both(negated(client.secret_required_for_code), exchanges_codes(context, app));
    case SecretUse::refresh:
      if (client.secret_required_for_refresh.is(true)) break;
      return both(negated(client.secret_required_for_refresh), uses_refresh_tokens(context, app));
    case SecretUse::token_exchange:
      return both(negated(client.secret_required_for_token_exchange),
                  condition_of(app, FlowKind::token_exchange, Condition::token_exchange));
  }
  return {false, Origin::derived_from_one("client/behaviour")};
}

Resolved<UserAccess> resolve_user_access(const AppValues& app) {
  const Resolved<std::string>& policy = app.permitted_users;
  if (!policy.known()) return {std::nullopt, policy.origin};
  if (!is_preauthorized(*policy.value)) return {UserAccess::whoever_approves, policy.origin};
  const Resolved<bool>& somebody = app.somebody_authorized;
  if (!somebody.known()) return {std::nullopt, somebody.origin};
  return {*somebody.value ? UserAccess::listed : UserAccess::nobody, somebody.origin};
}

bool lets_users_authorize(const AppValues& app) {
  return resolve_user_access(app).is(UserAccess::whoever_approves);
}

bool needs_preauthorization(const ResolvedApp& app) {
  return !is_switched_off(app) &&
         (condition_of(app, FlowKind::headless_login, Condition::code_and_credentials).is(true) ||
          condition_of(app, FlowKind::first_party, Condition::first_party).is(true) ||
          offers_jwt_bearer(app) || is_switched_on(app, FlowKind::token_exchange));
}

bool asks_users(const ProjectContext& context, const ResolvedApp& app) {
  return app.flow(FlowKind::device).state != FlowState::off ||
         !resolve_redirects(context, app).is(false);
}

bool offers_jwt_bearer(const ResolvedApp& app) {
  return !is_switched_off(app) &&
         condition_of(app, FlowKind::jwt_bearer, Condition::certificate).is(true);
}

bool serves_users(const ProjectContext& context, const ResolvedApp& app) {
  return asks_users(context, app) || offers_jwt_bearer(app) ||
         is_switched_on(app, FlowKind::token_exchange);
}

bool serves_users_unasked(const ResolvedApp& app) {
  return condition_of(app, FlowKind::jwt_bearer, Condition::certificate).is(true) ||
         condition_of(app, FlowKind::headless_login, Condition::code_and_credentials).is(true);
}

}  // namespace ecac
