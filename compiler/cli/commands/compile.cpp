#include "compiler/driver/compile.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/progress.h"
#include "compiler/emit/document/client_metadata.h"
#include "compiler/emit/document/resolved_document.h"
#include "compiler/emit/report/text_report.h"
#include "compiler/host/thread_executor.h"
#include "compiler/support/overlay_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace compile_command {

static const std::vector<OptionSpec> kOptions = with_project_options({
    OptionSpec{.name = "app",
               .value = OptionValue::word,
               .placeholder = "NAME",
               .help = "only this app; repeats, commas",
               .group = "What is compiled"},
    OptionSpec{.name = "credential",
               .value = OptionValue::word,
               .placeholder = "NAME",
               .help = "only this named credential; repeats, commas",
               .group = "What is compiled"},
    OptionSpec{.name = "env-file",
               .value = OptionValue::file,
               .placeholder = "FILE",
               .help = "values (NAME=VALUE) for the replacements of sfdx-project.json and for "
                       "${NAME}, put in before anything is read",
               .group = "What is compiled"},
    OptionSpec{.name = "against",
               .value = OptionValue::folder,
               .placeholder = "REV|DIR",
               .help = "an earlier state of the project, a git revision or a folder; tells which "
                       "effects are a change",
               .group = "What is compiled"},
    OptionSpec{.name = "format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "resolved oauth-client-metadata",
               .help = "resolved (default): the runtime configuration with the reason for every "
                       "value; oauth-client-metadata: each app as RFC 7591 describes a client",
               .group = "Output"},
    OptionSpec{.name = "output-file",
               .letter = 'o',
               .value = OptionValue::file,
               .placeholder = "FILE",
               .help = "where the document goes, instead of standard output; a folder for "
                       "oauth-client-metadata of several apps",
               .group = "Output"},
    OptionSpec{
        .name = "emit-partial", .help = "write the document in spite of errors", .group = "Output"},
    OptionSpec{
        .name = "quiet", .letter = 'q', .help = "say nothing of the findings", .group = "Output"},
    kColorOption,
});

static bool tell_problems(const World& world, const std::vector<std::string>& problems) {
  for (const std::string& problem : problems) world.err << "ecac: " << problem << '\n';
  return !problems.empty();
}

static bool write_to(const World& world, const std::string& path, const std::string& text) {
  const Result<void> done = world.writer.write(absolute_path(world.current_directory, path), text);
  if (done) return true;
  world.err << "ecac: " << done.error().message << '\n';
  return false;
}

static bool write_clients(const ParsedArguments& arguments, const World& world,
                          const std::vector<CompiledApp>& apps) {
  const std::string target = arguments.last("output-file").value_or("");
  const bool one_file = apps.size() == 1 && !target.empty() && !target.ends_with('/');
  bool written = true;
  for (const CompiledApp& app : apps) {
    const std::string text = client_metadata(client_registration(app));
    if (target.empty()) {
      world.out << text;
    } else {
      const std::string path = one_file ? target : join_path(target, app.name + ".json");
      written = write_to(world, path, text) && written;
    }
  }
  return written;
}

static bool write_document(const ParsedArguments& arguments, const World& world,
                           const ResolvedProject& project) {
  const std::string document =
      resolved_document(project, {.version = version(), .documentation_url = documentation_url()});
  if (const auto target = arguments.last("output-file")) return write_to(world, *target, document);
  world.out << document;
  return true;
}

/// Findings go to standard error, so that the document alone is the output.
static void tell_findings(const ParsedArguments& arguments, const World& world,
                          const CheckResult& result) {
  const bool any = std::any_of(
      result.report.findings.begin(), result.report.findings.end(),
      [](const ReportFinding& finding) { return finding.severity >= Severity::warning; });
  if (!any || arguments.has("quiet")) return;
  TextReportOptions text;
  text.color = world.err_is_terminal && wants_color(arguments, world);
  world.err << text_report(result.report, *result.snippets, text);
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  OverlayFileTree files(world.files);
  ThreadExecutor executor(requested_threads(arguments));
  const Host host = host_of(world, files, executor);
  CompileRequest request;
  request.check = read_check_request(arguments, world, host, files);
  request.selection = {.apps = arguments.list("app"), .credentials = arguments.list("credential")};
  const bool clients = arguments.last("format") == "oauth-client-metadata";
  if (clients && !request.selection.credentials.empty()) {
    throw UsageError("--credential has no meaning for oauth-client-metadata, which is about apps");
  }
  request.against = arguments.last("against").value_or("");
  Progress progress(world);
  request.check.progress = [&](std::size_t done, std::size_t total) {
    progress.update(done, total);
  };
  const CompileResult result = compile(host, request);
  progress.clear();
  tell_findings(arguments, world, result.check);
  if (tell_problems(world, result.check.failures)) return ExitCode::failure;
  const auto errors = std::count_if(
      result.check.report.findings.begin(), result.check.report.findings.end(),
      [](const ReportFinding& finding) { return finding.severity == Severity::error; });
  if (!result.project) {
    world.err << "ecac: nothing to compile: no project with our types was found\n";
    return ExitCode::clean;
  }
  if (errors > 0 && !arguments.has("emit-partial")) {
    world.err << fmt::format(
        "ecac: nothing was written because of {} error{}; --emit-partial writes what can be "
        "known\n",
        errors, errors == 1 ? "" : "s");
    return result.check.internal_error ? ExitCode::failure : ExitCode::findings;
  }
  if (result.check.report.summary.files_checked == 0) {
    world.err << "ecac: no External Client App or credential metadata was found; the document is "
                 "empty\n";
  }
  const bool written = clients ? write_clients(arguments, world, result.project->apps)
                               : write_document(arguments, world, *result.project);
  if (!written || result.check.internal_error) return ExitCode::failure;
  return errors > 0 ? ExitCode::findings : ExitCode::clean;
}

}  // namespace compile_command

const Command kCompileCommand = {
    .name = "compile",
    .summary =
        "Writes what each app and credential may really do, with the reason for every value.",
    .usage = "[OPTIONS] [PATH...]",
    .details =
        "The project is checked first; with errors in it nothing is written. The document is one "
        "JSON text, the same for the same project. docs/resolved-format.md describes it.",
    .examples =
        "  ecac compile -o runtime.json\n"
        "  ecac compile --app Portal --emit-partial\n"
        "  ecac compile --format oauth-client-metadata --app Portal\n"
        "\nExit code: 0 written, 1 there are errors, 2 the run itself failed.\n",
    .options = compile_command::kOptions,
    .run = compile_command::run,
};

}  // namespace ecac
