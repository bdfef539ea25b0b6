#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/emit/report/rule_words.h"
#include "compiler/emit/text/sentence.h"
#include "compiler/report/report.h"

namespace ecac {

// What several formats say of a finding in the same way.

/// Findings by severity, of one severity the new ones first; then in the order of the report.
std::vector<const ReportFinding*> gravest_first(const Report& report);
/// The same without those that were there before, for readers that cannot tell them apart.
std::vector<const ReportFinding*> gravest_that_count(const Report& report);
/// Whether any finding is at least so grave and fails the run; nothing is `off`.
bool any_fails(const Report& report, Severity fail_on);

/// `SCH004 invalid-enum-value`.
std::string title_of(const ReportFinding& finding);
/// `RUN002 configuration-unusable`.
std::string title_of(const ReportFailure& failure);

/// A line below a finding.
struct Remark {
  std::string_view kind = {};  ///< `help` or `note`
  std::string_view text = {};  ///< borrowed from the finding
  std::string_view tail = {};  ///< how ecac does it: ` (--fix)`
};

/// What to do and what else to know, nothing twice.
std::vector<Remark> remarks_of(const ReportFinding& finding);
/// The message, and a line for each remark; each line is printable.
std::string message_lines(const ReportFinding& finding);

/// `; compared with main, at 1a2b3c4`, behind what a comparison counts; "" where none was with git.
std::string words_of_comparison(const ReportRun& run);

/// A secret of somebody stands in a file.
bool tells_secret(const ReportFinding& finding);
/// As Salesforce Code Analyzer counts, from 1 (critical) to 5 (info).
unsigned code_analyzer_severity(const ReportFinding& finding);

/// Both ends of a place in the units of other readers; in characters where the file cannot be read.
struct UnitRange {
  UnitColumns start = {};
  UnitColumns end = {};
};
UnitRange unit_range(const ReportPlace& place, SnippetSource& lines);

/// The only operation of a fix that does nothing but edit at one place; else null.
const ReportOperation* single_edit(const ReportFix& fix);

/// Where a review of a change shows a finding, of which it shows changed lines alone: the first of
/// its places that the change touches, else its own.
const ReportPlace& review_place(const ReportFinding& finding);

/// The path of a place from the root, for readers that know files alone: of a folder that of the
/// project file in it.
std::string file_of(const ReportPlace& place);

/// What a report says of the run as a whole, for readers of findings, who do not expect it.
struct RunEntry {
  std::string_view code = {};
  std::string_view name = {};
  Severity severity = Severity::error;  ///< info where nothing fails
  bool failed = false;                  ///< the run did not do its work
  std::string message = {};             ///< of what happened; printable
  std::string path = {};                ///< from the root; "" where it is about no file
  std::uint32_t line = 0;               ///< 0 is no line
  std::uint32_t column = 0;

  /// `RUN002 configuration-unusable`.
  std::string title() const;
  /// The message, and that nothing came of the run if it failed.
  std::string words() const;
  /// The file that it is about, or the one where its reader begins to look: a report has no place
  /// for what has no place.
  std::string_view file() const;
};

/// Failures and notices, the gravest first.
std::vector<RunEntry> run_entries(const Report& report);
/// Whether the exit code is 1, which findings and notices decide.
bool run_fails(const Report& report, Severity fail_on);
/// What made the run fail, with its place from the root in front where there is a line.
std::string sentence_of(const ReportFailure& failure);

/// Why a finding is accepted, by whom and until when: `of a test org; Jo; until 2026-03-31`.
std::string words_of(const ReportWaiver& waiver);

}  // namespace ecac
