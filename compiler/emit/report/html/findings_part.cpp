#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/html/causes.h"
#include "compiler/emit/report/html/finding_cards.h"
#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_parts.h"

namespace ecac::html {

namespace {

/// So many findings are elements when the page opens. The others of a group stand in a
/// `<noscript>`, which is text to a browser with scripts until somebody opens it, and else elements
/// like all.
constexpr std::size_t kDrawnAtOnce = 200;
/// Few are read from the first to the last.
constexpr std::size_t kOpenAtOnce = 3;

/// Which app each file belongs to. Where several projects have one of the name, it tells which.
class AppOfFile {
 public:
  explicit AppOfFile(const Report& report) {
    std::map<std::string_view, std::set<std::string_view>> projects_of;
    for (const ProjectOverview& project : report.overview) {
      for (const OverviewApp& app : project.apps) projects_of[app.name].insert(project.path);
    }
    for (const ProjectOverview& project : report.overview) {
      for (const OverviewApp& app : project.apps) {
        const std::string name = projects_of[app.name].size() < 2
                                     ? app.name
                                     : fmt::format("{} ({})", app.name, project.path);
        for (const std::string& file : app.files) apps_.try_emplace(file, name);
      }
    }
  }

  /// The app; else the component by its name; else the project.
  std::string operator()(const ReportFinding& finding) const {
    if (const auto app = apps_.find(finding.place.root_path); app != apps_.end()) {
      return app->second;
    }
    const std::size_t colon = finding.component.find(':');
    if (colon != std::string::npos && colon + 1 < finding.component.size()) {
      return finding.component.substr(colon + 1);
    }
    return "The project";
  }

 private:
  std::unordered_map<std::string, std::string> apps_;
};

/// `developer 5, admin 2`.
std::string owners_of(const std::vector<const ReportFinding*>& findings) {
  std::map<Owner, std::size_t> counts;
  for (const ReportFinding* finding : findings) {
    if (finding->owner != Owner::none) ++counts[finding->owner];
  }
  std::string text;
  for (const auto& [owner, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", to_string(owner), count);
  }
  return text.empty() ? text : fmt::format("<span class=\"ow\">to be changed by: {}</span>", text);
}

/// New ones or all, where a run compared.
std::string state_controls(const Report& report) {
  if (!report.summary.change) return {};
  const bool fresh = report.summary.change->fresh() > 0;
  return fmt::format(
      "<fieldset><legend class=\"vh\">New or all</legend>"
      "<label><input type=\"radio\" name=\"state\" value=\"new\"{}> new</label>\n"
      "<label><input type=\"radio\" name=\"state\" value=\"all\"{}> all</label></fieldset>\n",
      fresh ? " checked" : "", fresh ? "" : " checked");
}

/// What was there before and is no more; its files are not those of this run.
std::string gone(const Report& report) {
  if (report.gone.empty()) return {};
  std::string out = fmt::format(
      "<details class=\"fl\">\n<summary>Gone <span class=\"ct\">{}</span></summary>\n"
      "<ul class=\"bd ls\">\n",
      report.gone.size());
  for (const ReportFinding& finding : report.gone) {
    out += fmt::format("<li><b>{}</b> {} <span class=\"pl\">{}</span></li>\n",
                       rule_of(finding.rule_case).code, with_code(finding.message),
                       escaped(finding.place.root_path));
  }
  return out + "</ul>\n</details>\n";
}

std::string controls(const Report& report, const std::vector<const ReportFinding*>& findings) {
  std::set<Severity> severities;
  for (const ReportFinding* finding : findings) severities.insert(finding->severity);
  std::string out =
      "<form id=\"controls\" hidden>\n"
      "<label>Group by <select id=\"by\"><option value=\"app\">app</option>"
      "<option value=\"cause\">cause</option><option value=\"rule\">rule</option>"
      "<option value=\"file\">file</option><option value=\"owner\">who can change it</option>"
      "</select></label>\n<fieldset><legend class=\"vh\">Severities</legend>";
  for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
    if (!severities.contains(severity)) continue;
    const std::string_view word = to_string(severity);
    out += fmt::format(
        "<label><input type=\"checkbox\" name=\"sv\" value=\"{}\" checked> {}</label>\n",
        word.substr(0, 1), word);
  }
  out += "</fieldset>\n";
  out += state_controls(report);
  out +=
      "<label class=\"q\">Search <input type=\"search\" id=\"q\" "
      "autocomplete=\"off\" spellcheck=\"false\"></label>\n"
      "<button type=\"button\" id=\"all\">Open all</button>\n"
      "<output id=\"shown\"></output>\n</form>\n";
  return out;
}

/// By severity, new ones before known ones of the same.
std::vector<const ReportFinding*> new_ones_first(const Report& report) {
  std::vector<const ReportFinding*> findings = gravest_first(report);
  std::ranges::stable_sort(findings, [](const ReportFinding* a, const ReportFinding* b) {
    return std::pair(a->severity, a->counts()) > std::pair(b->severity, b->counts());
  });
  return findings;
}

class FindingList {
 public:
  FindingList(const Report& report, const EmitOptions& options)
      : report_(report),
        findings_(new_ones_first(report)),
        drawn_(draw_findings(findings_, options.lines)),
        causes_(causes_of(findings_)) {}

  std::string write() {
    if (findings_.empty()) return "<p class=\"none\">No findings.</p>\n" + gone(report_);
    const AppOfFile app_of(report_);
    std::map<std::string, std::size_t> numbers;
    std::vector<Group> groups;
    for (std::size_t i = 0; i < findings_.size(); ++i) {
      const std::string name = app_of(*findings_[i]);
      const auto [entry, added] = numbers.try_emplace(name, groups.size());
      if (added) groups.push_back({name, {}});
      groups[entry->second].members.push_back(i);
    }
    std::string out = controls(report_, findings_);
    out += "<div id=\"list\">\n";
    for (const Group& group : groups) add_group(out, group);
    out += "</div>\n<p id=\"nothing\" class=\"none\" hidden>No finding is like that.</p>\n";
    return out + gone(report_);
  }

 private:
  struct Group {
    std::string name = {};
    std::vector<std::size_t> members = {};
  };

  void add_group(std::string& out, const Group& group) {
    std::vector<const ReportFinding*> members;
    for (const std::size_t i : group.members) members.push_back(findings_[i]);
    // A group of which nothing is drawn yet unfolds when somebody opens it.
    out += fmt::format(
        "<details class=\"g\"{}>\n<summary><h3>{}</h3> <span class=\"ct\">{}</span> {}"
        "</summary>\n<div class=\"fs\">\n",
        written_ < kDrawnAtOnce ? " open" : "", escaped(group.name), group.members.size(),
        owners_of(members));
    bool held = false;
    for (std::size_t k = 0; k < group.members.size(); ++k) {
      const std::size_t i = group.members[k];
      if (!held && written_ >= kDrawnAtOnce) {
        out += fmt::format("<noscript data-count=\"{}\">\n", group.members.size() - k);
        held = true;
      }
      const bool open = findings_.size() <= kOpenAtOnce;
      out += finding_card(*findings_[i], drawn_[i], {group.name, causes_[i]}, id_of(*findings_[i]),
                          open, report_);
      ++written_;
    }
    if (held) out += "</noscript>\n";
    out += "</div>\n</details>\n";
  }

  /// `f-00112233445566aa`, with a number from the second of a page on.
  std::string id_of(const ReportFinding& finding) {
    const std::size_t before = ids_[finding.fingerprint]++;
    return before == 0 ? fmt::format("f-{}", finding.fingerprint)
                       : fmt::format("f-{}-{}", finding.fingerprint, before + 1);
  }

  const Report& report_;
  std::vector<const ReportFinding*> findings_;
  std::vector<DrawnFinding> drawn_;
  std::vector<std::size_t> causes_;
  std::unordered_map<std::string, std::size_t> ids_ = {};
  std::size_t written_ = 0;
};

}  // namespace

PagePart findings_part(const Report& report, const EmitOptions& options) {
  return {.id = "findings",
          .title = "Findings",
          .count = std::to_string(report.findings.size()),
          .body = FindingList(report, options).write()};
}

}  // namespace ecac::html
