#include "compiler/cli/output/run_notices.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/report/finding_words.h"

namespace ecac {

namespace run_notices {

static std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace run_notices

using run_notices::counted;

Severity fail_on(const ParsedArguments& arguments) {
  const std::string word = arguments.last("fail-on").value_or("error");
  if (word == "never" || arguments.has("exit-zero")) return Severity::off;
  return parse_severity(word).value_or(Severity::error);
}

void note_outdated_baseline(const ParsedArguments& arguments, Report& report) {
  const std::size_t gone = report.summary.baseline_gone.value_or(0);
  if (!arguments.has("baseline-strict") || fail_on(arguments) == Severity::off || gone == 0) return;
  report.notices.push_back(
      {.kind = NoticeKind::outdated_baseline,
       .message = fmt::format("the run fails: {} of the baseline {} nothing to cover any more "
                              "(--baseline-strict); --prune-baseline takes {} out",
                              counted(gone, "entry", "entries"), gone == 1 ? "has" : "have",
                              gone == 1 ? "it" : "them"),
       .root_path = report.run.baselines.size() == 1 ? *report.run.baselines.begin() : ""});
}

void hide_lesser(const ParsedArguments& arguments, Report& report) {
  const auto level = arguments.last("level");
  if (!level) return;
  const Severity least = parse_severity(*level).value_or(Severity::info);
  const Severity failing = fail_on(arguments);
  const auto hidden = std::ranges::count_if(report.findings, [&](const ReportFinding& finding) {
    return finding.severity < least && finding.counts() && failing != Severity::off &&
           finding.severity >= failing;
  });
  std::erase_if(report.findings,
                [&](const ReportFinding& finding) { return finding.severity < least; });
  std::erase_if(report.waived,
                [&](const WaivedFinding& waived) { return waived.finding.severity < least; });
  if (hidden == 0 || any_fails(report, failing)) return;
  report.notices.push_back(
      {.kind = NoticeKind::hidden_findings,
       .message = fmt::format("the run fails for {} that --level {} hides (--fail-on {})",
                              counted(static_cast<std::size_t>(hidden), "finding", "findings"),
                              *level, to_string(failing))});
}

}  // namespace ecac
