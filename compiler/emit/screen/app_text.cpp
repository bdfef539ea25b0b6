#include "compiler/emit/screen/app_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/screen/request_text.h"
#include "compiler/resolve/app/app_questions.h"
#include "compiler/resolve/posture/flow_obstacles.h"
#include "compiler/schema/field_ids.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// The flows as an option names them.
constexpr std::array<std::string_view, kFlowCount> kOptions = {
    "web-server", "headless-login",     "passwordless-login", "registration", "forgot-password",
    "guest",      "client-credentials", "jwt-bearer",         "device",       "token-exchange",
    "refresh",    "first-party",        "asset-token",        "saml"};

std::string_view mark_of(const FlowCondition& condition) {
  if (!condition.met.known()) return "?";
  return *condition.met.value ? "✓" : "✗";
}

/// With the rule that reports it, where it is not met.
std::string words_of(const FlowCondition& condition) {
  if (!condition.met.is(false) || condition.reported_by == CaseId{}) {
    return std::string(condition.text());
  }
  return fmt::format("{} ({})", condition.text(), rule_of(condition.reported_by).code);
}

/// Rows whose cells stand below each other.
class Table {
 public:
  explicit Table(std::string indent) : indent_(std::move(indent)) {}

  void row(std::vector<std::string> cells) {
    for (std::size_t i = 0; i + 1 < cells.size(); ++i) {
      if (widths_.size() <= i) widths_.push_back(0);
      widths_[i] = std::max(widths_[i], display_width(cells[i]));
    }
    rows_.push_back(std::move(cells));
  }

  std::string text() const {
    std::string text;
    for (const auto& cells : rows_) {
      std::string line = indent_;
      for (std::size_t i = 0; i < cells.size(); ++i) {
        line += cells[i];
        if (i + 1 == cells.size()) break;
        const int gap = widths_[i] - display_width(cells[i]) + 2;
        line.append(static_cast<std::size_t>(gap), ' ');
      }
      line.erase(line.find_last_not_of(' ') + 1);
      text += line + '\n';
    }
    return text;
  }

 private:
  std::string indent_;
  std::vector<int> widths_;
  std::vector<std::vector<std::string>> rows_;
};

class Screen {
 public:
  Screen(const ResolvedProject& project, const CompiledApp& app)
      : app_(app), schema_(*project.schema), places_(project.places) {}

  std::string summary() const {
    std::string text = fmt::format("{}     {}\n\n", app_.name, heading());
    Table table("  ");
    for_each_flow(app_, [&](const ResolvedFlow& flow) { add_flow(table, flow); });
    text += table.text() + '\n';
    Table facts("  ");
    add_orgs(facts);
    add_users(facts);
    add_lifetimes(facts);
    text += facts.text();
    if (!app_.requests.empty()) text += "\n  With its tokens, and about the org\n";
    Table requests("    ");
    for (const HttpRequest& request : app_.requests) {
      requests.row({request.step, request.method, shown_text(request.url),
                    fmt::format("{} ({})", request.source, standing_text(request))});
    }
    text += requests.text();
    text += fmt::format(
        "\n`ecac explain --app {} --flow FLOW` shows all conditions of a flow and its requests.\n",
        app_.name);
    return text;
  }

  std::string of_flow(FlowKind kind, const Style& style) const {
    const ResolvedFlow& flow = app_.flow(kind);
    std::string text = fmt::format("{}     {}: {}\n\n", app_.name, words_of(kind), state_of(flow));
    Table table("  ");
    for (const FlowCondition& condition : flow.conditions) {
      table.row({std::string(mark_of(condition)), words_of(condition), where(condition.met.origin),
                 decision(condition)});
    }
    text += table.text();
    for (const HttpRequest& request : flow.requests) text += '\n' + request_text(request, style);
    if (flow.requests.empty() && flow.state == FlowState::off) {
      text += "\n  The flow is off; a client has nothing to send.\n";
    }
    return text;
  }

 private:
  std::string heading() const {
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

  static std::string state_of(const ResolvedFlow& flow) {
    std::string state(to_string(flow.state));
    if (flow.off_by != Owner::none) state += fmt::format(" ({})", to_string(flow.off_by));
    return state;
  }

  /// `Portal_oauthPlcy:7`, or in a few words why there is no line.
  std::string where(const Origin& origin) const {
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

  std::string decision(const FlowCondition& condition) const {
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

  void add_flow(Table& table, const ResolvedFlow& flow) const {
    std::string name(words_of(flow.kind));
    std::string state(to_string(flow.state));
    const std::vector<const FlowCondition*> obstacles = flow_obstacles(flow);
    if (obstacles.empty()) table.row({std::move(name), std::move(state), "", "", ""});
    for (const FlowCondition* condition : obstacles) {
      table.row({std::exchange(name, ""), std::exchange(state, ""),
                 fmt::format("{} {}", mark_of(*condition), words_of(*condition)),
                 where(condition->met.origin), decision(*condition)});
    }
  }

  /// Nobody of another org, where the app is not packaged.
  void add_orgs(Table& table) const {
    if (!app_.distribution.is(std::string(values::ExtlClntAppDistState::Local))) return;
    table.row({"where", "only in the org that holds it", where(app_.distribution.origin),
               "package it to serve other orgs"});
  }

  void add_users(Table& table) const {
    const Origin& policy = app_.permitted_users.origin;
    if (!app_.permitted_users.known()) {
      table.row({"who", "unknown", where(policy), policy.decided_by()});
      return;
    }
    const Resolved<UserAccess> access = resolve_user_access(app_);
    if (access.is(UserAccess::whoever_approves)) {
      table.row({"who", "any user who approves it", where(policy), ""});
      return;
    }
    bool first = true;
    for (const AuthorizedGroup& group : app_.authorized) {
      table.row({first ? "who" : "",
                 fmt::format("{} {} (pre-authorized)", group.profile ? "profile" : "permission set",
                             group.name),
                 where(group.exists.origin),
                 group.exists.is(true)    ? ""
                 : group.exists.is(false) ? "✗ not there"
                                          : "? not here"});
      first = false;
    }
    if (!first) return;
    const bool nobody = access.is(UserAccess::nobody);
    if (!nobody) {
      table.row({"who", "unknown", where(access.origin), access.origin.decided_by()});
      return;
    }
    const bool runs_as_user = works(app_.flow(FlowKind::client_credentials).state);
    table.row({"who", runs_as_user ? "nobody but the user of client credentials" : "nobody",
               where(policy), ""});
  }

  static std::string minutes(const Resolved<long long>& value) {
    return value.known() ? fmt::format("{} min", *value.value) : "unknown";
  }

  /// "neither profile nor org sets one", of the places that are not known.
  static std::string nobody_sets_one(const std::vector<LifetimeSource>& places) {
    if (places.size() == 1) return fmt::format("the {} sets none", words_of(places.front()));
    std::string names;
    for (std::size_t i = 0; i + 1 < places.size(); ++i) {
      names += fmt::format("{}{}", i == 0 ? "" : ", ", words_of(places[i]));
    }
    return fmt::format("neither {} nor {} sets one", names, words_of(places.back()));
  }

  static std::string of_profile(const ProfileLifetime& profile) {
    return profile.profile.empty()
               ? fmt::format("{} for other users", minutes(profile.minutes))
               : fmt::format("{} for profile `{}`", minutes(profile.minutes), profile.profile);
  }

  /// Where a lifetime comes from, or what would decide it.
  static std::string reason_of(const ResolvedLifetime& lifetime) {
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

  void add_lifetime(Table& table, std::string name, const ResolvedLifetime& lifetime) const {
    std::string life = minutes(lifetime.minutes);
    if (lifetime.range) {
      life = fmt::format("{} to {} min", *lifetime.range->shortest.minutes.value,
                         *lifetime.range->longest.minutes.value);
    }
    table.row({std::move(name), std::move(life),
               lifetime.minutes.known() ? where(lifetime.minutes.origin) : "",
               reason_of(lifetime)});
  }

  void add_lifetimes(Table& table) const {
    for (const TokenKind kind : app_.posture.issued_tokens) {
      add_lifetime(table, kind == TokenKind::guest_jwt ? "guest token lives" : "user token lives",
                   lifetime_of(app_, kind));
    }
    // Most apps issue opaque tokens.
    if (app_.posture.issued_tokens.empty()) {
      add_lifetime(table, "user token lives", app_.opaque_token);
    }
    if (app_.id_token.issued.is(true)) {
      const Resolved<long long>& life = app_.id_token.minutes;
      table.row({"ID token lives", minutes(life), life.known() ? where(life.origin) : "",
                 life.known() ? "" : "decided by " + life.origin.decided_by()});
    }
    if (app_.flow(FlowKind::refresh).state != FlowState::off) add_refresh(table);
  }

  /// As the policy says it where the policy does, else in days.
  std::string length_of(const LifetimeBound& bound) const {
    constexpr long long kMinutesOfDay = 1440;
    const ResolvedRefresh& refresh = app_.refresh;
    if (refresh.period.known() && refresh.unit.known() &&
        refresh.minutes.is(*bound.minutes.value)) {
      std::string_view unit = *refresh.unit.value;
      if (*refresh.period.value == 1 && unit.ends_with('s')) unit.remove_suffix(1);
      return fmt::format("{} {}", *refresh.period.value, unit);
    }
    return fmt::format("{} days", *bound.minutes.value / kMinutesOfDay);
  }

  /// What the idle limit would do, where it is not known whether it is on.
  std::string open_limit() const {
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

  void add_refresh(Table& table) const {
    const ResolvedRefresh& refresh = app_.refresh;
    const LifetimeBounds& stated = refresh.stated;
    const LifetimeBounds& bounds = refresh.bounds;
    if (bounds.absolute.is_unknown() || stated.idle.is_unknown()) {
      const LifetimeBound& open = bounds.absolute.is_unknown() ? bounds.absolute : stated.idle;
      std::string life = "unknown";
      if (bounds.idle.is_value()) life = length_of(bounds.idle) + " unused at most";
      table.row({"refresh token lives", life, "", "decided by " + open.origin().decided_by()});
      return;
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
    table.row({"refresh token lives", life, where(origin), open_limit()});
  }

  const CompiledApp& app_;
  const SchemaSet& schema_;
  const ShownPlaces& places_;
};

}  // namespace

std::optional<FlowKind> find_flow(std::string_view name) {
  for (std::size_t i = 0; i < kOptions.size(); ++i) {
    if (kOptions[i] == name) return static_cast<FlowKind>(i);
  }
  return std::nullopt;
}

std::string app_screen(const ResolvedProject& project, const CompiledApp& app,
                       std::string_view flow, const Style& style) {
  const Screen screen(project, app);
  const auto kind = find_flow(flow);
  return shown_text(kind ? screen.of_flow(*kind, style) : screen.summary());
}

}  // namespace ecac
