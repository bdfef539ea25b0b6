#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/html/html_text.h"
#include "compiler/emit/report/html/page_assets.h"
#include "compiler/emit/report/html/page_parts.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace html {
namespace {

/// What a run says at first glance.
struct PageVerdict {
  std::string_view kind = {};  ///< `bad`, `good` or `open`: how it looks
  std::string_view sign = {};
  std::string words = {};
};

/// Families of rules whose errors are what an org does not take: text that is no XML, what the
/// schema does not know, names that lead nowhere, another API version.
constexpr std::array<std::string_view, 4> kRefusedFamilies = {"XML", "SCH", "REF", "VER"};

std::size_t refusals_in(const Report& report) {
  return static_cast<std::size_t>(
      std::ranges::count_if(report.findings, [](const ReportFinding& finding) {
        return finding.severity == Severity::error &&
               std::ranges::count(kRefusedFamilies, rule_of(finding.rule_case).family()) != 0;
      }));
}

PageVerdict verdict_of(const Report& report) {
  const ReportSummary& summary = report.summary;
  if (!report.failures.empty()) {
    return {"bad", "✗",
            report.run.checked ? "The run failed: this is not the whole truth"
                               : "The run failed: nothing was checked"};
  }
  if (summary.files_checked == 0 && summary.errors == 0) {
    return {"open", "–", "Nothing was checked"};
  }
  const bool fails = std::ranges::any_of(
      report.notices, [](const ReportNotice& notice) { return fails_run(notice.kind); });
  if (summary.errors == 0 && fails) return {"bad", "✗", "No errors, and yet the run fails"};
  if (summary.errors > 0) {
    const std::size_t refusals = refusals_in(report);
    if (refusals == 0) return {"bad", "✗", "There are errors, though an org may take the deploy"};
    return {"bad", "✗", "A deploy would be refused"};
  }
  const bool partly = std::ranges::any_of(
      report.run.projects, [](const auto& project) { return !project.second.whole; });
  if (summary.suppressed > 0) {
    return {"open", "–", "No errors, apart from what is accepted or turned off"};
  }
  if (partly) return {"open", "–", "No errors in the part that was checked"};
  if (report.run.mode == Mode::predeploy) {
    return {"good", "✓", "Nothing is known for which a deploy would be refused"};
  }
  return {"good", "✓", "No errors; whether a deploy is complete was not asked (--mode predeploy)"};
}

std::string chip(std::size_t count, std::string_view words, std::string_view kind) {
  return fmt::format("<li class=\"{}\"><b>{}</b> {}</li>\n", count == 0 ? "zero" : kind, count,
                     words);
}

std::string ends_of(const Report& report) {
  std::set<std::string> ends;
  bool endless = false;
  for (const ReportWaiver& waiver : report.waivers) {
    if (waiver.kind == SuppressionKind::baseline) continue;
    if (waiver.until.empty()) {
      endless = true;
    } else {
      ends.insert(waiver.until);
    }
  }
  if (ends.empty()) return endless ? " (without an end)" : "";
  if (ends.size() == 1 && !endless) return fmt::format(" (ends {})", escaped(*ends.begin()));
  return fmt::format(" (the first ends {})", escaped(*ends.begin()));
}

class Page {
 public:
  Page(const Report& report, const EmitOptions& options) : report_(report), options_(options) {}

  std::string write() {
    const PageVerdict verdict = verdict_of(report_);
    const std::string title = fmt::format("{} · {}", name(), verdict.words);
    const std::vector<PagePart> parts = page_parts();
    std::string out = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src {}; "
        "script-src {}; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"generator\" content=\"{} {}\">\n<title>{}</title>\n<style>{}</style>\n"
        "</head>\n<body>\n",
        source_hash(kPageStyle), source_hash(kPageScript), escaped(options_.tool.name),
        escaped(options_.tool.version), escaped(title), kPageStyle);
    add_header(out, verdict, parts);
    out += "<main>\n";
    for (const PagePart& part : parts) {
      out += fmt::format(
          "<section id=\"{0}\" aria-labelledby=\"h-{0}\">\n<h2 "
          "id=\"h-{0}\">{1}{2}</h2>\n{3}</section>\n",
          part.id, part.title,
          part.count.empty() ? "" : fmt::format(" <span class=\"ct\">{}</span>", part.count),
          part.body);
    }
    out += fmt::format(
        "</main>\n<footer><p>{} {}</p></footer>\n<script>{}</script>\n</body>\n</html>\n",
        escaped(options_.tool.name), escaped(options_.tool.version), kPageScript);
    return out;
  }

 private:
  std::vector<PagePart> page_parts() const {
    std::vector<PagePart> parts;
    if (!report_.run.checked && !report_.failures.empty()) return parts;
    parts.push_back(findings_part(report_, options_));
    parts.push_back(apps_part(report_));
    parts.push_back(credentials_part(report_));
    parts.push_back(map_part(report_));
    parts.push_back(deploy_part(report_));
    parts.push_back(waived_part(report_));
    parts.push_back(not_checked_part(report_));
    parts.push_back(rules_part(report_, options_));
    std::erase_if(parts, [](const PagePart& part) { return part.body.empty(); });
    return parts;
  }

  /// What was checked: the only project by its folder, else what was named.
  std::string name() const {
    const std::vector<std::string>& paths = report_.run.paths;
    if (paths.empty() || paths.front() == ".") return "ecac report";
    std::string name(file_name(paths.front()));
    if (paths.size() > 1) name += fmt::format(" and {} more", paths.size() - 1);
    return name;
  }

  void add_header(std::string& out, const PageVerdict& verdict,
                  const std::vector<PagePart>& parts) const {
    out += fmt::format("<header>\n<p class=\"wh\">{}</p>\n", subject());
    out += fmt::format("<h1 class=\"{}\"><span aria-hidden=\"true\">{}</span> {}</h1>\n",
                       verdict.kind, verdict.sign, escaped(verdict.words));
    for (const ReportFailure& failure : report_.failures) {
      out += fmt::format("<p class=\"fail\" role=\"alert\"><b>{}</b> {}</p>\n", title_of(failure),
                         with_code(sentence_of(failure)));
    }
    for (const ReportNotice& notice : report_.notices) {
      const bool fails = fails_run(notice.kind);
      out +=
          fmt::format("<p{}><b>{} {}</b> {}</p>\n", fails ? " class=\"fail\" role=\"alert\"" : "",
                      code_of(notice.kind), name_of(notice.kind), with_code(notice.message));
    }
    if (report_.run.checked || report_.failures.empty()) add_counts(out);
    out += "</header>\n";
    if (!parts.empty()) {
      out += "<nav aria-label=\"Parts of this page\">\n<ul>\n";
      for (const PagePart& part : parts) {
        out += fmt::format(
            "<li><a href=\"#{}\">{}</a>{}</li>\n", part.id, part.title,
            part.count.empty() ? "" : fmt::format(" <span class=\"ct\">{}</span>", part.count));
      }
      out += "</ul>\n</nav>\n";
    }
  }

  std::string subject() const {
    std::string out = fmt::format("<b>{}</b>", escaped(name()));
    const auto add = [&](std::string_view text) {
      out += fmt::format(" <span>{}</span>", escaped(text));
    };
    add(fmt::format("mode {}", to_string(report_.run.mode)));
    if (!report_.run.preset.empty() && report_.run.preset != "default") {
      add("preset " + report_.run.preset);
    }
    for (const ApiVersion version : report_.run.api_versions) add(fmt::format("API {}.0", version));
    if (!report_.run.checked) return out;
    const ReportSummary& summary = report_.summary;
    if (summary.projects > 1) add(counted(summary.projects, "project"));
    if (summary.apps > 0) add(counted(summary.apps, "app"));
    if (summary.credentials > 0) add(counted(summary.credentials, "credential"));
    add(counted(summary.files_checked, "file"));
    for (const auto& [path, shown] : summary.manifests) add("deployed: what is in " + path);
    if (!report_.run.against.empty()) add("against " + report_.run.against);
    // `; compared with main, at 0123456`
    constexpr std::string_view kBetween = "; ";
    const std::string comparison = words_of_comparison(report_.run);
    if (!comparison.empty()) add(comparison.substr(kBetween.size()));
    return out;
  }

  void add_counts(std::string& out) const {
    const ReportSummary& summary = report_.summary;
    out += "<ul class=\"cs\">\n";
    const ReportChange change = summary.change.value_or(ReportChange());
    const auto add = [&](std::size_t count, std::size_t fresh, std::string_view one,
                         std::string_view kind) {
      std::string words = fmt::format("{}{}", one, count == 1 ? "" : "s");
      if (summary.change) words += fmt::format(" ({} new)", fresh);
      out += chip(count, words, kind);
    };
    add(summary.errors, change.errors, "error", "e");
    add(summary.warnings, change.warnings, "warning", "w");
    add(summary.infos, change.infos, "info", "i");
    if (change.gone > 0) out += chip(change.gone, "gone", "o");
    const auto known = static_cast<std::size_t>(SuppressionKind::baseline);
    const std::size_t accepted = summary.waived - summary.waived_by[known];
    if (accepted > 0) out += chip(accepted, "waived" + ends_of(report_), "o");
    if (summary.waived_by[known] > 0) {
      out += chip(summary.waived_by[known], "put off by the baseline", "o");
    }
    const FixableCount fixable = count_fixable(report_.findings);
    if (fixable.safe > 0) {
      out += chip(fixable.safe, "can be fixed by <code>ecac check --fix</code>", "o");
    }
    if (!summary.not_judged.empty()) {
      out += chip(summary.not_judged.size(), "not judged", "o");
    }
    out += "</ul>\n";
  }

  const Report& report_;
  const EmitOptions& options_;
};

}  // namespace
}  // namespace html

std::string emit_html(const Report& report, const EmitOptions& options) {
  return html::Page(report, options).write();
}

}  // namespace ecac
