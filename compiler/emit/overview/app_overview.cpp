#include "compiler/emit/overview/app_overview.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/screen/app_words.h"
#include "compiler/emit/screen/request_text.h"
#include "compiler/emit/text/style.h"
#include "compiler/resolve/posture/flow_obstacles.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// Whether the file says that an app is there.
bool is_definition(std::string_view file, std::string_view suffix) {
  constexpr std::string_view kSourceFormat = "-meta.xml";
  if (file.ends_with(kSourceFormat)) file.remove_suffix(kSourceFormat.size());
  return file.ends_with(fmt::format(".{}", suffix));
}

class AppPage {
 public:
  AppPage(const ResolvedProject& project, const CompiledApp& app, const ShownWords& shown)
      : app_(app),
        words_(project, app),
        shown_(shown),
        suffix_(project.schema->type(types::ExternalClientApplication).suffix) {}

  OverviewApp write(std::string_view path) const {
    OverviewApp page;
    page.name = shown_(app_.name);
    page.defined = std::ranges::any_of(
        app_.files, [&](const std::string& file) { return is_definition(file, suffix_); });
    page.heading = shown_(words_.heading());
    if (app_.client.type.known()) page.client = to_string(*app_.client.type.value);
    page.pkce = verdict_of(app_.pkce);
    page.has_refresh_tokens = app_.flow(FlowKind::refresh).state != FlowState::off;
    page.rotation = verdict_of(app_.refresh.rotation);
    if (const auto& longest = app_.posture.longest_token.value) {
      page.longest_token = fmt::format("{} min", longest->minutes);
    }
    for (const AppFact& fact : words_.facts()) {
      page.facts.push_back(
          {fact.label, shown_(fact.value), shown_(fact.place), shown_(fact.reason)});
    }
    page.users = users_of(page.facts);
    for_each_flow(app_, [&](const ResolvedFlow& flow) { page.flows.push_back(flow_page(flow)); });
    page.requests = requests_of(app_.requests);
    if (app_.posture.unknowns.known()) {
      for (const std::string& each : *app_.posture.unknowns.value) {
        page.unknowns.push_back(shown_(each));
      }
    }
    for (const std::string& file : app_.files) {
      page.files.push_back(path == "." ? file : join_path(path, file));
    }
    return page;
  }

 private:
  /// In one line: the first, and how many there are more.
  static std::string users_of(const std::vector<OverviewFact>& facts) {
    const auto first =
        std::ranges::find(facts, std::string_view("who"),
                          [](const OverviewFact& fact) { return std::string_view(fact.label); });
    if (first == facts.end()) return {};
    const auto last = std::find_if(first + 1, facts.end(),
                                   [](const OverviewFact& fact) { return !fact.label.empty(); });
    const auto more = last - first - 1;
    std::string users = first->value;
    if (!first->reason.empty()) users += ", " + first->reason;
    return more == 0 ? users : fmt::format("{} and {} more", users, more);
  }

  OverviewFlow flow_page(const ResolvedFlow& flow) const {
    OverviewFlow page;
    page.name = words_of(flow.kind);
    page.state = flow.state;
    page.state_text = AppWords::state_of(flow);
    const auto add = [&](const FlowCondition& condition) {
      page.conditions.push_back({.met = verdict_of(condition.met),
                                 .text = AppWords::words_of(condition),
                                 .place = shown_(words_.where(condition.met.origin)),
                                 .decision = shown_(words_.decision(condition))});
    };
    if (flow.state == FlowState::off) {
      for (const FlowCondition& condition : flow.conditions) {
        if (condition.role == FlowCondition::Role::switched && !condition.met.is(true))
          add(condition);
      }
      return page;
    }
    for (const FlowCondition& condition : flow.conditions) add(condition);
    page.requests = requests_of(flow.requests);
    return page;
  }

  std::vector<std::string> requests_of(const std::vector<HttpRequest>& requests) const {
    std::vector<std::string> texts;
    texts.reserve(requests.size());
    for (const HttpRequest& request : requests) {
      texts.push_back(shown_(request_text(request, Style(false))));
    }
    return texts;
  }

  const CompiledApp& app_;
  AppWords words_;
  const ShownWords& shown_;
  std::string_view suffix_;  ///< of files that define apps
};

}  // namespace

OverviewApp app_overview(const ResolvedProject& project, const CompiledApp& app,
                         std::string_view path, const ShownWords& shown) {
  return AppPage(project, app, shown).write(path);
}

}  // namespace ecac
