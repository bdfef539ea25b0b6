#include "compiler/api/ecac.h"

#include <exception>
#include <utility>

#include "compiler/driver/check.h"
#include "compiler/driver/compile.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/emit/report/json_report.h"

namespace ecac::api {

namespace {

/// Nothing leaves this library but answers: memory that runs out and our own mistakes are the
/// failure of one call.
template <class Work>
Answer guarded(Work&& work) noexcept {
  Answer answer;
  try {
    work(answer);
    answer.done = true;
    return answer;
  } catch (const std::exception& error) {
    try {
      answer.failures.assign(1, error.what());
    } catch (const std::exception&) {
      answer.failures.clear();  // no memory for a sentence either
    }
  }
  answer.json.clear();
  return answer;
}

bool read_options(const Options& options, CheckRequest& request, Answer& answer) {
  const std::optional<Mode> mode = parse_mode(options.mode);
  if (!mode && !options.mode.empty()) {
    answer.failures.push_back("there is no mode `" + options.mode + "`");
    return false;
  }
  request.mode = mode;
  request.current_directory = options.current_directory;
  request.paths = options.paths;
  request.preset = options.preset;
  request.select = options.select;
  request.ignore = options.ignore;
  request.exclude = options.exclude;
  request.config = options.config;
  request.isolated = options.isolated;
  return true;
}

void count(const CheckResult& result, Answer& answer) {
  for (const ReportFinding& finding : result.report.findings) {
    if (finding.severity == Severity::error) ++answer.errors;
    if (finding.severity == Severity::warning) ++answer.warnings;
  }
  for (const ReportFailure& failure : result.report.failures) {
    answer.failures.push_back(failure.sentence());
  }
}

ToolInfo this_tool() {
  return {.version = version()};
}

}  // namespace

Answer check(const Host& host, const Options& options) noexcept {
  return guarded([&](Answer& answer) {
    CheckRequest request;
    if (!read_options(options, request, answer)) return;
    const CheckResult result = run_check(host, request);
    count(result, answer);
    answer.json = json_report(result.report, this_tool());
  });
}

Answer compile(const Host& host, const Options& options) noexcept {
  return guarded([&](Answer& answer) {
    CompileRequest request;
    if (!read_options(options, request.check, answer)) return;
    const CompileResult result = ecac::compile(host, request);
    count(result.check, answer);
    if (result.project) answer.json = resolved_document(*result.project, this_tool());
  });
}

std::string_view version() noexcept {
  return ECAC_VERSION;
}

}  // namespace ecac::api
