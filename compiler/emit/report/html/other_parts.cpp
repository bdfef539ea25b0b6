#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "compiler/diagnostics/rule_explanation.h"
#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/html/finding_cards.h"
#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_parts.h"

namespace ecac::html {

namespace {

std::string values_table(const std::vector<OverviewValue>& values, int level) {
  if (values.empty()) return {};
  std::string out = fmt::format("<h{0}>Values for each org</h{0}>\n", level);
  out +=
      "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"Values for each org\">\n"
      "<table>\n<thead><tr><th scope=\"col\">Component</th><th scope=\"col\">Field</th>"
      "<th scope=\"col\">Kind</th><th scope=\"col\">What is known</th></tr></thead>\n<tbody>\n";
  for (const OverviewValue& value : values) {
    out += fmt::format("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
                       escaped(value.component), escaped(value.field), escaped(value.kind),
                       escaped(value.detail));
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

std::string stages(const std::vector<std::string>& names) {
  std::string out = "<ol class=\"ch\">\n";
  for (std::size_t i = 0; i < names.size(); ++i) {
    out += fmt::format("<li><small>{}</small> {}</li>\n", i + 1, escaped(names[i]));
  }
  return out + "</ol>\n";
}

std::string what_is_waived(const ReportFinding& finding) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  return fmt::format("<td><b>{}</b> {} {}<br>{}</td>", rule.code, rule.name,
                     position_of(finding.place), with_code(finding.message));
}

/// Flows of which nobody can tell, by what would decide them.
void add_unknown_flows(const Report& report, std::vector<std::string>& lines) {
  std::map<std::string, std::vector<std::string>> apps;
  for (const ProjectOverview& project : report.overview) {
    for (const OverviewApp& app : project.apps) {
      const auto unknown = std::ranges::count(app.flows, FlowState::unknown, &OverviewFlow::state);
      if (unknown == 0) continue;
      std::string decided;
      for (const std::string& each : app.unknowns) decided += "<li>" + with_code(each) + "</li>\n";
      apps[decided].push_back(fmt::format("{} of <code>{}</code>",
                                          counted(static_cast<std::size_t>(unknown), "flow"),
                                          escaped(app.name)));
    }
  }
  constexpr std::size_t kMost = 12;
  for (auto& [decided, names] : apps) {
    const std::size_t more = names.size() - std::min(names.size(), kMost);
    names.resize(names.size() - more);
    std::string line = fmt::format("{}{}", fmt::join(names, ", "),
                                   more == 0 ? "" : fmt::format(" and of {} more apps", more));
    if (!decided.empty()) {
      line += "<details class=\"fl\">\n<summary>What would decide them</summary>\n<ul>\n" +
              decided + "</ul>\n</details>";
    }
    lines.push_back(std::move(line));
  }
}

/// What is long stands back until somebody asks for it.
std::string held_back(const std::string& body) {
  constexpr std::size_t kLong = 200'000;
  return body.size() < kLong ? body : "<noscript>" + body + "</noscript>\n";
}

}  // namespace

PagePart deploy_part(const Report& report) {
  PagePart part{.id = "deploy", .title = "Deploy"};
  std::size_t count = 0;
  for (const ProjectOverview& project : report.overview) {
    if (project.deploy.plan.empty()) continue;
    part.body += project_heading(report, project) + stages(project.deploy.stages);
    // The title of the plan is that of this part.
    std::string_view plan = project.deploy.plan;
    if (plan.starts_with("# ")) plan.remove_prefix(std::min(plan.find('\n'), plan.size()));
    part.body +=
        held_back("<div class=\"md\">\n" + markdown(plan, level_of_parts(report) - 1) + "</div>\n" +
                  values_table(project.deploy.values, level_of_parts(report)));
    count += project.deploy.stages.size();
  }
  if (count != 0) part.count = counted(count, "stage");
  return part;
}

PagePart waived_part(const Report& report) {
  PagePart part{.id = "waived", .title = "Waived"};
  const ReportSummary& summary = report.summary;
  // What a baseline knows may be thousands, and nobody has thought about each.
  std::string known;
  std::string rows;
  for (const WaivedFinding& waived : report.waived) {
    const ReportWaiver& waiver = report.waivers[waived.waiver];
    if (waiver.kind == SuppressionKind::baseline) {
      known += fmt::format("<tr>{}<td>{}</td></tr>\n", what_is_waived(waived.finding),
                           with_code(waiver.reason));
      continue;
    }
    rows += fmt::format(
        "<tr>{}<td>{}</td><td>{}</td><td class=\"nw\">{}</td><td>{}</td></tr>\n",
        what_is_waived(waived.finding), with_code(waiver.reason), escaped(waiver.owner),
        waiver.until.empty() ? "never" : escaped(waiver.until), position_of(waiver.place));
  }
  if (!report.waived.empty()) part.count = std::to_string(report.waived.size());
  if (!rows.empty()) {
    part.body +=
        "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"Waived findings\">\n"
        "<table>\n<thead><tr><th scope=\"col\">Finding</th><th scope=\"col\">Reason</th>"
        "<th scope=\"col\">Who</th><th scope=\"col\">Ends</th><th scope=\"col\">Said in</th>"
        "</tr></thead>\n<tbody>\n" +
        rows + "</tbody>\n</table>\n</div>\n";
  }
  if (!known.empty()) {
    part.body +=
        "<details class=\"fl\">\n<summary>Put off by the baseline</summary>\n"
        "<table>\n<thead><tr><th scope=\"col\">Finding</th><th scope=\"col\">Reason</th></tr>"
        "</thead>\n<tbody>\n" +
        known + "</tbody>\n</table>\n</details>\n";
  }
  if (summary.baseline_gone.value_or(0) > 0) {
    part.body += fmt::format("<p>{} of the baseline {} nothing to cover any more.</p>\n",
                             counted(*summary.baseline_gone, "entry", "entries"),
                             *summary.baseline_gone == 1 ? "has" : "have");
  }
  if (summary.suppressed > summary.waived) {
    part.body += fmt::format("<p>{} of rules that are turned off.</p>\n",
                             counted(summary.suppressed - summary.waived, "finding"));
  }
  return part;
}

PagePart not_checked_part(const Report& report) {
  PagePart part{.id = "not-checked", .title = "Not checked"};
  const ReportSummary& summary = report.summary;
  std::vector<std::string> lines;
  std::size_t explained = 0;
  const auto note = [&](std::size_t count, std::string_view one, std::string_view many) {
    if (count > 0) lines.push_back(counted(count, one, many));
  };
  for (const auto& [reason, count] : summary.skipped_by) {
    lines.push_back(fmt::format("{}: {}", counted(count, "file"), with_code(reason)));
    explained += count;
  }
  note(summary.files_skipped - std::min(explained, summary.files_skipped), "skipped file",
       "skipped files");
  note(summary.files_unreadable, "unreadable file", "unreadable files");
  note(summary.unsupported_encodings, "file in an unknown encoding", "files in unknown encodings");
  note(summary.too_large, "file over a limit", "files over a limit");
  note(summary.placeholders, "value that is still a placeholder",
       "values that are still placeholders");
  note(summary.outside_references, "reference that may lead elsewhere",
       "references that may lead elsewhere");
  if (summary.newer_version != 0) {
    lines.push_back(fmt::format("what is new in API {}.0; the newest that this ecac knows is {}.0",
                                summary.newer_version, summary.newest_known));
  }
  std::set<std::string> said;
  for (const ReportNotJudged& each : summary.not_judged) {
    if (said.insert(each.message).second) lines.push_back(with_code(each.message));
  }
  add_unknown_flows(report, lines);
  if (lines.empty()) return part;
  part.count = std::to_string(lines.size());
  part.body = "<ul class=\"ls\">\n";
  for (const std::string& line : lines) part.body += fmt::format("<li>{}</li>\n", line);
  part.body += "</ul>\n";
  return part;
}

PagePart rules_part(const Report& report, const EmitOptions& options) {
  PagePart part{.id = "rules", .title = "Rules"};
  std::map<std::string_view, std::pair<const RuleInfo*, std::size_t>> rules;
  for (const ReportFinding& finding : report.findings) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    auto& [info, count] = rules[rule.code];
    info = &rule;
    ++count;
  }
  for (const auto& [code, entry] : rules) {
    const RuleInfo& rule = *entry.first;
    // What the rule is about; how to fix what it finds stands with the findings.
    std::string why = rule_explanation(rule);
    why.resize(std::min(why.size(), why.find("\n## ")));
    part.body += fmt::format(
        "<details class=\"ru\" id=\"r-{0}\">\n<summary><b>{0}</b> {1} <span class=\"ct\">{2}</span>"
        "<span class=\"ms\">{3}</span></summary>\n<div class=\"bd wy\">\n{4}",
        rule.code, rule.name, entry.second, with_code(rule.summary), markdown(why, 4));
    const std::string url = help_url(rule, options.tool);
    if (!url.empty()) {
      part.body += fmt::format("<p><a href=\"{}\">the whole page</a></p>\n", escaped(url));
    }
    part.body += "</div>\n</details>\n";
  }
  if (!rules.empty()) part.count = std::to_string(rules.size());
  return part;
}

std::string project_heading(const Report& report, const ProjectOverview& project) {
  if (report.overview.size() < 2) return {};
  std::string name = project.path == "." ? "The root" : project.path;
  if (!project.environment.empty()) name += ", environment " + project.environment;
  return fmt::format("<h3 class=\"pj\">{}</h3>\n", escaped(name));
}

int level_of_parts(const Report& report) {
  return report.overview.size() < 2 ? 3 : 4;
}

std::string request_blocks(const std::vector<std::string>& requests) {
  std::string out;
  for (const std::string& request : requests) {
    out += fmt::format("<pre tabindex=\"0\">{}</pre>\n", escaped_lines(request));
  }
  return out;
}

std::string fact_table(const std::vector<OverviewFact>& facts) {
  if (facts.empty()) return {};
  std::string out =
      "<div class=\"sc\" tabindex=\"0\" role=\"group\" aria-label=\"What holds\">\n<table>\n"
      "<thead class=\"vh\"><tr><th scope=\"col\">What</th><th scope=\"col\">Value</th>"
      "<th scope=\"col\">Where</th><th scope=\"col\">More</th></tr></thead>\n<tbody>\n";
  for (const OverviewFact& fact : facts) {
    out += fact.label.empty() ? std::string("<tr><td></td>")
                              : fmt::format("<tr><th scope=\"row\">{}</th>", escaped(fact.label));
    out += fmt::format("<td>{}</td><td class=\"pl\">{}</td><td>{}</td></tr>\n",
                       with_code(fact.value), escaped(fact.place), with_code(fact.reason));
  }
  return out + "</tbody>\n</table>\n</div>\n";
}

}  // namespace ecac::html
