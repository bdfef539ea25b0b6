#include "compiler/emit/report/text_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/snippet.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/emit/text/style.h"

// A namespace of its own for short names: sources are compiled several at a time.
namespace ecac::text {
namespace {

std::string counted(std::size_t count, std::string_view one, std::string_view many = {}) {
  if (count == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

std::string joined(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, ", "));
}

// `path:line:col`, or the path alone for a finding about a file or project as a whole.
std::string position(const ReportPlace& place) {
  std::string path = printable(place.path);
  if (place.file == FileId::none) return path;
  return fmt::format("{}:{}:{}", path, place.start.line, place.start.column);
}

int gutter_of(const ReportFinding& finding) {
  std::uint32_t widest = std::max(finding.place.start.line, finding.place.end.line);
  for (const ReportLabel& label : finding.related) {
    widest = std::max({widest, label.place.start.line, label.place.end.line});
  }
  return static_cast<int>(std::to_string(widest).size());
}

class TextReport {
 public:
  TextReport(const Report& report, SnippetSource& source, const TextReportOptions& options)
      : report_(report), source_(source), options_(options), style_(options.color) {}

  std::string render() {
    if (!report_.run.checked && !report_.failures.empty()) {
      draw_failures();
      return std::move(out_);
    }
    const Severity least = options_.level.value_or(Severity::warning);
    for (const Severity severity : {Severity::error, Severity::warning, Severity::info}) {
      if (severity >= least) draw_all(severity);
    }
    if (!options_.level) {
      for (const ReportFinding& finding : report_.findings) {
        if (finding.severity != Severity::info || !finding.counts()) continue;
        hidden_infos_[&rule_of(finding.rule_case)].push_back(&finding);
      }
    }
    if (options_.show_suppressed) draw_waived();
    if (!options_.quiet) draw_hidden_infos();
    if (options_.statistics) draw_statistics();  // nobody asks for them in vain
    if (!options_.quiet) draw_summary();
    draw_notices();
    if (!options_.failures_told) draw_failures();
    return std::move(out_);
  }

 private:
  /// Errors one by one. Of the others the first of each rule is drawn, and those that only repeat
  /// it at another place follow with a line each.
  void draw_all(Severity severity) {
    std::vector<const RuleInfo*> rules;
    std::map<const RuleInfo*, std::vector<const ReportFinding*>> of_rule;
    for (const ReportFinding& finding : report_.findings) {
      if (finding.severity != severity || !finding.counts()) continue;
      if (options_.concise) {
        draw_concise(finding);
      } else if (severity == Severity::error) {
        draw_full(finding);
      } else {
        const RuleInfo* rule = &rule_of(finding.rule_case);
        std::vector<const ReportFinding*>& findings = of_rule[rule];
        if (findings.empty()) rules.push_back(rule);
        findings.push_back(&finding);
      }
    }
    for (const RuleInfo* rule : rules) {
      const std::vector<const ReportFinding*>& findings = of_rule[rule];
      draw_full(*findings.front());
      for (std::size_t i = 1; i < findings.size(); ++i) draw_concise(*findings[i]);
      if (findings.size() > 1) out_ += '\n';
    }
  }

  void draw_head(const ReportFinding& finding) {
    const RuleInfo& rule = rule_of(finding.rule_case);
    std::string where = position(finding.place);
    if (!where.empty()) out_ += style_.paint(Role::path, where) + ": ";
    out_ += style_.paint(role_of(finding.severity),
                         fmt::format("{}[{}]", to_string(finding.severity), rule.code));
    out_ += ' ';
    out_ += rule.name;
  }

  void draw_concise(const ReportFinding& finding) {
    draw_head(finding);
    out_ += ": " + printable(finding.message) + '\n';
  }

  void draw_full(const ReportFinding& finding) {
    draw_head(finding);
    out_ += '\n' + printable(finding.message) + '\n';
    int gutter = gutter_of(finding);
    std::size_t before = out_.size();
    DrawnSnippet last;
    draw_snippet({.place = &finding.place, .text = finding.caret, .primary = true}, gutter, source_,
                 style_, last, out_);
    for (const ReportLabel& label : finding.related) draw_related(finding, label, gutter, last);
    draw_remarks(finding, gutter, out_.size() > before);
    out_ += '\n';
  }

  void draw_related(const ReportFinding& finding, const ReportLabel& label, int gutter,
                    DrawnSnippet& last) {
    std::string snippet;
    draw_snippet({.place = &label.place, .text = label.text}, gutter, source_, style_, last,
                 snippet);
    bool elsewhere = label.place.path != finding.place.path;
    if (elsewhere || snippet.empty()) {
      out_ += style_.paint(Role::margin, fmt::format("{:>{}}", ":::", gutter + 3));
      out_ += ' ' + position(label.place);
      if (snippet.empty()) out_ += ": " + printable(label.text);
      out_ += '\n';
    }
    out_ += snippet;
  }

  void draw_remarks(const ReportFinding& finding, int gutter, bool has_snippet) {
    const std::vector<Remark> remarks = remarks_of(finding);
    if (remarks.empty()) return;
    if (has_snippet)
      out_ += style_.paint(Role::margin, fmt::format("{:>{}}", "|", gutter + 2)) + '\n';
    for (const Remark& remark : remarks) {
      out_.append(static_cast<std::size_t>(gutter) + 1, ' ');
      out_ += style_.paint(Role::help, fmt::format("= {}:", remark.kind));
      out_ += fmt::format(" {}{}\n", printable(remark.text), remark.tail);
    }
  }

  void draw_waived() {
    for (const WaivedFinding& waived : report_.waived) {
      const ReportWaiver& waiver = report_.waivers[waived.waiver];
      draw_head(waived.finding);
      out_ += fmt::format(": {}\n  {} ({}): {}\n", printable(waived.finding.message),
                          waiver.kind == SuppressionKind::baseline ? "put off" : "waived",
                          position(waiver.place), words_of(waiver));
    }
    if (!report_.waived.empty()) out_ += '\n';
  }

  /// The exit code must not be a riddle, also where nothing else is told.
  void draw_notices() {
    for (const ReportNotice& notice : report_.notices) {
      if (!fails_run(notice.kind)) continue;
      out_ += style_.paint(Role::error, printable(notice.message)) + '\n';
    }
  }

  void draw_failures() {
    for (const ReportFailure& failure : report_.failures) {
      out_ +=
          style_.paint(Role::error, "the run failed") + ": " + printable(failure.sentence()) + '\n';
    }
    if (!report_.run.checked && !report_.failures.empty()) out_ += "nothing was checked\n";
  }

  void draw_hidden_infos() {
    if (hidden_infos_.empty()) return;
    std::vector<std::pair<const RuleInfo*, std::vector<const ReportFinding*>>> rows(
        hidden_infos_.begin(), hidden_infos_.end());
    std::sort(rows.begin(), rows.end(),
              [](const auto& a, const auto& b) { return a.first->code < b.first->code; });
    for (const auto& [rule, infos] : rows) {
      if (rule->not_judged) draw_not_judged(infos);
      out_ += fmt::format("{} of {} {}", counted(infos.size(), "info"), rule->code, rule->name);
      if (rule == rows.back().first) out_ += "; --level info shows them";
      out_ += '\n';
    }
    out_ += '\n';
  }

  void draw_not_judged(const std::vector<const ReportFinding*>& findings) {
    constexpr std::size_t kMost = 3;
    for (std::size_t i = 0; i < std::min(findings.size(), kMost); ++i) {
      out_ += printable(findings[i]->message) + '\n';
    }
  }

  void draw_statistics() {
    std::map<std::string_view, std::pair<const RuleInfo*, std::map<Severity, std::size_t>>> rows;
    for (const ReportFinding& finding : report_.findings) {
      if (!finding.counts()) continue;
      const RuleInfo& rule = rule_of(finding.rule_case);
      rows[rule.code].first = &rule;
      ++rows[rule.code].second[finding.severity];
    }
    for (const auto& [code, row] : rows) {
      std::vector<std::string> counts;
      std::size_t total = 0;
      for (auto it = row.second.rbegin(); it != row.second.rend(); ++it) {
        counts.push_back(counted(it->second, to_string(it->first)));
        total += it->second;
      }
      out_ += fmt::format("{:>6}  {}  {} ({})\n", total, code, row.first->name, joined(counts));
    }
    if (!rows.empty()) out_ += '\n';
  }

  void draw_summary() {
    const ReportSummary& summary = report_.summary;
    const auto& change = summary.change;
    std::vector<std::string> counts;
    const auto count = [&](std::size_t all, std::size_t fresh, std::string_view word) {
      const std::size_t number = change ? fresh : all;
      if (number > 0)
        counts.push_back(counted(number, fmt::format("{}{}", change ? "new " : "", word)));
    };
    count(summary.errors, change ? change->errors : 0, "error");
    count(summary.warnings, change ? change->warnings : 0, "warning");
    count(summary.infos, change ? change->infos : 0, "info");
    bool nothing_seen = summary.files_checked == 0;
    if (nothing_seen && summary.files_skipped == 0 && summary.files_unreadable == 0) {
      if (!counts.empty()) out_ += joined(counts) + '\n';
      out_ += "no External Client App or credential metadata";
      if (!options_.where.empty()) out_ += " in " + printable(options_.where);
      out_ += "; nothing was checked\n";
      draw_change();
      return;
    }
    if (nothing_seen) {
      out_ += (counts.empty() ? "" : joined(counts) + "; ") + "nothing was checked\n";
      draw_change();
      draw_not_checked();
      return;
    }
    std::vector<std::string> what;
    if (summary.apps > 0) what.push_back(counted(summary.apps, "app"));
    if (summary.credentials > 0) what.push_back(counted(summary.credentials, "credential"));
    if (summary.projects > 1) what.push_back(counted(summary.projects, "project"));
    out_ += !counts.empty() ? joined(counts) : change ? "nothing new" : "no findings";
    out_ += " in " + counted(summary.files_checked, "file");
    if (!what.empty()) out_ += " (" + joined(what) + ")";
    out_ += '\n';
    draw_change();
    const auto draw_paths = [&](std::string_view words,
                                const std::map<std::string, std::string>& paths) {
      if (paths.empty()) return;
      std::vector<std::string> list;
      list.reserve(paths.size());
      for (const auto& [from_root, path] : paths) list.push_back(path);
      out_ += fmt::format("{} {}\n", words, printable(joined(list)));
    };
    draw_paths("configured: by", summary.configurations);
    draw_paths("deployed: what is in", summary.manifests);
    draw_fixable();
    draw_not_checked();
  }

  void draw_change() {
    if (!report_.summary.change) return;
    const ReportChange& change = *report_.summary.change;
    out_ += fmt::format("{} as before, {} gone{}\n", change.known, change.gone,
                        words_of_comparison(report_.run));
  }

  void draw_fixable() {
    const auto [safe, unsafe] = count_fixable_that_count(report_.findings);
    if (safe > 0) {
      out_ +=
          fmt::format("{} can be fixed safely: --fix makes the changes, --diff shows them\n", safe);
    }
    if (unsafe > 0) {
      out_ += fmt::format(
          "{} can be fixed, but look at the changes: --diff --unsafe-fixes shows them, "
          "--fix --unsafe-fixes makes them\n",
          unsafe);
    }
  }

  void draw_not_checked() {
    const ReportSummary& summary = report_.summary;
    std::vector<std::string> parts;
    std::size_t explained = 0;
    for (const auto& [reason, count] : summary.skipped_by) {
      parts.push_back(fmt::format("{} ({})", counted(count, "file"), printable(reason)));
      explained += count;
    }
    if (summary.files_skipped > explained) {
      parts.push_back(counted(summary.files_skipped - explained, "skipped file"));
    }
    auto add = [&](std::size_t count, std::string_view one, std::string_view many) {
      if (count > 0) parts.push_back(counted(count, one, many));
    };
    add(summary.files_unreadable, "unreadable file", "unreadable files");
    add(summary.unsupported_encodings, "file in an unknown encoding", "files in unknown encodings");
    add(summary.too_large, "file over a limit", "files over a limit");
    add(summary.placeholders, "placeholder value", "placeholder values");
    add(summary.outside_references, "reference that may lead elsewhere",
        "references that may lead elsewhere");
    if (!parts.empty()) out_ += "not checked: " + joined(parts) + '\n';
    if (summary.newer_version != 0) {
      out_ += fmt::format(
          "not judged: what is new in API {}.0; the newest that this ecac knows is {}.0\n",
          summary.newer_version, summary.newest_known);
    }
    std::vector<std::string> silent;
    if (summary.suppressed > summary.waived) {
      silent.push_back(counted(summary.suppressed - summary.waived, "finding") +
                       " of rules turned off");
    }
    // What --show-suppressed lists above is shown.
    const bool shown = options_.show_suppressed;
    const std::size_t put_off =
        summary.waived_by[static_cast<std::size_t>(SuppressionKind::baseline)];
    if (put_off > 0 && !shown) silent.push_back(counted(put_off, "finding") + " of the baseline");
    if (summary.waived > put_off && !shown) {
      silent.push_back(counted(summary.waived - put_off, "waived finding") +
                       " (--show-suppressed lists them)");
    }
    if (!silent.empty()) out_ += "not shown: " + joined(silent) + '\n';
    const bool is_told = std::ranges::any_of(report_.notices, [](const ReportNotice& notice) {
      return notice.kind == NoticeKind::outdated_baseline;
    });
    if (summary.baseline_gone.value_or(0) > 0 && !is_told) {
      out_ += fmt::format("{} of the baseline {} gone: --prune-baseline takes {} out\n",
                          counted(*summary.baseline_gone, "finding"),
                          *summary.baseline_gone == 1 ? "is" : "are",
                          *summary.baseline_gone == 1 ? "it" : "them");
    }
  }

  const Report& report_;
  SnippetSource& source_;
  const TextReportOptions& options_;
  Style style_;
  std::string out_;
  std::map<const RuleInfo*, std::vector<const ReportFinding*>> hidden_infos_;
};

}  // namespace
}  // namespace ecac::text

namespace ecac {

std::string text_report(const Report& report, SnippetSource& source,
                        const TextReportOptions& options) {
  return text::TextReport(report, source, options).render();
}

}  // namespace ecac
