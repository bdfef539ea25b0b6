#include "compiler/cli/output/compiled_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/progress.h"
#include "compiler/cli/output/tell.h"
#include "compiler/driver/compile.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/host/threads.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

void tell_findings(const ParsedArguments& arguments, const World& world,
                   const CheckResult& result) {
  const bool any = std::any_of(
      result.report.findings.begin(), result.report.findings.end(),
      [](const ReportFinding& finding) { return finding.severity >= Severity::warning; });
  if (!any || arguments.has("quiet")) return;
  TextReportOptions text;
  text.color = world.err_is_terminal && wants_color(arguments, world);
  world.err << text_report(result.report, *result.snippets, text);
}

/// What is to be said of a result, and whether it may be written.
CompiledRun judged(const ParsedArguments& arguments, const World& world, CompileResult result) {
  tell_findings(arguments, world, result.check);
  if (tell_failures(world, result.check.report)) return {.code = ExitCode::failure};
  const auto errors = std::count_if(
      result.check.report.findings.begin(), result.check.report.findings.end(),
      [](const ReportFinding& finding) { return finding.severity == Severity::error; });
  if (!result.project) {
    tell(world, "nothing to compile: no project with our types was found");
    return {};
  }
  const ExitCode code = !result.check.report.failures.empty() ? ExitCode::failure
                        : errors > 0                          ? ExitCode::findings
                                                              : ExitCode::clean;
  if (errors > 0 && !arguments.has("emit-partial")) {
    tell(world, fmt::format("nothing was written because of {} error{}; --emit-partial writes what "
                            "can be known",
                            errors, errors == 1 ? "" : "s"));
    return {.code = code};
  }
  if (result.project->deploy.components.empty()) {
    const std::string_view why =
        arguments.has("manifest")
            ? "the manifest names no component of this project that is an External Client App or "
              "credential"
            : "no External Client App or credential metadata was found";
    tell(world, fmt::format("{}; what is written is empty", why));
  }
  return {std::move(result.project), code};
}

}  // namespace

CompiledRun compile_for(const ParsedArguments& arguments, const World& world) {
  OverlayFileTree files(world.files);
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  const Host host = host_of(world, files, *executor);
  CompileRequest request;
  request.check = read_check_request(arguments, world, host, files);
  request.selection = {.apps = arguments.list("app"), .credentials = arguments.list("credential")};
  request.against = arguments.last("against").value_or("");
  Progress progress(world);
  request.check.progress = [&](std::size_t done, std::size_t total) {
    progress.update(done, total);
  };
  CompileResult result = compile(host, request);
  progress.clear();
  return judged(arguments, world, std::move(result));
}

bool write_file(const World& world, const std::string& path, const std::string& text) {
  const Result<void> done = world.writer.write(absolute_path(world.current_directory, path), text);
  if (done) return true;
  tell(world, done.error().message);
  return false;
}

}  // namespace ecac
