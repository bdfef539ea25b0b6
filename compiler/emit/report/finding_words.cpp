#include "compiler/emit/report/finding_words.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/emit/text/display_text.h"
#include "compiler/model/well_known_files.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/path_text.h"

namespace ecac {

std::vector<const ReportFinding*> gravest_first(const Report& report) {
  std::vector<const ReportFinding*> findings;
  findings.reserve(report.findings.size());
  for (const ReportFinding& finding : report.findings) findings.push_back(&finding);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const ReportFinding* a, const ReportFinding* b) {
                     if (a->severity != b->severity) return a->severity > b->severity;
                     return a->counts() && !b->counts();
                   });
  return findings;
}

std::vector<const ReportFinding*> gravest_that_count(const Report& report) {
  std::vector<const ReportFinding*> findings = gravest_first(report);
  std::erase_if(findings, [](const ReportFinding* finding) { return !finding->counts(); });
  return findings;
}

bool any_fails(const Report& report, Severity fail_on) {
  return fail_on != Severity::off &&
         std::any_of(report.findings.begin(), report.findings.end(), [&](const auto& finding) {
           return finding.counts() && finding.severity >= fail_on;
         });
}

std::string title_of(const ReportFinding& finding) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  return fmt::format("{} {}", rule.code, rule.name);
}

std::string title_of(const ReportFailure& failure) {
  return fmt::format("{} {}", code_of(failure.kind), name_of(failure.kind));
}

std::vector<Remark> remarks_of(const ReportFinding& finding) {
  std::vector<Remark> remarks;
  const auto add = [&](std::string_view kind, std::string_view text, std::string_view tail) {
    // A fix and a help may say the same, one as a title and one as a clause.
    const auto same = [&](const Remark& other) { return equal_ignoring_case(other.text, text); };
    if (std::none_of(remarks.begin(), remarks.end(), same)) remarks.push_back({kind, text, tail});
  };
  for (const ReportFix& fix : finding.fixes) {
    add("help", fix.description,
        fix.applicability == Applicability::safe ? " (--fix)" : " (--unsafe-fixes)");
  }
  for (const std::string& help : finding.helps) add("help", help, "");
  for (const std::string& note : finding.notes) add("note", note, "");
  return remarks;
}

std::string message_lines(const ReportFinding& finding) {
  std::string lines = printable(finding.message);
  for (const Remark& remark : remarks_of(finding)) {
    lines += fmt::format("\n{}: {}{}", remark.kind, printable(remark.text), remark.tail);
  }
  return lines;
}

std::string words_of_comparison(const ReportRun& run) {
  constexpr std::size_t kShort = 7;
  if (run.since.empty()) return {};
  std::string words = fmt::format("; compared {}with {}", run.staged ? "what is staged " : "",
                                  printable(run.since));
  if (!run.since_commit.empty()) words += ", at " + run.since_commit.substr(0, kShort);
  return words;
}

bool tells_secret(const ReportFinding& finding) {
  const RuleInfo& rule = rule_of(finding.rule_case);
  return finding.severity == Severity::error && (rule.masks_place || rule.family() == "SCT");
}

unsigned code_analyzer_severity(const ReportFinding& finding) {
  if (tells_secret(finding)) return 1;
  switch (finding.severity) {
    case Severity::error: return 2;
    case Severity::warning: return 3;
    case Severity::info:
    case Severity::off: return 5;
  }
  return 5;
}

UnitRange unit_range(const ReportPlace& place, SnippetSource& lines) {
  UnitRange range{.start = {place.start.column, place.start.column},
                  .end = {place.end.column, place.end.column}};
  if (place.file == FileId::none) return range;
  UnitRange found;
  if (lines.columns(place.file, {place.start.line, place.start.column}, found.start) &&
      lines.columns(place.file, {place.end.line, place.end.column}, found.end)) {
    return found;
  }
  return range;
}

const ReportPlace& review_place(const ReportFinding& finding) {
  return finding.touched == 0 ? finding.place : finding.related[finding.touched - 1].place;
}

const ReportOperation* single_edit(const ReportFix& fix) {
  if (fix.operations.size() != 1) return nullptr;
  const ReportOperation& operation = fix.operations.front();
  return operation.kind == ReportOperation::Kind::edit ? &operation : nullptr;
}

std::string file_of(const ReportPlace& place) {
  if (place.file != FileId::none) return place.root_path;
  const std::string_view name = file_name(place.root_path);
  if (place.root_path.empty() || name == ".") return std::string(kProjectFileName);
  // What is no folder and cannot be shown has the ending of its type.
  if (name != ".." && name.find('.') != std::string_view::npos) return place.root_path;
  return join_path(place.root_path, kProjectFileName);
}

std::string RunEntry::title() const {
  return fmt::format("{} {}", code, name);
}

std::string RunEntry::words() const {
  return failed ? "ecac could not check: " + message : message;
}

std::string_view RunEntry::file() const {
  return path.empty() ? kConfigFileName : std::string_view(path);
}

std::vector<RunEntry> run_entries(const Report& report) {
  std::vector<RunEntry> entries;
  for (const ReportFailure& failure : report.failures) {
    entries.push_back({.code = code_of(failure.kind),
                       .name = name_of(failure.kind),
                       .failed = true,
                       .message = printable(failure.message),
                       .path = failure.root_path,
                       .line = failure.line,
                       .column = failure.column});
  }
  for (const bool grave : {true, false}) {
    for (const ReportNotice& notice : report.notices) {
      if (fails_run(notice.kind) != grave) continue;
      entries.push_back({.code = code_of(notice.kind),
                         .name = name_of(notice.kind),
                         .severity = grave ? Severity::error : Severity::info,
                         .message = printable(notice.message),
                         .path = notice.root_path});
    }
  }
  return entries;
}

bool run_fails(const Report& report, Severity fail_on) {
  return any_fails(report, fail_on) ||
         std::ranges::any_of(report.notices,
                             [](const ReportNotice& notice) { return fails_run(notice.kind); });
}

std::string words_of(const ReportWaiver& waiver) {
  std::string words = waiver.reason;
  if (!waiver.owner.empty()) words += "; " + waiver.owner;
  if (!waiver.until.empty()) words += "; until " + waiver.until;
  return printable(words);
}

std::string sentence_of(const ReportFailure& failure) {
  if (failure.line == 0) return failure.message;
  return fmt::format("{}:{}:{}: {}", failure.root_path, failure.line, failure.column,
                     failure.message);
}

}  // namespace ecac
