#pragma once

#include <set>

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/report.h"

namespace ecac {

/// What was looked at in a project, and what was not and why, for the summary of every format.
/// Files that are among those counted already count no more; null where no file comes twice.
void count_project(const AnalysedProject& analysed, std::set<FileId>* counted,
                   ReportSummary& summary);

/// Whether a file is among those that were looked at, as they are counted there.
bool is_counted(const Project& project, FileId id);

/// A finding that is shown.
void count_finding(Severity severity, ReportSummary& summary);

}  // namespace ecac
