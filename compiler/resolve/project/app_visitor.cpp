#include "compiler/resolve/project/app_visitor.h"

#include <fmt/format.h>

#include "compiler/resolve/project/request_visitor.h"
#include "compiler/secrets/shown_text.h"

namespace ecac {

namespace {

Resolved<std::string> spelled(const Resolved<ClientType>& type) {
  if (!type.known()) return {std::nullopt, type.origin};
  return {std::string(to_string(*type.value)), type.origin};
}

void visit_client(const ValueNode& node, const CompiledApp& app) {
  const ResolvedClient& client = app.client;
  node.put("declared", spelled(client.declared));
  node.put("type", spelled(client.type));
  node.list("evidence");
  for (const ClientEvidence& evidence : client.evidence) {
    const ValueNode item = node.append("evidence", to_string(evidence.type));
    item.put("type", to_string(evidence.type));
    item.put("reason", evidence.reason);
    item.because(evidence.origin);
  }
  node.put("hints", client.hints);
  const ValueNode behaviour = node["behaviour"];
  behaviour.put("secretRequiredForCode", client.secret_required_for_code);
  behaviour.put("secretRequiredForRefresh", client.secret_required_for_refresh);
  behaviour.put("secretRequiredForTokenExchange", client.secret_required_for_token_exchange);
  behaviour.put("tokenEndpointAuthMethods", app.posture.token_endpoint_auth_methods);
}

std::string_view word_for(LifetimeStep::Outcome outcome) {
  switch (outcome) {
    case LifetimeStep::Outcome::used: return "used";
    case LifetimeStep::Outcome::not_set: return "notSet";
    case LifetimeStep::Outcome::not_reached: return "notReached";
    case LifetimeStep::Outcome::invalid: return "invalid";
    case LifetimeStep::Outcome::unknown: return "unknown";
  }
  return "";
}

void visit_bound(const ValueNode& node, const LifetimeBound& bound) {
  node.because(bound.origin());
  node.put("bound", bound.never ? "none" : bound.is_value() ? "value" : "unknown");
  if (bound.is_value()) node.put("minutes", *bound.minutes.value);
}

void visit_bounds(const ValueNode& node, const LifetimeBounds& bounds) {
  visit_bound(node["absolute"], bounds.absolute);
  visit_bound(node["idle"], bounds.idle);
}

void visit_profile(const ValueNode& node, const ProfileLifetime& profile) {
  node.because(profile.minutes.origin);
  if (!profile.profile.empty()) node.put("profile", profile.profile);
  node.put("minutes", profile.minutes);
}

void visit_lifetime(const ValueNode& node, const ResolvedLifetime& lifetime) {
  node.put("minutes", lifetime.minutes);
  visit_bounds(node, lifetime.bounds);
  if (lifetime.fallback) {
    const ValueNode otherwise = node["otherwise"];
    otherwise.because(Origin::derived_from({node.address() + "/steps"}));
    otherwise.put("minutes", lifetime.fallback->minutes);
    std::vector<std::string> unless;
    for (const LifetimeSource source : lifetime.fallback->unless) {
      unless.emplace_back(to_string(source));
    }
    otherwise.put("unless", std::move(unless));
  }
  for (const ProfileLifetime& profile : lifetime.profiles) {
    visit_profile(node.append("profiles", profile.profile), profile);
  }
  if (lifetime.range) {
    visit_profile(node["range"]["shortest"], lifetime.range->shortest);
    visit_profile(node["range"]["longest"], lifetime.range->longest);
  }
  for (const LifetimeStep& step : lifetime.steps) {
    const ValueNode item = node.append("steps", to_string(step.source));
    item.put("source", to_string(step.source));
    item.put("outcome", word_for(step.outcome));
    if (step.minutes.known()) item.put("minutes", *step.minutes.value);
    if (!step.note.empty()) item.put("note", step.note);
    item.because(step.minutes.known() && step.minutes.origin.kind != OriginKind::unknown
                     ? step.minutes.origin
                     : lifetime.minutes.origin);
  }
}

std::string_view key_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::opaque: return "opaqueAccessToken";
    case TokenKind::named_user_jwt: return "namedUserJwt";
    case TokenKind::guest_jwt: return "guestJwt";
  }
  return "";
}

void visit_id_token(const ValueNode& node, const ResolvedIdToken& token) {
  node.put("minutes", token.minutes);
  node.put_text("audience", token.audience);
  const ValueNode includes = node["includes"];
  includes.put("attributes", token.attributes);
  includes.put("customPermissions", token.custom_permissions);
  includes.put("standardClaims", token.standard_claims);
}

void visit_tokens(const ValueNode& node, const CompiledApp& app) {
  Resolved<std::string> format = {std::nullopt, app.jwt_access_tokens.origin};
  if (app.jwt_access_tokens.known()) format.value = *app.jwt_access_tokens.value ? "jwt" : "opaque";
  node.put("accessTokenFormat", format);
  for (const TokenKind kind : app.posture.possible_tokens) {
    visit_lifetime(node[key_of(kind)], lifetime_of(app, kind));
  }
  if (!app.id_token.issued.is(false)) visit_id_token(node["idToken"], app.id_token);
  const ValueNode refresh = node["refreshToken"];
  refresh.put("issued", app.refresh.issued);
  visit_bounds(refresh, app.refresh.bounds);
  refresh.put("policy", app.refresh.policy);
  if (app.refresh.has_period()) {
    refresh.put("period", app.refresh.period);
    refresh.put("unit", app.refresh.unit);
  }
  refresh.put("rotation", app.refresh.rotation);
  refresh.put("idleLimit", app.refresh.idle_limit);
}

void visit_access(const ValueNode& node, const CompiledApp& app) {
  node.put("permittedUsers", app.permitted_users);
  node.put("ipRelaxation", app.ip_relaxation);
  node.put("sessionLevel", app.session_level);
  node.put_text("policyAction", app.policy_action);
  node.put_text("clientCredentialsUser", app.client_credentials_user);
  node.list("permissionSets");
  node.list("profiles");
  for (const AuthorizedGroup& group : app.authorized) {
    const ValueNode item = node.append(group.profile ? "profiles" : "permissionSets", group.name);
    item.put("name", group.name);
    item.put("exists", group.exists);
    if (!group.note.empty()) item.put("note", group.note);
    item.because(group.exists.origin);
  }
}

void visit_condition(const ValueNode& node, const FlowCondition& condition) {
  node.put("id", condition.name());
  node.put("text", condition.text());
  node.put("role", to_string(condition.role));
  node.put("met", !condition.met.known() ? "unknown" : *condition.met.value ? "met" : "unmet");
  if (condition.field != FieldId::none) {
    node.put("field", field_name(node.schema(), condition.field));
  }
  if (!condition.seen.empty()) node.put("seen", condition.seen);
  if (condition.owner != Owner::none) node.put("owner", to_string(condition.owner));
  if (condition.reported_by != CaseId{}) {
    node.put("rule", rule_of(condition.reported_by).code);
  } else {
    node.put("unreported", to_string(condition.definition().unreported));
  }
  if (condition.met.origin.kind == OriginKind::written) {
    node.put_place("place", condition.met.origin.place);
  }
  node.because(condition.met.origin);
}

void visit_flow(const ValueNode& node, const ResolvedFlow& flow) {
  std::vector<std::string> from;
  for (std::size_t i = 0; i < flow.conditions.size(); ++i) {
    from.push_back(fmt::format("flows/{}/conditions/{}", to_string(flow.kind), i));
    const FlowCondition& condition = flow.conditions[i];
    visit_condition(node.append("conditions", condition.name()), condition);
  }
  node.because(Origin::derived_from(std::move(from)));
  node.put("state", to_string(flow.state));
  if (flow.off_by != Owner::none) node.put("offBy", to_string(flow.off_by));
  for (const HttpRequest& request : flow.requests) {
    visit_request(node.append("requests", request.step), request);
  }
}

void visit_grants(const ValueNode& posture, const Resolved<std::vector<GrantWithoutUser>>& grants) {
  posture.list("grantsWithoutUser");
  posture["grantsWithoutUser"].because(grants.origin);
  for (const GrantWithoutUser& grant : *grants.value) {
    const ValueNode item = posture.append("grantsWithoutUser", to_string(grant.flow));
    item.put("flow", to_string(grant.flow));
    item.put("state", to_string(grant.state));
  }
}

void visit_longest_token(const ValueNode& posture, const Resolved<LongestToken>& longest) {
  if (!longest.known()) {
    posture.put("longestAccessToken", ShownValue(), longest.origin);
    return;
  }
  const ValueNode node = posture["longestAccessToken"];
  node.object();
  node.because(longest.origin);
  node.put("minutes", longest.value->minutes);
  node.put("who", longest.value->who);
}

void visit_certificate(const ValueNode& posture, const ResolvedCertificate& certificate) {
  if (!certificate.present.is(true)) {
    posture.put("certificate", ShownValue(), certificate.present.origin);
    return;
  }
  const ValueNode node = posture["certificate"];
  node.object();
  node.because(certificate.present.origin);
  const auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) node.put(key, value);
  };
  put("subject", certificate.subject);
  put("key", certificate.key);
  put("fingerprint", certificate.fingerprint);
  put("notBefore", certificate.not_before);
  put("notAfter", certificate.not_after);
  put("problem", certificate.problem);
}

void visit_posture(const ValueNode& node, const CompiledApp& app) {
  const AppPosture& posture = app.posture;
  visit_grants(node, posture.grants_without_user);
  node.put("pkce", app.pkce);
  const ValueNode sender = node["senderConstraint"];
  sender.put("mutualTls", app.mutual_tls);
  sender.put("dpop", app.dpop);
  node.put("introspectsAllTokens", app.introspects_all);
  const ValueNode refresh = node["refresh"];
  refresh.put("rotation", app.refresh.rotation);
  refresh.put("policy", app.refresh.policy);
  refresh.put("idleLimit", app.refresh.idle_limit);
  refresh.put("addressesLimited", app.token_addresses_limited);
  visit_longest_token(node, posture.longest_token);
  visit_certificate(node, app.certificate);
  if (!posture.consumer_key_hash.empty()) {
    node.put("consumerKeySha256", posture.consumer_key_hash);
  }
  node.list("secrets");
  for (const CommittedSecret& secret : posture.secrets) {
    const std::string field = field_name(node.schema(), secret.field);
    const ValueNode item = node.append("secrets", field);
    item.put("field", field);
    item.put_place("place", secret.place);
    item.because(Origin::written_at(secret.place, secret.field));
  }
  node.put("unknowns", posture.unknowns);
}

void visit_identity(const ValueNode& app, const CompiledApp& values) {
  const ValueNode identity = app["identity"];
  identity.put_text("label", values.label);
  identity.put_text("description", values.description);
  identity.put_text("contact", values.contact);
  identity.put_text("distribution", values.distribution);
  identity.put_text("logoUrl", values.logo_url);
  identity.put_text("infoUrl", values.info_url);
  const ValueNode plugins = app["plugins"];
  plugins.put("enabled", values.enabled);
  plugins.put("oauth", values.oauth_plugin);
  plugins.put("saml", values.saml_plugin);
  for (const ResolvedPlugin& plugin : values.plugins) plugins.put(plugin.id, plugin.enabled);
  plugins.put_text("startPage", values.start_page);
  plugins.put_text("startUrl", values.start_url);
}

void visit_scopes(const ValueNode& app, std::string_view key,
                  const std::vector<ResolvedScope>& scopes) {
  app.list(key);
  for (const ResolvedScope& scope : scopes) {
    const ValueNode item = app.append(key, scope.token);
    item.put("token", scope.token);
    if (!scope.runtime.empty()) item.put("scope", scope.runtime);
    item.because(scope.origin);
  }
}

void visit_callbacks(const ValueNode& app, const std::vector<ResolvedCallback>& callbacks) {
  app.list("callbacks");
  for (const ResolvedCallback& callback : callbacks) {
    const std::string uri = shown_callback(callback.uri);
    const ValueNode item = app.append("callbacks", uri);
    item.put("uri", uri);
    item.put("kind", to_string(callback.kind));
    item.because(callback.origin);
  }
}

void visit_effects(const ValueNode& app, const std::vector<DeployEffect>& effects) {
  app.list("effects");
  for (const DeployEffect& effect : effects) {
    if (!is_shown(effect)) continue;
    const ValueNode item = app.append("effects", effect.id);
    item.put("id", effect.id);
    item.put("text", effect.text);
    if (effect.change) item.put("change", *effect.change);
    item.because(effect.origin);
  }
}

void visit_setting(const ValueNode& node, const WrittenSetting& setting) {
  const FieldSchema& field = node.schema().field(setting.field);
  if (field.kind == FieldKind::complex) {
    const ValueNode inside =
        field.repeated ? node.append(field.name, field.name) : node[field.name];
    inside.object();
    inside.because(setting.value.origin);
    for (const WrittenSetting& one : setting.inside) visit_setting(inside, one);
    return;
  }
  const bool flag = field.kind == FieldKind::boolean && setting.value.known() &&
                    (setting.value.is("true") || setting.value.is("false"));
  if (flag) {
    node.put(field.name, setting.value.is("true"), setting.value.origin);
  } else if (field.repeated) {
    const ValueNode item = node.append(field.name, field.name);
    item.put("value", setting.value);
  } else {
    node.put(field.name, setting.value);
  }
}

}  // namespace

void visit_settings(const ValueNode& node, std::span<const WrittenSettings> settings) {
  const ValueNode all = node["settings"];
  all.object();
  for (const WrittenSettings& of_type : settings) {
    const ValueNode elements = all[node.schema().type(of_type.type).name];
    elements.object();
    for (const WrittenSetting& setting : of_type.fields) visit_setting(elements, setting);
  }
}

void visit_app(const ValueNode& root, const CompiledApp& app) {
  root.because(Origin::derived_from({"files"}));
  root.put("name", app.name);
  root.put("files", app.files);
  visit_identity(root, app);
  visit_client(root["client"], app);
  visit_callbacks(root, app.callbacks);
  visit_scopes(root, "scopes", app.scopes);
  visit_scopes(root, "customScopes", app.custom_scopes);
  const ValueNode pkce = root["pkce"];
  pkce.put("app", app.pkce_by_app);
  pkce.put("org", app.pkce_by_org);
  pkce.put("required", app.pkce);
  root.put("site", app.site);
  visit_tokens(root["tokens"], app);
  visit_access(root["access"], app);
  const ValueNode flows = root["flows"];
  for_each_flow(app,
                [&](const ResolvedFlow& flow) { visit_flow(flows[to_string(flow.kind)], flow); });
  for (const HttpRequest& request : app.requests) {
    const ValueNode item = root.append("requests", request.step);
    item.because(Origin::derived_from_one("flows"));
    visit_request(item, request);
  }
  visit_posture(root["posture"], app);
  visit_effects(root, app.posture.effects);
  visit_settings(root, app.settings);
  root["settings"].because(Origin::derived_from({"files"}));
}

}  // namespace ecac
