#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_parts.h"

namespace ecac::html {

namespace {

/// Of more apps than that a page cannot hold every condition; the others are named with the command
/// that shows them.
constexpr std::size_t kMostUnfolding = 100;

std::string_view sign_of(FlowState state) {
  switch (state) {
    case FlowState::ready: return "●";
    case FlowState::ready_unprotected: return "◐";
    case FlowState::blocked: return "✗";
    case FlowState::unknown: return "?";
    case FlowState::off: return "·";
  }
  return "?";
}

std::string_view class_of(FlowState state) {
  switch (state) {
    case FlowState::ready: return "y";
    case FlowState::ready_unprotected: return "h";
    case FlowState::blocked: return "n";
    case FlowState::unknown: return "u";
    case FlowState::off: return "o";
  }
  return "u";
}

std::string state_mark(FlowState state) {
  return fmt::format(
      "<span class=\"k {}\"><span aria-hidden=\"true\">{}</span><span "
      "class=\"vh\">{}</span></span>",
      class_of(state), sign_of(state), to_string(state));
}

std::string unknown_or(const std::string& text) {
  return text.empty() ? mark(Verdict::unknown, "", "", "unknown") : with_code(text);
}

/// Flows in columns, their names upright; where there is no room the table scrolls by itself.
std::string matrix(const ProjectOverview& project, const std::string& prefix) {
  std::string out = fmt::format(
      "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"Apps and their flows\">\n"
      "<table class=\"mx\">\n<thead><tr><th scope=\"col\">App</th>");
  for (const OverviewFlow& flow : project.apps.front().flows) {
    out += fmt::format("<th scope=\"col\" class=\"vt\"><span>{}</span></th>", escaped(flow.name));
  }
  out +=
      "<th scope=\"col\">Client</th><th scope=\"col\">PKCE</th><th scope=\"col\">Rotation</th>"
      "<th scope=\"col\">Longest token</th><th scope=\"col\">Who</th></tr></thead>\n<tbody>\n";
  for (std::size_t i = 0; i < project.apps.size(); ++i) {
    const OverviewApp& app = project.apps[i];
    out += fmt::format("<tr><th scope=\"row\"><a href=\"#{}{}\">{}</a>{}</th>", prefix, i,
                       escaped(app.name), app.defined ? "" : "<br><small>only named</small>");
    for (const OverviewFlow& flow : app.flows) out += "<td>" + state_mark(flow.state) + "</td>";
    out +=
        fmt::format("<td>{}</td><td>{}</td><td>{}</td><td class=\"nw\">{}</td><td>{}</td></tr>\n",
                    unknown_or(app.client), mark(app.pkce, "required", "not required", "unknown"),
                    app.has_refresh_tokens ? mark(app.rotation, "on", "off", "unknown")
                                           : state_mark(FlowState::off),
                    unknown_or(app.longest_token), unknown_or(app.users));
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string legend() {
  std::string out = "<p class=\"lg\">";
  for (const auto& [state, words] :
       {std::pair{FlowState::ready, "ready"},
        std::pair{FlowState::ready_unprotected, "ready, but unprotected"},
        std::pair{FlowState::blocked, "blocked"}, std::pair{FlowState::unknown, "unknown"},
        std::pair{FlowState::off, "off"}}) {
    out += fmt::format("<span><span class=\"k {}\" aria-hidden=\"true\">{}</span> {}</span> ",
                       class_of(state), sign_of(state), words);
  }
  out.pop_back();
  return out + "</p>\n";
}

std::string conditions(const OverviewFlow& flow) {
  if (flow.conditions.empty()) return {};
  std::string out =
      "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"Conditions\">\n"
      "<table>\n<thead><tr><th scope=\"col\">Met</th><th scope=\"col\">Condition</th>"
      "<th scope=\"col\">Where</th><th scope=\"col\">What decides it</th></tr></thead>\n<tbody>\n";
  for (const OverviewCondition& condition : flow.conditions) {
    out += fmt::format("<tr><td>{}</td><td>{}</td><td class=\"pl\">{}</td><td>{}</td></tr>\n",
                       mark(condition.met, "met", "not met", "unknown"), with_code(condition.text),
                       escaped(condition.place), with_code(condition.decision));
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string flow_details(const OverviewFlow& flow) {
  return fmt::format(
             "<details class=\"fl\">\n<summary>{} <b>{}</b> <span "
             "class=\"st\">{}</span></summary>\n"
             "<div class=\"bd\">\n",
             state_mark(flow.state), escaped(flow.name), escaped(flow.state_text)) +
         conditions(flow) + request_blocks(flow.requests) + "</div>\n</details>\n";
}

std::string app_details(const OverviewApp& app, const std::string& id, int level) {
  std::string out = fmt::format(
      "<details class=\"ap\" id=\"{0}\">\n<summary><h{1}>{2}</h{1}> <span class=\"st\">{3}</span>"
      "</summary>\n<div class=\"bd\">\n",
      id, level, escaped(app.name),
      (app.defined ? "" : "only named, not defined here; ") + with_code(app.heading));
  out += fact_table(app.facts);
  std::string off;
  for (const OverviewFlow& flow : app.flows) {
    if (flow.state == FlowState::off) {
      off += (off.empty() ? "" : ", ") + flow.name;
    } else {
      out += flow_details(flow);
    }
  }
  if (!off.empty()) out += fmt::format("<p class=\"of\">Off: {}</p>\n", escaped(off));
  if (!app.requests.empty()) {
    out +=
        "<details class=\"fl\">\n<summary>With its tokens, and about the org</summary>\n"
        "<div class=\"bd\">\n" +
        request_blocks(app.requests) + "</div>\n</details>\n";
  }
  out += "<details class=\"fl\">\n<summary>Files</summary>\n<ul class=\"bd\">\n";
  for (const std::string& file : app.files) {
    out += fmt::format("<li><span class=\"pl\">{}</span></li>\n", escaped(file));
  }
  out += "</ul>\n</details>\n";
  return out + "</div>\n</details>\n";
}

}  // namespace

PagePart apps_part(const Report& report) {
  PagePart part{.id = "apps", .title = "Apps"};
  std::size_t count = 0;
  std::size_t named = 0;  ///< of them, and not defined
  std::size_t unfolding = 0;
  for (std::size_t i = 0; i < report.overview.size(); ++i) {
    const ProjectOverview& project = report.overview[i];
    if (project.apps.empty()) continue;
    const std::string prefix = fmt::format("a-{}-", i);
    part.body += project_heading(report, project) + matrix(project, prefix);
    if (count == 0) part.body += legend();
    count += project.apps.size();
    named +=
        static_cast<std::size_t>(std::ranges::count(project.apps, false, &OverviewApp::defined));
    for (std::size_t k = 0; k < project.apps.size(); ++k) {
      const std::string id = prefix + std::to_string(k);
      if (unfolding++ < kMostUnfolding) {
        part.body += app_details(project.apps[k], id, level_of_parts(report));
      } else {
        part.body +=
            fmt::format("<p id=\"{}\">{}: <code class=\"cmd\">ecac explain --app {}</code></p>\n",
                        id, escaped(project.apps[k].name), escaped(project.apps[k].name));
      }
    }
  }
  if (count != 0) part.count = std::to_string(count - named);
  if (named != 0) part.count += fmt::format(" and {} only named", named);
  return part;
}

}  // namespace ecac::html
