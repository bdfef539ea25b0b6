#include "compiler/resolve/app/flow_builder.h"

#include <algorithm>

#include "compiler/resolve/app/flow_conditions.h"
#include "compiler/support/check.h"

namespace ecac {

Owner owner_of(const SchemaSet& schema, FieldId field) {
  if (field == FieldId::none) return Owner::none;
  const Owner own = schema.field(field).owner;
  return own != Owner::none ? own : schema.type(schema.type_of(field)).owner;
}

FlowBuilder& FlowBuilder::add(FlowCondition::Role role, Condition id, const Resolved<bool>& met) {
  const ConditionDefinition& definition = definition_of(id);
  FlowCondition& condition = flow_.conditions.emplace_back();
  condition.role = role;
  condition.id = id;
  condition.met = met;
  condition.field = definition.field;
  condition.owner = definition.owner != Owner::none ? definition.owner
                                                    : owner_of(context_.schema(), definition.field);
  // Where it may be a choice, only what is found besides makes it a mistake.
  if (definition.unreported == Unreported::no) condition.reported_by = definition.cases.front();
  return *this;
}

FlowBuilder& FlowBuilder::told_by(Condition id, CaseId finding) {
  const auto& known = definition_of(id).cases;
  ECAC_CHECK(std::find(known.begin(), known.end(), finding) != known.end());
  for (FlowCondition& condition : flow_.conditions) {
    if (condition.id == id) condition.reported_by = finding;
  }
  return *this;
}

FlowBuilder& FlowBuilder::doubt(Condition id, std::string_view until) {
  for (FlowCondition& condition : flow_.conditions) {
    if (condition.id != id || !condition.met.is(false)) continue;
    condition.met = Resolved<bool>::unknown(std::string(until));
  }
  return *this;
}

bool FlowBuilder::lacks(Condition id) const {
  return std::any_of(flow_.conditions.begin(), flow_.conditions.end(),
                     [&](const FlowCondition& c) { return c.id == id && c.met.is(false); });
}

bool FlowBuilder::lacks_something() const {
  return std::any_of(flow_.conditions.begin(), flow_.conditions.end(),
                     [](const FlowCondition& c) { return c.met.is(false); });
}

ResolvedFlow FlowBuilder::finish() && {
  decide_state(flow_);
  return std::move(flow_);
}

void decide_state(ResolvedFlow& flow) {
  using Role = FlowCondition::Role;
  const auto& conditions = flow.conditions;
  const auto off = std::find_if(conditions.begin(), conditions.end(), [](const FlowCondition& c) {
    return c.role == Role::switched && c.met.is(false);
  });
  flow.off_by = Owner::none;
  if (off != conditions.end()) {
    flow.state = FlowState::off;
    flow.off_by = off->owner;
    return;
  }
  const auto none = [&](auto&& fails) {
    return std::none_of(conditions.begin(), conditions.end(), fails);
  };
  // Of a flow that perhaps nobody turned on, what is missing stops nothing.
  const bool on =
      none([](const FlowCondition& c) { return c.role == Role::switched && !c.met.known(); });
  const auto is_protection = [](const FlowCondition& c) { return c.role == Role::protection; };
  if (on && !none([&](const FlowCondition& c) { return c.met.is(false) && !is_protection(c); })) {
    flow.state = FlowState::blocked;
  } else if (!none([](const FlowCondition& c) { return !c.met.known(); })) {
    flow.state = FlowState::unknown;
  } else if (none([](const FlowCondition& c) { return c.met.is(false); })) {
    flow.state = FlowState::ready;
  } else {
    flow.state = FlowState::ready_unprotected;
  }
}

bool is_address(CallbackKind kind) {
  return kind != CallbackKind::placeholder && kind != CallbackKind::invalid &&
         kind != CallbackKind::unresolved;
}

std::string_view to_string(FlowState state) {
  switch (state) {
    case FlowState::off: return "off";
    case FlowState::ready: return "ready";
    case FlowState::ready_unprotected: return "ready, unprotected";
    case FlowState::blocked: return "blocked";
    case FlowState::unknown: return "unknown";
  }
  return "";
}

std::string_view to_string(FlowKind kind) {
  switch (kind) {
    case FlowKind::web_server: return "webServer";
    case FlowKind::headless_login: return "headlessLogin";
    case FlowKind::passwordless_login: return "passwordlessLogin";
    case FlowKind::registration: return "registration";
    case FlowKind::forgot_password: return "forgotPassword";
    case FlowKind::guest: return "guest";
    case FlowKind::client_credentials: return "clientCredentials";
    case FlowKind::jwt_bearer: return "jwtBearer";
    case FlowKind::device: return "device";
    case FlowKind::token_exchange: return "tokenExchange";
    case FlowKind::refresh: return "refresh";
    case FlowKind::first_party: return "firstParty";
    case FlowKind::asset_token: return "assetToken";
    case FlowKind::saml: return "saml";
  }
  return "";
}

std::string_view words_of(FlowKind kind) {
  switch (kind) {
    case FlowKind::web_server: return "web server";
    case FlowKind::headless_login: return "headless login";
    case FlowKind::passwordless_login: return "passwordless login";
    case FlowKind::registration: return "registration";
    case FlowKind::forgot_password: return "forgot password";
    case FlowKind::guest: return "guest";
    case FlowKind::client_credentials: return "client credentials";
    case FlowKind::jwt_bearer: return "JWT bearer";
    case FlowKind::device: return "device";
    case FlowKind::token_exchange: return "token exchange";
    case FlowKind::refresh: return "refresh";
    case FlowKind::first_party: return "first-party";
    case FlowKind::asset_token: return "asset token";
    case FlowKind::saml: return "SAML";
  }
  return "";
}

std::string_view to_string(ClientType type) {
  return type == ClientType::public_client ? "public" : "confidential";
}

std::string_view to_string(Owner owner) {
  switch (owner) {
    case Owner::none: return "";
    case Owner::developer: return "developer";
    case Owner::admin: return "admin";
    case Owner::org: return "org";
  }
  return "";
}

std::string_view to_string(CallbackKind kind) {
  switch (kind) {
    case CallbackKind::https: return "https";
    case CallbackKind::custom_scheme: return "customScheme";
    case CallbackKind::loopback: return "loopback";
    case CallbackKind::http: return "http";
    case CallbackKind::site_echo: return "siteEcho";
    case CallbackKind::placeholder: return "placeholder";
    case CallbackKind::unresolved: return "unresolved";
    case CallbackKind::invalid: return "invalid";
  }
  return "";
}

}  // namespace ecac
