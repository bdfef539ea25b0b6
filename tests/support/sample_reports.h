#pragma once

#include <memory>
#include <string>
#include <vector>

#include "compiler/report/report.h"

namespace ecac::test {

/// A report with the lines of its files.
struct SampleReport {
  std::string name = {};
  Report report = {};
  std::unique_ptr<SnippetSource> lines = {};
};

/// With nothing to say; with everything that a report can say, in plain words; that of a run which
/// failed before it judged; and one in whose every text and path stands what some format treats
/// specially.
SampleReport clean_report();
SampleReport full_report();
SampleReport failed_report();
SampleReport hostile_report();
/// So many findings, the gravest last.
SampleReport large_report(std::size_t findings);
/// The full one of a run that compared: one error is new, one finding was mended.
SampleReport compared_report();
/// So many findings of all kinds, fifty in a file.
SampleReport crowded_report(std::size_t findings);

std::vector<SampleReport> sample_reports();

/// What stands in the hostile report.
extern const std::string kHostile;

}  // namespace ecac::test
