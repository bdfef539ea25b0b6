#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/emit/report/report_formats.h"

namespace ecac::html {

/// What of a finding needs the lines of its files, drawn.
struct DrawnFinding {
  std::string snippet = {};               ///< lines and carets; "" if they cannot be had
  std::vector<std::string> related = {};  ///< the same of each label
  std::vector<std::string> fixes = {};    ///< of each fix, its changes as lines
};

/// Draws findings file by file, so that each file is read once. What is given back is HTML.
std::vector<DrawnFinding> draw_findings(const std::vector<const ReportFinding*>& findings,
                                        SnippetSource& lines);

/// Who and what a finding is grouped by, beside what it says itself.
struct CardGroups {
  std::string app = {};
  std::size_t cause = 0;
};

/// A finding as a `<details>`. `id` is unique on the page.
std::string finding_card(const ReportFinding& finding, const DrawnFinding& drawn,
                         const CardGroups& groups, const std::string& id, bool open,
                         const Report& report);

/// `✗ error`, for all who read it.
std::string severity_mark(Severity severity);
/// `path:line:column`, or the path alone.
std::string position_of(const ReportPlace& place);

}  // namespace ecac::html
