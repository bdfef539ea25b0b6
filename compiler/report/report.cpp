#include "compiler/report/report.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac {

std::string_view to_string(FindingState state) {
  switch (state) {
    case FindingState::shown: return "shown";
    case FindingState::fresh: return "new";
    case FindingState::known: break;
  }
  return "known";
}

std::string_view code_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::option: return "RUN001";
    case FailureKind::configuration: return "RUN002";
    case FailureKind::path: return "RUN003";
    case FailureKind::revision: return "RUN004";
    case FailureKind::internal: break;
  }
  return "RUN005";
}

std::string_view name_of(FailureKind kind) {
  switch (kind) {
    case FailureKind::option: return "option-unusable";
    case FailureKind::configuration: return "configuration-unusable";
    case FailureKind::path: return "path-unreadable";
    case FailureKind::revision: return "revision-unusable";
    case FailureKind::internal: break;
  }
  return "internal-error";
}

std::string_view code_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::hidden_findings: return "RUN006";
    case NoticeKind::outdated_baseline: return "RUN007";
    case NoticeKind::not_compared: return "RUN009";
    case NoticeKind::nothing_checked: break;
  }
  return "RUN008";
}

std::string_view name_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::hidden_findings: return "hidden-findings";
    case NoticeKind::outdated_baseline: return "outdated-baseline";
    case NoticeKind::not_compared: return "not-compared";
    case NoticeKind::nothing_checked: break;
  }
  return "nothing-checked";
}

bool fails_run(NoticeKind kind) {
  return kind == NoticeKind::hidden_findings || kind == NoticeKind::outdated_baseline;
}

std::string_view to_string(SuppressionKind kind) {
  switch (kind) {
    case SuppressionKind::waiver: return "waiver";
    case SuppressionKind::comment: return "comment";
    case SuppressionKind::baseline: break;
  }
  return "baseline";
}

std::string ReportFailure::sentence() const {
  return line == 0 ? message : fmt::format("{}:{}:{}: {}", path, line, column, message);
}

static void count_fixable(const ReportFinding& finding, FixableCount& count) {
  if (finding.fixes.empty()) return;
  const bool any_safe =
      std::any_of(finding.fixes.begin(), finding.fixes.end(),
                  [](const ReportFix& fix) { return fix.applicability == Applicability::safe; });
  ++(any_safe ? count.safe : count.unsafe);
}

FixableCount count_fixable(const std::vector<ReportFinding>& findings) {
  FixableCount count;
  for (const ReportFinding& finding : findings) count_fixable(finding, count);
  return count;
}

FixableCount count_fixable_that_count(const std::vector<ReportFinding>& findings) {
  FixableCount count;
  for (const ReportFinding& finding : findings) {
    if (finding.counts()) count_fixable(finding, count);
  }
  return count;
}

}  // namespace ecac
