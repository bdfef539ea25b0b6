#include "compiler/emit/report/ci/log_issues.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/text/display_text.h"

namespace ecac {
namespace {

/// Readers cut a message at about this length; what they would cut is the end, where it says what
/// to do.
constexpr std::size_t kLongestMessage = 4000;

LogIssue issue_of(const RunEntry& entry) {
  LogIssue issue;
  issue.severity = entry.severity;
  issue.path = printable(entry.path);
  issue.line = entry.line;
  issue.column = entry.column;
  issue.end_line = entry.line;
  issue.code = entry.code;
  issue.title = entry.title();
  issue.message = entry.words();
  return issue;
}

LogIssue issue_of(const ReportFinding& finding) {
  LogIssue issue;
  issue.severity = finding.severity;
  const ReportPlace& place = review_place(finding);
  issue.path = printable(file_of(place));
  if (place.file != FileId::none) {
    issue.line = place.start.line;
    issue.column = place.start.column;
    issue.end_line = place.end.line;
    issue.end_column = place.end.column;
  }
  issue.code = rule_of(finding.rule_case).code;
  issue.title = title_of(finding);
  std::string message = message_lines(finding);
  if (finding.touched != 0) {
    message += fmt::format("\nthis is about {}:{}", printable(finding.place.root_path),
                           finding.place.start.line);
  }
  issue.message = shortened(message, kLongestMessage);
  return issue;
}

}  // namespace

std::vector<LogIssue> log_issues(const Report& report, std::size_t most, Severity least) {
  std::map<Severity, std::size_t> counts;
  const std::vector<RunEntry> entries = run_entries(report);
  for (const RunEntry& entry : entries) ++counts[entry.severity];
  const std::vector<const ReportFinding*> findings = gravest_that_count(report);
  for (const ReportFinding* finding : findings) ++counts[finding->severity];
  std::map<Severity, std::size_t> written;
  std::vector<LogIssue> issues;
  const auto add = [&](Severity severity, const auto& source) {
    const std::size_t number = ++written[severity];
    if (severity < least || number > most) return;
    LogIssue issue = issue_of(source);
    const std::size_t more = counts[severity] - number;
    if (number == most && more > 0) {
      issue.message += fmt::format("\nand {} more {}{}, which only other reports of ecac show",
                                   more, to_string(severity), more == 1 ? "" : "s");
    }
    issues.push_back(std::move(issue));
  };
  for (const RunEntry& entry : entries) add(entry.severity, entry);
  for (const ReportFinding* finding : findings) add(finding->severity, *finding);
  return issues;
}

std::string escaped(std::string_view text, std::span<const CommandEscape> escapes) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    const auto found = std::find_if(escapes.begin(), escapes.end(),
                                    [&](const CommandEscape& each) { return each.character == c; });
    if (found == escapes.end()) {
      out += c;
    } else {
      out += found->written;
    }
  }
  return out;
}

}  // namespace ecac
