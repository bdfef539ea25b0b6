#include "compiler/emit/document/app_json.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/document/request_json.h"
#include "compiler/emit/text/shown_value.h"
#include "compiler/resolve/app/token_lifetimes.h"

namespace ecac {

namespace {

Resolved<std::string> spelled(const Resolved<ClientType>& type) {
  if (!type.known()) return {std::nullopt, type.origin};
  return {std::string(to_string(*type.value)), type.origin};
}

void write_client(const DocumentNode& node, const ResolvedClient& client) {
  node.put("declared", spelled(client.declared));
  node.put("type", spelled(client.type));
  node.array("evidence");
  for (const ClientEvidence& evidence : client.evidence) {
    const DocumentNode item = node.append("evidence");
    item.put("type", to_string(evidence.type));
    item.put("reason", evidence.reason);
    item.because(evidence.origin);
  }
  node.array("hints");
  node.put("hints", client.hints);
  const DocumentNode behaviour = node["behaviour"];
  behaviour.put("secretRequiredForCode", client.secret_required_for_code);
  behaviour.put("secretRequiredForRefresh", client.secret_required_for_refresh);
  behaviour.put("secretRequiredForTokenExchange", client.secret_required_for_token_exchange);
  nlohmann::json methods;
  if (client.secret_required_for_code.known()) {
    methods = *client.secret_required_for_code.value
                  ? nlohmann::json{"client_secret_basic", "client_secret_post"}
                  : nlohmann::json{"none", "client_secret_basic", "client_secret_post"};
  }
  behaviour.put("tokenEndpointAuthMethods", std::move(methods),
                client.secret_required_for_code.known()
                    ? Origin::derived_from({"client/behaviour/secretRequiredForCode"})
                    : client.secret_required_for_code.origin);
}

std::string_view to_string(LifetimeStep::Outcome outcome) {
  switch (outcome) {
    case LifetimeStep::Outcome::used: return "used";
    case LifetimeStep::Outcome::not_set: return "notSet";
    case LifetimeStep::Outcome::not_reached: return "notReached";
    case LifetimeStep::Outcome::invalid: return "invalid";
    case LifetimeStep::Outcome::unknown: return "unknown";
  }
  return "";
}

void write_lifetime(const DocumentNode& node, const ResolvedLifetime& lifetime) {
  node.put("minutes", lifetime.minutes);
  for (const LifetimeStep& step : lifetime.steps) {
    const DocumentNode item = node.append("steps");
    item.put("source", step.source);
    item.put("outcome", to_string(step.outcome));
    if (step.minutes.known()) item.put("minutes", *step.minutes.value);
    if (!step.note.empty()) item.put("note", step.note);
    item.because(step.minutes.known() && step.minutes.origin.kind != OriginKind::unknown
                     ? step.minutes.origin
                     : lifetime.minutes.origin);
  }
}

void write_tokens(const DocumentNode& node, const ResolvedApp& app) {
  Resolved<std::string> format = {std::nullopt, app.jwt_access_tokens.origin};
  if (app.jwt_access_tokens.known()) format.value = *app.jwt_access_tokens.value ? "jwt" : "opaque";
  node.put("accessTokenFormat", format);
  const bool jwt = app.jwt_access_tokens.is(true);
  const bool opaque = app.jwt_access_tokens.is(false);
  if (!jwt) write_lifetime(node["opaqueAccessToken"], app.opaque_token);
  if (!opaque) write_lifetime(node["namedUserJwt"], app.named_user_token);
  if (!opaque) write_lifetime(node["guestJwt"], app.guest_token);
  node["idToken"].put("minutes", app.id_token_minutes);
  const DocumentNode refresh = node["refreshToken"];
  refresh.put("policy", app.refresh.policy);
  if (app.refresh.policy.known() && has_period(*app.refresh.policy.value)) {
    refresh.put("period", app.refresh.period);
    refresh.put("unit", app.refresh.unit);
  }
  refresh.put("rotation", app.refresh.rotation);
  refresh.put("idleLimit", app.refresh.idle_limit);
}

void write_access(const DocumentNode& node, const ResolvedApp& app) {
  node.put("permittedUsers", app.permitted_users);
  node.put("ipRelaxation", app.ip_relaxation);
  node.put("sessionLevel", app.session_level);
  node.array("permissionSets");
  node.array("profiles");
  for (const AuthorizedGroup& group : app.authorized) {
    const DocumentNode item = node.append(group.profile ? "profiles" : "permissionSets");
    item.put("name", group.name);
    item.put("exists", group.exists);
    if (!group.note.empty()) item.put("note", group.note);
    item.because(group.exists.origin);
  }
}

void write_condition(const DocumentNode& node, const FlowCondition& condition) {
  node.put("id", condition.id);
  node.put("text", condition.text);
  node.put("role", condition.role == FlowCondition::Role::switched ? "switch"
                   : condition.role == FlowCondition::Role::gate   ? "gate"
                                                                   : "need");
  node.put("met", !condition.met.known() ? "unknown" : *condition.met.value ? "met" : "unmet");
  if (condition.field != FieldId::none) {
    node.put("field", field_name(node.builder().schema(), condition.field));
  }
  if (!condition.seen.empty()) node.put("seen", condition.seen);
  if (condition.owner != Owner::none) node.put("owner", to_string(condition.owner));
  if (condition.met.origin.kind == OriginKind::written) {
    node.put_place("place", condition.met.origin.place);
  }
  node.because(condition.met.origin);
}

void write_flows(const DocumentNode& node, const ResolvedApp& app) {
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    const DocumentNode item = node[to_string(flow.kind)];
    std::vector<std::string> from;
    for (std::size_t i = 0; i < flow.conditions.size(); ++i) {
      from.push_back(fmt::format("flows/{}/conditions/{}", to_string(flow.kind), i));
      write_condition(item.append("conditions"), flow.conditions[i]);
    }
    item.because(Origin::derived_from(std::move(from)));
    item.put("state", to_string(flow.state));
    if (flow.off_by != Owner::none) item.put("offBy", to_string(flow.off_by));
    for (const HttpRequest& request : flow.requests) {
      write_request(item.append("requests"), request);
    }
  });
}

/// Grants that a token is had by without any user.
nlohmann::json grants_without_user(const ResolvedApp& app) {
  nlohmann::json grants = nlohmann::json::array();
  for (const FlowKind kind : {FlowKind::client_credentials, FlowKind::jwt_bearer}) {
    const FlowState state = app.flow(kind).state;
    if (state == FlowState::ready || state == FlowState::unknown) {
      grants.push_back({{"flow", to_string(kind)}, {"state", to_string(state)}});
    }
  }
  return grants;
}

void write_longest_token(const DocumentNode& node, const ResolvedApp& app) {
  struct Candidate {
    std::string_view who;
    std::string_view from;
    const ResolvedLifetime* lifetime;
  };
  std::vector<Candidate> candidates;
  const bool guest = app.flow(FlowKind::guest).state != FlowState::off;
  if (app.jwt_access_tokens.is(true)) {
    candidates.push_back({"named users", "tokens/namedUserJwt", &app.named_user_token});
    if (guest) candidates.push_back({"guests", "tokens/guestJwt", &app.guest_token});
  } else if (app.jwt_access_tokens.is(false)) {
    candidates.push_back({"named users", "tokens/opaqueAccessToken", &app.opaque_token});
  }
  const Candidate* longest = nullptr;
  for (const Candidate& candidate : candidates) {
    if (!candidate.lifetime->minutes.known()) {
      node.put("longestAccessToken", nlohmann::json(), candidate.lifetime->minutes.origin);
      return;
    }
    if (longest == nullptr ||
        *candidate.lifetime->minutes.value > *longest->lifetime->minutes.value) {
      longest = &candidate;
    }
  }
  if (longest == nullptr) {
    node.put("longestAccessToken", nlohmann::json(), app.jwt_access_tokens.origin);
    return;
  }
  node.put("longestAccessToken",
           {{"minutes", *longest->lifetime->minutes.value}, {"who", longest->who}},
           Origin::derived_from({std::string(longest->from)}));
}

void write_certificate(const DocumentNode& node, const ResolvedApp& app) {
  if (!app.certificate.present.is(true)) {
    node.put("certificate", nlohmann::json(), app.certificate.present.origin);
    return;
  }
  const DocumentNode certificate = node["certificate"];
  certificate.because(app.certificate.present.origin);
  certificate.object();
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) certificate.put(key, value);
  };
  put("subject", app.certificate.subject);
  put("key", app.certificate.key);
  put("fingerprint", app.certificate.fingerprint);
  put("notAfter", app.certificate.not_after);
  put("problem", app.certificate.problem);
}

void write_unknowns(const DocumentNode& node, const ResolvedApp& app) {
  std::vector<std::string> unknowns;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    if (flow.state != FlowState::unknown) return;
    for (const FlowCondition& condition : flow.conditions) {
      if (!condition.met.known()) unknowns.push_back(condition.met.origin.decided_by());
    }
  });
  std::sort(unknowns.begin(), unknowns.end());
  unknowns.erase(std::unique(unknowns.begin(), unknowns.end()), unknowns.end());
  node.put("unknowns", unknowns, Origin::derived_from({"flows"}));
}

void write_posture(const DocumentNode& node, const ResolvedApp& app) {
  node.put("grantsWithoutUser", grants_without_user(app), Origin::derived_from({"flows"}));
  node.put("pkce", app.pkce);
  const DocumentNode sender = node["senderConstraint"];
  sender.put("mutualTls", app.mutual_tls);
  sender.put("dpop", app.dpop);
  node.put("introspectsAllTokens", app.introspects_all);
  const DocumentNode refresh = node["refresh"];
  refresh.put("rotation", app.refresh.rotation);
  refresh.put("policy", app.refresh.policy);
  refresh.put("idleLimit", app.refresh.idle_limit);
  refresh.put("addressesLimited", app.token_addresses_limited);
  write_longest_token(node, app);
  write_certificate(node, app);
  if (!app.consumer_key_hash.empty()) node.put("consumerKeySha256", app.consumer_key_hash);
  node.array("secrets");
  for (const CommittedSecret& secret : app.secrets) {
    const DocumentNode item = node.append("secrets");
    item.put("field", field_name(node.builder().schema(), secret.field));
    item.put_place("place", secret.place);
    item.because(Origin::written_at(secret.place, secret.field));
  }
  write_unknowns(node, app);
}

}  // namespace

void write_app(const DocumentNode& node, const ResolvedApp& app) {
  const DocumentNode root = node.as_scope();
  root.put("name", app.name);
  nlohmann::json files = nlohmann::json::array();
  for (const FileId file : app.files) {
    files.push_back(root.builder().shown({file, {}}).file);
  }
  root.put("files", std::move(files));
  root.because(Origin::derived_from({"files"}));
  const DocumentNode identity = root["identity"];
  identity.put_text("label", app.label);
  identity.put_text("description", app.description);
  identity.put_text("contact", app.contact);
  identity.put_text("distribution", app.distribution);
  identity.put_text("logoUrl", app.logo_url);
  identity.put_text("infoUrl", app.info_url);
  const DocumentNode plugins = root["plugins"];
  plugins.put("enabled", app.enabled);
  plugins.put("oauth", app.oauth_plugin);
  plugins.put("saml", app.saml_plugin);
  plugins.put_text("startPage", app.start_page);
  plugins.put_text("startUrl", app.start_url);

  write_client(root["client"], app.client);
  root.array("callbacks");
  for (const ResolvedCallback& callback : app.callbacks) {
    const DocumentNode item = root.append("callbacks");
    item.put("uri", shown_callback(callback.uri));
    item.put("kind", to_string(callback.kind));
    item.because(callback.origin);
  }
  const auto write_scopes = [&](std::string_view key, const std::vector<ResolvedScope>& scopes) {
    root.array(key);
    for (const ResolvedScope& scope : scopes) {
      const DocumentNode item = root.append(key);
      item.put("token", scope.token);
      if (!scope.runtime.empty()) item.put("scope", scope.runtime);
      item.because(scope.origin);
    }
  };
  write_scopes("scopes", app.scopes);
  write_scopes("customScopes", app.custom_scopes);
  const DocumentNode pkce = root["pkce"];
  pkce.put("app", app.pkce_by_app);
  pkce.put("org", app.pkce_by_org);
  pkce.put("required", app.pkce);
  root.put("site", app.site);
  write_tokens(root["tokens"], app);
  write_access(root["access"], app);
  write_flows(root["flows"], app);
  write_posture(root["posture"], app);
  root.array("effects");
  for (const DeployEffect& effect : app.effects) {
    const DocumentNode item = root.append("effects");
    item.put("id", effect.id);
    item.put("text", effect.text);
    if (effect.change) item.put("change", *effect.change);
    item.because(effect.origin);
  }
}

}  // namespace ecac
