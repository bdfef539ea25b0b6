#include "compiler/emit/screen/app_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "compiler/emit/screen/app_words.h"
#include "compiler/emit/screen/request_text.h"
#include "compiler/resolve/posture/flow_obstacles.h"
#include "compiler/secrets/shown_text.h"
#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// The flows as an option names them.
constexpr std::array<std::string_view, kFlowCount> kOptions = {
    "web-server", "headless-login",     "passwordless-login", "registration", "forgot-password",
    "guest",      "client-credentials", "jwt-bearer",         "device",       "token-exchange",
    "refresh",    "first-party",        "asset-token",        "saml"};

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
      : app_(app), words_(project, app) {}

  std::string summary() const {
    std::string text = fmt::format("{}     {}\n\n", app_.name, words_.heading());
    Table table("  ");
    for_each_flow(app_, [&](const ResolvedFlow& flow) { add_flow(table, flow); });
    text += table.text() + '\n';
    Table facts("  ");
    for (AppFact& fact : words_.facts()) {
      facts.row({std::move(fact.label), std::move(fact.value), std::move(fact.place),
                 std::move(fact.reason)});
    }
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
    std::string text =
        fmt::format("{}     {}: {}\n\n", app_.name, words_of(kind), AppWords::state_of(flow));
    Table table("  ");
    for (const FlowCondition& condition : flow.conditions) {
      table.row({std::string(AppWords::mark_of(condition)), AppWords::words_of(condition),
                 words_.where(condition.met.origin), words_.decision(condition)});
    }
    text += table.text();
    for (const HttpRequest& request : flow.requests) text += '\n' + request_text(request, style);
    if (flow.requests.empty() && flow.state == FlowState::off) {
      text += "\n  The flow is off; a client has nothing to send.\n";
    }
    return text;
  }

 private:
  void add_flow(Table& table, const ResolvedFlow& flow) const {
    std::string name(words_of(flow.kind));
    std::string state(to_string(flow.state));
    const std::vector<const FlowCondition*> obstacles = flow_obstacles(flow);
    if (obstacles.empty()) table.row({std::move(name), std::move(state), "", "", ""});
    for (const FlowCondition* condition : obstacles) {
      table.row(
          {std::exchange(name, ""), std::exchange(state, ""),
           fmt::format("{} {}", AppWords::mark_of(*condition), AppWords::words_of(*condition)),
           words_.where(condition->met.origin), words_.decision(*condition)});
    }
  }

  const CompiledApp& app_;
  AppWords words_;
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
