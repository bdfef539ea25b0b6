#include "compiler/report/report.h"

#include <algorithm>

namespace ecac {

FixableCount count_fixable(const std::vector<ReportFinding>& findings) {
  FixableCount count;
  for (const ReportFinding& finding : findings) {
    if (finding.fixes.empty()) continue;
    const bool any_safe =
        std::any_of(finding.fixes.begin(), finding.fixes.end(),
                    [](const ReportFix& fix) { return fix.applicability == Applicability::safe; });
    ++(any_safe ? count.safe : count.unsafe);
  }
  return count;
}

}  // namespace ecac
