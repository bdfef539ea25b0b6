#include "compiler/resolve/posture/app_posture.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/DeployText.h"
#include "compiler/support/hash/sha256.h"

namespace ecac {

namespace {

namespace global_fields = fields::ExtlClntAppGlobalOauthSettings;
namespace policy_fields = fields::ExtlClntAppOauthConfigurablePolicies;

Resolved<std::vector<std::string>> auth_methods(const ResolvedClient& client) {
  const Resolved<bool>& required = client.secret_required_for_code;
  if (!required.known()) return {std::nullopt, required.origin};
  std::vector<std::string> methods;
  if (!*required.value) methods.emplace_back("none");
  methods.insert(methods.end(), {"client_secret_basic", "client_secret_post"});
  return {std::move(methods), Origin::derived_from_one("client/behaviour/secretRequiredForCode")};
}

/// A flow that lacks what it needs gives nothing, whoever turned it on.
bool lacks_something(const ResolvedFlow& flow) {
  return std::any_of(flow.conditions.begin(), flow.conditions.end(), [](const FlowCondition& c) {
    return c.met.is(false) && c.role != FlowCondition::Role::protection;
  });
}

std::vector<GrantWithoutUser> grants_without_user(const ResolvedApp& app) {
  std::vector<GrantWithoutUser> grants;
  for (const FlowKind kind : {FlowKind::client_credentials, FlowKind::jwt_bearer}) {
    const ResolvedFlow& flow = app.flow(kind);
    if (!lacks_something(flow)) grants.push_back({kind, flow.state});
  }
  return grants;
}

void find_tokens(const ResolvedApp& app, AppPosture& posture) {
  const bool jwt = app.jwt_access_tokens.is(true);
  const bool opaque = app.jwt_access_tokens.is(false);
  if (!jwt) posture.possible_tokens.push_back(TokenKind::opaque);
  if (!opaque) {
    posture.possible_tokens.push_back(TokenKind::named_user_jwt);
    posture.possible_tokens.push_back(TokenKind::guest_jwt);
  }
  if (opaque) posture.issued_tokens.push_back(TokenKind::opaque);
  if (!jwt) return;
  posture.issued_tokens.push_back(TokenKind::named_user_jwt);
  if (app.flow(FlowKind::guest).state != FlowState::off) {
    posture.issued_tokens.push_back(TokenKind::guest_jwt);
  }
}

std::string_view pointer_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::opaque: return "tokens/opaqueAccessToken";
    case TokenKind::named_user_jwt: return "tokens/namedUserJwt";
    case TokenKind::guest_jwt: return "tokens/guestJwt";
  }
  return "";
}

Resolved<LongestToken> longest_token(const ResolvedApp& app, const AppPosture& posture) {
  if (posture.issued_tokens.empty()) return {std::nullopt, app.jwt_access_tokens.origin};
  std::optional<TokenKind> longest;
  long long most = 0;
  for (const TokenKind kind : posture.issued_tokens) {
    const Resolved<long long> minutes = lifetime_of(app, kind).longest();
    if (!minutes.known()) return {std::nullopt, minutes.origin};
    if (longest && *minutes.value <= most) continue;
    longest = kind;
    most = *minutes.value;
  }
  const std::string_view who = *longest == TokenKind::guest_jwt ? "guests" : "named users";
  return {LongestToken{most, who}, Origin::derived_from({std::string(pointer_of(*longest))})};
}

std::vector<std::string> unknowns_of(const ResolvedApp& app) {
  std::vector<std::string> unknowns;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    if (flow.state != FlowState::unknown) return;
    for (const FlowCondition& condition : flow.conditions) {
      if (!condition.met.known()) unknowns.push_back(condition.met.origin.decided_by());
    }
  });
  std::sort(unknowns.begin(), unknowns.end());
  unknowns.erase(std::unique(unknowns.begin(), unknowns.end()), unknowns.end());
  return unknowns;
}

std::vector<CommittedSecret> secrets_in(const ProjectContext& context, const AppFiles& files) {
  std::vector<CommittedSecret> secrets;
  for (const FileId file : files.files()) {
    const FileFacts& facts = context.project().file(file).facts;
    for (const FieldFact& fact : facts.fields()) {
      if (!context.schema().field(fact.field).secret || fact.state != ValueState::set) continue;
      if (!fact.tainted) secrets.push_back({fact.field, place_of(file, fact)});
    }
  }
  return secrets;
}

std::string consumer_key_hash(const ValueReader& global) {
  const Resolved<std::string> key = global.text(global_fields::consumerKey);
  if (!key.known() || key.value->empty()) return {};
  Sha256 hash;
  hash.update(*key.value);
  return hash.hex_digest();
}

std::vector<DeployEffect> effects_of(const AppFiles& files, const ResolvedApp& app) {
  std::vector<DeployEffect> effects;
  const ValueReader global = files.reader(types::ExtlClntAppGlobalOauthSettings);
  const ValueReader policies = files.reader(types::ExtlClntAppOauthConfigurablePolicies);
  const auto add = [&](std::string_view id, std::string_view text, const Origin& origin,
                       const ValueReader& of) {
    effects.push_back({.id = id, .text = std::string(text), .origin = origin, .file = of.file()});
  };
  if (app.permitted_users.known() && is_preauthorized(*app.permitted_users.value)) {
    add("preAuthorization", values::DeployText::pre_authorization, app.permitted_users.origin,
        policies);
    effects.back().only_as_change = true;
  }
  const auto rotates = [&](FieldId field, std::string_view id, std::string_view text) {
    const Resolved<bool> rotation = global.boolean(field);
    if (!rotation.is(true)) return;
    add(id, text, rotation.origin, global);
    effects.back().warns = true;
  };
  rotates(global_fields::shouldRotateConsumerKey, "keyRotation", values::DeployText::key_rotation);
  rotates(global_fields::shouldRotateConsumerSecret, "secretRotation",
          values::DeployText::secret_rotation);
  if (global.has_file() && app.certificate.present.is(false)) {
    add("jwtBearerOff", values::DeployText::certificate_cleared, app.certificate.present.origin,
        global);
    effects.back().only_as_change = true;
  }
  if (files.has(types::ExtlClntAppOauthConfigurablePolicies)) {
    add("policiesReplaced", values::DeployText::policies_replaced,
        Origin::written_at({policies.file(), policies.facts().root_tag()}, FieldId::none),
        policies);
  }
  return effects;
}

}  // namespace

const ResolvedLifetime& lifetime_of(const AppValues& app, TokenKind kind) {
  switch (kind) {
    case TokenKind::opaque: break;
    case TokenKind::named_user_jwt: return app.named_user_token;
    case TokenKind::guest_jwt: return app.guest_token;
  }
  return app.opaque_token;
}

AppPosture resolve_posture(const ProjectContext& context, const AppFiles& files,
                           const ResolvedApp& app) {
  AppPosture posture;
  posture.token_endpoint_auth_methods = auth_methods(app.client);
  posture.grants_without_user = {grants_without_user(app), Origin::derived_from_one("flows")};
  find_tokens(app, posture);
  posture.longest_token = longest_token(app, posture);
  posture.unknowns = {unknowns_of(app), Origin::derived_from_one("flows")};
  posture.consumer_key_hash =
      consumer_key_hash(files.reader(types::ExtlClntAppGlobalOauthSettings));
  posture.secrets = secrets_in(context, files);
  posture.effects = effects_of(files, app);
  return posture;
}

}  // namespace ecac
