#pragma once

#include "compiler/analysis/analysed_project.h"
#include "compiler/report/report.h"

namespace ecac {

/// What was looked at in a project, and what was not and why, for the summary of every format.
void count_project(const AnalysedProject& project, ReportSummary& summary);

/// A finding that is shown.
void count_finding(Severity severity, ReportSummary& summary);

}  // namespace ecac
