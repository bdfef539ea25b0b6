#pragma once

#include <optional>
#include <string>

#include "compiler/report/report.h"

namespace ecac {

/// How much of a report people want to read, and how.
struct TextReportOptions {
  bool concise = false;  ///< one line per finding
  bool color = false;
  bool quiet = false;       ///< findings only, no summary
  bool statistics = false;  ///< a table of findings per rule at the end
  /// Least severity shown. None: errors and warnings, then one line per rule for the infos.
  std::optional<Severity> level = {};
  bool failures_told = false;  ///< what made the run fail stands elsewhere
  std::string where = {};      ///< what was checked, as the user named it
};

/// The report for a person at a terminal.
std::string text_report(const Report& report, SnippetSource& source,
                        const TextReportOptions& options);

}  // namespace ecac
