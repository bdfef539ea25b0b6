#include "compiler/query/hover/app_card.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "compiler/emit/screen/app_words.h"
#include "compiler/resolve/posture/flow_obstacles.h"
#include "compiler/schema/field_ids.h"

namespace ecac {

namespace {

/// `✗ a certificate is there (FLW011) · Portal_oauth:7 · certificate (developer)`.
std::string line_of(const AppWords& words, const FlowCondition& condition) {
  std::string line =
      fmt::format("{} {}", AppWords::mark_of(condition), in_prose(AppWords::words_of(condition)));
  const std::string where = words.where(condition.met.origin);
  const std::string decision = words.decision(condition);
  if (!condition.met.known()) return fmt::format("{}; {} {}", line, where, in_prose(decision));
  if (!where.empty()) line += " · " + in_code(where);
  if (!decision.empty()) line += " · " + in_code(decision);
  return line;
}

/// The names of flows in a state: `web server, refresh`.
std::string flows_that_are(const CompiledApp& app, FlowState state) {
  std::string names;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    if (flow.state != state) return;
    if (!names.empty()) names += ", ";
    names += words_of(flow.kind);
  });
  return names;
}

void add_flow_row(std::vector<std::vector<std::string>>& rows, const AppWords& words,
                  const ResolvedFlow& flow) {
  if (flow.state == FlowState::off) return;
  std::string name(words_of(flow.kind));
  std::string state = fmt::format("**{}**", AppWords::state_of(flow));
  const std::vector<const FlowCondition*> obstacles = flow_obstacles(flow);
  if (obstacles.empty()) rows.push_back({std::move(name), std::move(state), ""});
  for (const FlowCondition* obstacle : obstacles) {
    rows.push_back({std::exchange(name, ""), std::exchange(state, ""), line_of(words, *obstacle)});
  }
}

std::string line_of(const AppFact& fact) {
  std::string line = fmt::format("**{}**", in_prose(fact.value));
  if (!fact.place.empty()) line += " · " + in_code(fact.place);
  if (!fact.reason.empty()) line += " · " + in_prose(fact.reason);
  return line;
}

void add_facts(Markdown& page, const AppWords& words) {
  std::string label;
  for (const AppFact& fact : words.facts()) {
    if (!fact.label.empty()) label = fact.label;
    page.item(fmt::format("{}: {}", label, line_of(fact)));
  }
}

std::string_view required(const Resolved<bool>& value) {
  if (!value.known()) return "not known";
  return *value.value ? "required" : "not required";
}

void add_pkce(Markdown& page, const AppWords& words, const CompiledApp& app) {
  std::string line = fmt::format("PKCE in force: **{}** · by the app {}", required(app.pkce),
                                 required(app.pkce_by_app));
  line += fmt::format(", by the org {}", required(app.pkce_by_org));
  const std::string org = words.where(app.pkce_by_org.origin);
  if (app.pkce_by_org.known() && !org.empty()) line += fmt::format(" ({})", in_code(org));
  page.item(line);
}

void add_name(std::string& names, std::string_view name) {
  if (!names.empty()) names += ", ";
  names += name;
}

/// Whether the field is what turns the flow on.
bool is_switched_by(const ResolvedFlow& flow, FieldId field) {
  return std::any_of(flow.conditions.begin(), flow.conditions.end(),
                     [field](const FlowCondition& each) {
                       return each.field == field && each.role == FlowCondition::Role::switched;
                     });
}

bool decides(const ResolvedFlow& flow, FieldId field) {
  return std::any_of(flow.conditions.begin(), flow.conditions.end(),
                     [field](const FlowCondition& each) { return each.field == field; });
}

}  // namespace

void add_app_in_short(Markdown& page, const ResolvedProject& project) {
  const CompiledApp& app = project.apps.front();
  page.paragraph(in_prose(AppWords(project, app).heading()));
  constexpr std::array kStates = {
      std::pair{FlowState::ready, std::string_view("Ready")},
      std::pair{FlowState::ready_unprotected, std::string_view("Ready, unprotected")},
      std::pair{FlowState::blocked, std::string_view("Blocked")},
      std::pair{FlowState::unknown, std::string_view("Unknown")}};
  std::string line;
  for (const auto& [state, word] : kStates) {
    const std::string names = flows_that_are(app, state);
    if (names.empty()) continue;
    if (!line.empty()) line += " · ";
    line += fmt::format("{}: {}", word, names);
  }
  page.paragraph(line.empty() ? "No flow is on." : line);
}

void add_app_card(Markdown& page, const ResolvedProject& project) {
  const CompiledApp& app = project.apps.front();
  const AppWords words(project, app);
  page.paragraph(fmt::format("**{}** · {}", in_code(app.name), in_prose(words.heading())));
  std::vector<std::vector<std::string>> rows = {{"Flow", "State", "What stands in its way"}};
  for_each_flow(app, [&](const ResolvedFlow& flow) { add_flow_row(rows, words, flow); });
  if (rows.size() > 1) page.table(rows);
  const std::string off = flows_that_are(app, FlowState::off);
  if (!off.empty()) page.paragraph("Off: " + off);
  add_facts(page, words);
}

void add_consequences(Markdown& page, const ResolvedProject& project, FieldId field) {
  const CompiledApp& app = project.apps.front();
  const AppWords words(project, app);
  for (const AppFact& life : words.lifetimes_by(field)) {
    page.item(fmt::format("{}: {}", life.label, line_of(life)));
  }
  const bool is_pkce = field == fields::ExtlClntAppGlobalOauthSettings::isPkceRequired;
  if (is_pkce) add_pkce(page, words, app);
  std::string ready;
  std::string unknown;
  for_each_flow(app, [&](const ResolvedFlow& flow) {
    if (!decides(flow, field)) return;
    const bool switches = is_switched_by(flow, field);
    if (works(flow.state)) {
      add_name(ready, words_of(flow.kind));
    } else if (flow.state == FlowState::unknown && !switches) {
      add_name(unknown, words_of(flow.kind));
    } else if (flow.state != FlowState::off || switches) {
      std::string line = fmt::format("{}: **{}**", words_of(flow.kind), AppWords::state_of(flow));
      const std::vector<const FlowCondition*> obstacles = flow_obstacles(flow);
      if (!obstacles.empty()) line += " · " + line_of(words, *obstacles.front());
      if (obstacles.size() > 1) line += fmt::format(" and {} more", obstacles.size() - 1);
      page.item(line);
    }
  });
  if (!ready.empty()) page.item(fmt::format("**ready**: {}", ready));
  if (!unknown.empty()) page.item(fmt::format("**unknown**: {}", unknown));
}

}  // namespace ecac
