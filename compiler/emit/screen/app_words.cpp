#include "compiler/emit/screen/app_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/resolve/app/app_questions.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

std::string minutes(const Resolved<long long>& value) {
  return value.known() ? fmt::format("{} min", *value.value) : "unknown";
}

/// "neither profile nor org sets one", of the places that are not known.
std::string nobody_sets_one(const std::vector<LifetimeSource>& places) {
  if (places.size() == 1) return fmt::format("the {} sets none", words_of(places.front()));
  std::string names;
  for (std::size_t i = 0; i + 1 < places.size(); ++i) {
    names += fmt::format("{}{}", i == 0 ? "" : ", ", words_of(places[i]));
  }
  return fmt::format("neither {} nor {} sets one", names, words_of(places.back()));
}

std::string of_profile(const ProfileLifetime& profile) {
  return profile.profile.empty()
             ? fmt::format("{} for other users", minutes(profile.minutes))
             : fmt::format("{} for profile `{}`", minutes(profile.minutes), profile.profile);
}

/// Where a lifetime comes from, or what would decide it.
std::string reason_of(const ResolvedLifetime& lifetime) {
  std::string text;
  if (lifetime.range) {
    return fmt::format("{}, {}", of_profile(lifetime.range->shortest),
                       of_profile(lifetime.range->longest));
  }
  if (lifetime.minutes.known()) {
    for (const LifetimeStep& step : lifetime.steps) {
      if (step.outcome == LifetimeStep::Outcome::used) {
        text = fmt::format("from the {}", to_string(step.source));
      }
    }
    if (lifetime.profiles.size() == 1) {
      text += fmt::format(", for users of profile `{}`", lifetime.profiles.front().profile);
    }
    return text;
  }
  if (lifetime.fallback) {
    text = fmt::format("{} min if {}; ", lifetime.fallback->minutes,
                       nobody_sets_one(lifetime.fallback->unless));
  }
  for (const ProfileLifetime& profile : lifetime.profiles) {
    if (profile.minutes.known()) text += of_profile(profile) + "; ";
  }
  return text + "decided by " + lifetime.minutes.origin.decided_by();
}

}  // namespace

std::string_view AppWords::mark_of(const FlowCondition& condition) {
  if (!condition.met.known()) return "?";
  return *condition.met.value ? "✓" : "✗";
}

std::string AppWords::words_of(const FlowCondition& condition) {
  if (!condition.met.is(false) || condition.reported_by == CaseId{}) {
    return std::string(condition.text());
  }
  return fmt::format("{} ({})", condition.text(), rule_of(condition.reported_by).code);
}

std::vector<AppFact> AppWords::facts() const {
  std::vector<AppFact> facts;
  add_orgs(facts);
  add_users(facts);
  add_lifetimes(facts);
  return facts;
}

std::string AppWords::heading() const {
  std::vector<std::string> parts;
  if (app_.client.type.known()) {
    parts.push_back(fmt::format("{} client ({})", to_string(*app_.client.type.value),
                                app_.client.declared.known() ? "declared" : "by its metadata"));
  } else {
    parts.emplace_back("client of unknown type (say `clientType` in ecac.json)");
  }
  if (app_.enabled.known()) parts.emplace_back(*app_.enabled.value ? "enabled" : "disabled");
  if (app_.jwt_access_tokens.known()) {
    parts.emplace_back(*app_.jwt_access_tokens.value ? "JWT access tokens"
                                                     : "opaque access tokens");
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string AppWords::state_of(const ResolvedFlow& flow) {
  std::string state(to_string(flow.state));
  if (flow.off_by != Owner::none) state += fmt::format(" ({})", to_string(flow.off_by));
  return state;
}

std::string AppWords::where(const Origin& origin) const {
  switch (origin.kind) {
    case OriginKind::written: {
      const ShownPlace& place = places_.find(origin.place);
      const std::string_view name = file_name(place.file);
      return fmt::format("{}:{}", name.substr(0, name.find('.')), place.line);
    }
    case OriginKind::defaulted:
      return origin.standing == Standing::observed ? "default (observed)" : "default";
    case OriginKind::derived: return {};
    case OriginKind::configured: {
      const ShownPlace& place = places_.find(origin.place);
      return fmt::format("{}:{}", file_name(place.file), place.line);
    }
    case OriginKind::unknown: return "decided by";
  }
  return {};
}

std::string AppWords::decision(const FlowCondition& condition) const {
  std::string text;
  if (!condition.met.known()) {
    text = condition.met.origin.decided_by();
  } else if (condition.field != FieldId::none) {
    text = std::string(schema_.field(condition.field).name);
    const bool flag = schema_.field(condition.field).kind == FieldKind::boolean;
    const Origin& origin = condition.met.origin;
    if (!condition.seen.empty()) {
      text += ": " + condition.seen;
    } else if (flag && origin.field == condition.field) {
      text += *condition.met.value != condition.opposite() ? " = true" : " = false";
    }
  } else {
    text = condition.seen;
  }
  if (condition.owner != Owner::none && !condition.met.is(true)) {
    text += fmt::format(" ({})", to_string(condition.owner));
  }
  return text;
}

/// Nobody of another org, where the app is not packaged.
void AppWords::add_orgs(std::vector<AppFact>& facts) const {
  if (!app_.distribution.is(std::string(values::ExtlClntAppDistState::Local))) return;
  facts.push_back({"where", "only in the org that holds it", where(app_.distribution.origin),
                   "package it to serve other orgs"});
}

void AppWords::add_users(std::vector<AppFact>& facts) const {
  const Origin& policy = app_.permitted_users.origin;
  if (!app_.permitted_users.known()) {
    facts.push_back({"who", "unknown", "", "decided by " + policy.decided_by()});
    return;
  }
  const Resolved<UserAccess> access = resolve_user_access(app_);
  if (access.is(UserAccess::whoever_approves)) {
    facts.push_back({"who", "any user who approves it", where(policy), ""});
    return;
  }
  bool first = true;
  for (const AuthorizedGroup& group : app_.authorized) {
    facts.push_back({first ? "who" : "",
                     fmt::format("{} {} (pre-authorized)",
                                 group.profile ? "profile" : "permission set", group.name),
                     where(group.exists.origin),
                     group.exists.is(true)    ? ""
                     : group.exists.is(false) ? "✗ not there"
                                              : "? not here"});
    first = false;
  }
  if (!first) return;
  const bool nobody = access.is(UserAccess::nobody);
  if (!nobody) {
    facts.push_back({"who", "unknown", "", "decided by " + access.origin.decided_by()});
    return;
  }
  const bool runs_as_user = works(app_.flow(FlowKind::client_credentials).state);
  facts.push_back({"who", runs_as_user ? "nobody but the user of client credentials" : "nobody",
                   where(policy), ""});
}

AppFact AppWords::life_of(TokenKind kind) const {
  const ResolvedLifetime& lifetime = lifetime_of(app_, kind);
  std::string life = minutes(lifetime.minutes);
  if (lifetime.range) {
    life = fmt::format("{} to {} min", *lifetime.range->shortest.minutes.value,
                       *lifetime.range->longest.minutes.value);
  }
  return {kind == TokenKind::guest_jwt ? "guest token lives" : "user token lives", std::move(life),
          lifetime.minutes.known() ? where(lifetime.minutes.origin) : "", reason_of(lifetime)};
}

AppFact AppWords::life_of_id_token() const {
  const Resolved<long long>& life = app_.id_token.minutes;
  return {"ID token lives", minutes(life), life.known() ? where(life.origin) : "",
          life.known() ? "" : "decided by " + life.origin.decided_by()};
}

void AppWords::add_lifetimes(std::vector<AppFact>& facts) const {
  for (const TokenKind kind : app_.posture.issued_tokens) facts.push_back(life_of(kind));
  // Most apps issue opaque tokens.
  if (app_.posture.issued_tokens.empty()) facts.push_back(life_of(TokenKind::opaque));
  if (app_.id_token.issued.is(true)) facts.push_back(life_of_id_token());
  if (app_.flow(FlowKind::refresh).state != FlowState::off) {
    facts.push_back(life_of_refresh_token());
  }
}

std::vector<AppFact> AppWords::lifetimes_by(FieldId field) const {
  namespace policies = fields::ExtlClntAppOauthConfigurablePolicies;
  namespace global = fields::ExtlClntAppGlobalOauthSettings;
  const auto is_one_of = [field](std::initializer_list<FieldId> fields) {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
  };
  if (is_one_of({policies::sessionTimeoutInMinutes})) return {life_of(TokenKind::opaque)};
  if (is_one_of({policies::namedUserJwtTimeout, policies::namedUserJwtSessionTimeoutType})) {
    return {life_of(TokenKind::named_user_jwt)};
  }
  if (is_one_of({policies::guestJwtTimeout, policies::guestJwtSessionTimeoutType})) {
    return {life_of(TokenKind::guest_jwt)};
  }
  if (is_one_of({global::idTokenConfig_idTokenValidity,
                 global::idTokenConfig_idTokenValidityInMinutes})) {
    return {life_of_id_token()};
  }
  if (is_one_of({policies::refreshTokenPolicyType, policies::refreshTokenValidityPeriod,
                 policies::refreshTokenValidityUnit, global::isEnforceRefreshTokenTTL})) {
    return {life_of_refresh_token()};
  }
  return {};
}

/// As the policy says it where the policy does, else in days.
std::string AppWords::length_of(const LifetimeBound& bound) const {
  constexpr long long kMinutesOfDay = 1440;
  const ResolvedRefresh& refresh = app_.refresh;
  if (refresh.period.known() && refresh.unit.known() && refresh.minutes.is(*bound.minutes.value)) {
    std::string_view unit = *refresh.unit.value;
    if (*refresh.period.value == 1 && unit.ends_with('s')) unit.remove_suffix(1);
    return fmt::format("{} {}", *refresh.period.value, unit);
  }
  return fmt::format("{} days", *bound.minutes.value / kMinutesOfDay);
}

/// What the idle limit would do, where it is not known whether it is on.
std::string AppWords::open_limit() const {
  constexpr long long kMinutesOfDay = 1440;
  const FieldId field = fields::ExtlClntAppGlobalOauthSettings::isEnforceRefreshTokenTTL;
  const FieldSchema& limit = schema_.field(field);
  const LifetimeBounds& bounds = app_.refresh.bounds;
  if (bounds.idle.is_value() || bounds.idle.never || app_.refresh.stated.idle.is_unknown()) {
    return {};
  }
  if (bounds.absolute.is_value() && *bounds.absolute.minutes.value <= limit.minutes) return {};
  return fmt::format("{} days unused if `{}` is on", limit.minutes / kMinutesOfDay, limit.name);
}

AppFact AppWords::life_of_refresh_token() const {
  const ResolvedRefresh& refresh = app_.refresh;
  const LifetimeBounds& stated = refresh.stated;
  const LifetimeBounds& bounds = refresh.bounds;
  if (bounds.absolute.is_unknown() || stated.idle.is_unknown()) {
    const LifetimeBound& open = bounds.absolute.is_unknown() ? bounds.absolute : stated.idle;
    std::string life = "unknown";
    if (bounds.idle.is_value()) life = length_of(bounds.idle) + " unused at most";
    return {"refresh token lives", life, "", "decided by " + open.origin().decided_by()};
  }
  std::string life;
  if (bounds.absolute.is_value()) life = length_of(bounds.absolute);
  const LifetimeBound& idle = bounds.idle.is_unknown() ? stated.idle : bounds.idle;
  // Whatever has ended by then cannot lie unused any longer.
  const bool reached = !bounds.absolute.is_value() || !idle.is_value() ||
                       *idle.minutes.value < *bounds.absolute.minutes.value;
  if (idle.is_value() && reached) {
    life += fmt::format("{}{} unused", life.empty() ? "" : ", or ", length_of(idle));
  }
  if (life.empty()) life = "until revoked";
  const Origin& origin = refresh.is_shortened() ? bounds.idle.origin() : refresh.policy.origin;
  return {"refresh token lives", life, where(origin), open_limit()};
}

}  // namespace ecac
