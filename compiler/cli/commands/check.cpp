#include "compiler/driver/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/change_options.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/check_options.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/baseline_output.h"
#include "compiler/cli/output/color.h"
#include "compiler/cli/output/failure_paths.h"
#include "compiler/cli/output/fix_words.h"
#include "compiler/cli/output/output_targets.h"
#include "compiler/cli/output/outputs.h"
#include "compiler/cli/output/progress.h"
#include "compiler/cli/output/run_notices.h"
#include "compiler/cli/output/tell.h"
#include "compiler/cli/output/watch.h"
#include "compiler/diagnostics/words.h"
#include "compiler/driver/checked_commit.h"
#include "compiler/driver/compile.h"
#include "compiler/driver/fix.h"
#include "compiler/emit/overview/project_overview.h"
#include "compiler/emit/report/finding_words.h"
#include "compiler/emit/report/report_formats.h"
#include "compiler/emit/report/settings_emitter.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/host/filled_file_tree.h"
#include "compiler/host/threads.h"
#include "compiler/report/covered_diff.h"
#include "compiler/report/paths/report_root.h"
#include "compiler/secrets/redaction.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace check_command {

static std::string plural(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

static std::string fixes_in_files(const FixOutcome& fixed) {
  return plural(fixed.made.size(), "problem", "problems") + " in " +
         plural(fixed.changes.size(), "file", "files");
}

static void check_list_options(const ParsedArguments& arguments,
                               const std::vector<Output>& outputs) {
  for (const std::string_view option : {"show-files", "show-settings"}) {
    if (!arguments.has(option) || outputs.size() == 1) continue;
    throw UsageError(
        fmt::format("--{} writes one list, and {} outputs are named", option, outputs.size()));
  }
}

static void check_fix_options(const ParsedArguments& arguments) {
  const bool fix = arguments.has("fix");
  const bool diff = arguments.has("diff");
  if (fix && diff) throw UsageError("--fix and --diff exclude each other");
  for (const std::string_view option : {"show-files", "show-settings"}) {
    if (!arguments.has(option) || !(fix || diff)) continue;
    throw UsageError(
        fmt::format("--{} only lists, so it does not go with --{}", option, fix ? "fix" : "diff"));
  }
  if ((fix || diff) && arguments.has("env-file")) {
    throw UsageError(
        "--fix and --diff cannot be used with --env-file, whose values belong into no file");
  }
  for (const std::string_view option : {"unsafe-fixes", "show-fixes"}) {
    if (!arguments.has(option) || fix || diff) continue;
    throw UsageError(
        fmt::format("--{} does nothing alone; add --fix or, to look first, --diff", option));
  }
}

/// Each fix in a line, and each that is not made although it was offered.
static void list_fixes(const FixOutcome& fixed, const ParsedArguments& arguments,
                       const World& world) {
  tell_all(world, refusals_of(fixed));
  if (!arguments.has("show-fixes")) return;
  const std::string_view verb = arguments.has("diff") ? "would fix" : "fixed";
  for (const ShownFix& fix : fixed.made) world.err << verb << ' ' << line_of(fix) << '\n';
}

/// The paths of the request once fixes have moved files. Where nothing of them is left, the folders
/// that it was in are.
static std::vector<std::string> remaining_paths(const FixOutcome& fixed,
                                                const CheckRequest& request) {
  std::vector<std::string> paths =
      paths_after(request.paths, request.current_directory, fixed.moved);
  if (!paths.empty()) return paths;
  for (const std::string& path : request.paths) {
    paths.emplace_back(parent_path(absolute_path(request.current_directory, path)));
  }
  return paths;
}

static ExitCode show_diff(const FixOutcome& fixed, const SchemaSet& schema,
                          const ParsedArguments& arguments, const World& world) {
  if (tell_all(world, fixed.failures)) return ExitCode::failure;
  const std::string diff =
      covered_diff(fixed.changes, world.current_directory, schema, fixed.secrets);
  list_fixes(fixed, arguments, world);
  world.out << diff;
  if (!arguments.has("quiet")) {
    world.err << (diff.empty() ? "nothing to fix" : "would fix " + fixes_in_files(fixed)) << '\n';
  }
  return diff.empty() || arguments.has("exit-zero") ? ExitCode::clean : ExitCode::findings;
}

/// A log that GitHub reads becomes annotations too.
static bool wants_annotations(const ParsedArguments& arguments, const World& world) {
  return arguments.last("annotations").value_or("auto") == "auto" && world.environment &&
         world.environment("GITHUB_ACTIONS") == "true";
}

/// Gives the sentences about what could not be written.
static std::vector<std::string> write_each(const CheckResult& result,
                                           const std::vector<Output>& outputs,
                                           const ParsedArguments& arguments, const World& world) {
  std::vector<std::string> refusals;
  for (const Output& output : outputs) {
    TextReportOptions text;
    text.color =
        output.path.empty() ? wants_color(arguments, world) : arguments.last("color") == "always";
    text.quiet = arguments.has("quiet");
    text.statistics = arguments.has("statistics");
    text.show_suppressed = arguments.has("show-suppressed");
    if (auto level = arguments.last("level")) text.level = parse_severity(*level);
    // What fails the run is shown.
    if (!text.level && fail_on(arguments) == Severity::info) text.level = Severity::info;
    text.where = fmt::format("{}", fmt::join(arguments.positional, ", "));
    text.failures_told = output.path.empty();
    const EmitOptions options = {
        .tool = {.version = version(), .documentation_url = documentation_url()},
        .lines = *result.snippets,
        .text = text,
        .fail_on = fail_on(arguments),
        .max_bytes = requested_size(arguments)};
    const bool for_people = output.path.empty() && output.format->for_people;
    // Why nothing was judged stands on standard error already.
    const bool told = !result.report.run.checked && !result.report.failures.empty();
    std::string report;
    if (!for_people || !told) report = output.format->emit(result.report, options);
    if (for_people && wants_annotations(arguments, world)) {
      report += emit_github(result.report, options);
    }
    if (output.path.empty()) {
      world.out << report;
      continue;
    }
    const Result<void> done =
        world.writer.write(absolute_path(world.current_directory, output.path), report);
    if (!done) refusals.push_back(done.error().message);
  }
  return refusals;
}

static bool write_reports(CheckResult& result, std::vector<Output> outputs,
                          const ParsedArguments& arguments, const World& world) {
  tell_paths_from_root(result.report.failures, arguments, world);
  const std::vector<std::string> refusals = write_each(result, outputs, arguments, world);
  if (refusals.empty()) return true;
  for (const std::string& refusal : refusals) tell(world, refusal);
  result.report.failures.push_back(
      {.kind = FailureKind::option, .message = "another report of this run cannot be written"});
  // The exit code is 2, and the reports that can be written say so, too.
  std::erase_if(outputs, [](const Output& output) { return output.path.empty(); });
  (void)write_each(result, outputs, arguments, world);
  return false;
}

static std::string list_of_files(const CheckResult& result) {
  std::string out;
  for (const ShownFile& file : result.files) {
    out += fmt::format("{}  {}", printable(file.path), file.type);
    if (file.standing != "checked") out += fmt::format("  ({})", file.standing);
    out += '\n';
  }
  return out;
}

/// Whether what was asked for could be written.
static bool write_lists(const CheckResult& result, const Output& output,
                        const ParsedArguments& arguments, const World& world) {
  std::string lists;
  if (arguments.has("show-files")) lists += list_of_files(result);
  if (arguments.has("show-settings")) {
    lists += output.format->name == "json"
                 ? emit_settings_json(result.settings, {.version = version()})
                 : emit_settings_text(result.settings);
  }
  if (output.path.empty()) {
    world.out << lists;
    return true;
  }
  const Result<void> done =
      world.writer.write(absolute_path(world.current_directory, output.path), lists);
  if (!done) tell(world, done.error().message);
  return static_cast<bool>(done);
}

/// Of a report that has no findings.
class NoLines final : public SnippetSource {
 public:
  bool line(FileId, LineColumn, LineExcerpt&) override { return false; }
};

/// Readers keep the reports of each mode apart, and must find a failed one among its like.
static Mode mode_of_refused(const ParsedArguments& arguments, const World& world) {
  CheckRequest request;
  request.current_directory = world.current_directory;
  request.paths = arguments.positional;
  std::erase(request.paths, "-");
  if (const auto mode = arguments.last("mode")) request.mode = parse_mode(*mode);
  if (request.mode) return *request.mode;
  return mode_of_run(host_of(world, world.files, inline_executor()), request);
}

/// What could not even be asked for. Who reads the reports must not take the last ones for it.
static void write_refusal(const UsageError& error, const std::vector<Output>& outputs,
                          const ParsedArguments& arguments, const World& world) {
  CheckResult result;
  result.snippets = std::make_unique<NoLines>();
  result.report.run.mode = mode_of_refused(arguments, world);
  result.report.run.preset = arguments.last("preset").value_or("default");
  result.report.run.since = arguments.last("since").value_or("");
  result.report.run.staged = arguments.has("staged");
  result.report.failures.push_back({.kind = error.kind(), .message = error.what()});
  write_reports(result, outputs, arguments, world);
}

/// What no report may repeat, as a report takes it (OpenFiles).
static SecretValues values_put_in(const AnalysedProject& project) {
  if (project.replaced() == nullptr) return {};
  return {project.replaced()->values_put_in(Redactor::kShortestRepeatedValue),
          Redactor::kShortestRepeatedValue};
}

/// Has each project that is checked leave what it makes.
static void collect_overview(const Host& host, CheckRequest& request,
                             std::vector<ProjectOverview>& overview) {
  const auto root = std::make_shared<const ReportRoot>(host.files, request.current_directory,
                                                       request.paths, request.root);
  request.inspect = [&host, &overview, root, check = request](const AnalysedProject& project) {
    const DiscoveredProject& discovered = project.discovered();
    overview.push_back(project_overview(resolve_analysed(host, check, project),
                                        (*root)(discovered.root), discovered.environment,
                                        values_put_in(project)));
  };
}

/// A list of files that is empty: a change that touches nothing of ours.
static ExitCode report_nothing(const std::vector<Output>& outputs, const ParsedArguments& arguments,
                               const World& world) {
  if (!arguments.has("quiet")) world.err << "nothing to check: the list of files is empty\n";
  const bool only_lists =
      arguments.has("diff") || arguments.has("show-files") || arguments.has("show-settings");
  if (only_lists) return ExitCode::clean;
  CheckResult result;
  result.snippets = std::make_unique<NoLines>();
  result.report.run.checked = true;
  result.report.run.mode = parse_mode(arguments.last("mode").value_or("lint")).value_or(Mode::lint);
  result.report.run.preset = arguments.last("preset").value_or("default");
  result.report.run.newest_version = SchemaSet::embedded()->newest_version();
  result.report.notices.push_back({.kind = NoticeKind::nothing_checked,
                                   .message = "nothing was checked: the list of files is empty"});
  std::vector<Output> for_machines = outputs;
  std::erase_if(for_machines, [](const Output& output) {
    return output.path.empty() && output.format->for_people;
  });
  return write_reports(result, for_machines, arguments, world) ? ExitCode::clean
                                                               : ExitCode::failure;
}

/// What is in submodules whose commits nobody has here.
static void tell_closed_submodules(const CheckResult& result, const World& world) {
  std::vector<std::string> changed;
  bool are_submodules = true;
  for (const std::string& name : result.not_compared) {
    const std::string folder = absolute_path(world.current_directory, name);
    if (world.files.kind(folder) == EntryKind::missing) continue;
    changed.push_back(name);
    // Its files may belong to the repository around it now.
    if (world.files.kind(join_path(folder, ".git")) == EntryKind::missing) {
      are_submodules = false;
    }
  }
  const std::optional<ReportChange>& change = result.report.summary.change;
  if (change && change->not_compared > 0 && !changed.empty()) {
    tell(world,
         fmt::format("{} not compared, and not new: the commit that the {} {} had before is "
                     "not here{}",
                     plural(change->not_compared, "finding is", "findings are"),
                     changed.size() == 1 ? "submodule" : "submodules", list_of_names(changed),
                     are_submodules ? "; `git submodule update --init` after a `git fetch "
                                      "--recurse-submodules` gets it"
                                    : ""));
  }
  for (const ReportNotice& notice : result.report.notices) {
    if (notice.kind == NoticeKind::not_compared) tell(world, notice.message);
  }
  if (result.not_judged.empty()) return;
  tell(world, fmt::format("not judged: the staged commit of {} is not here",
                          list_of_names(result.not_judged)));
}

static ExitCode run(const ParsedArguments& arguments, const std::vector<Output>& outputs,
                    const World& world) {
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  const std::unique_ptr<FileTree> staged =
      staged_files(arguments, world, host_of(world, world.files, *executor));
  const std::unique_ptr<FileTree> left_out =
      left_out_files(arguments, world, host_of(world, world.files, *executor));
  std::optional<FilledFileTree> filled;
  if (left_out != nullptr) filled.emplace(world.files, *left_out);
  OverlayFileTree files(staged != nullptr ? *staged : filled ? *filled : world.files);
  const Host host = host_of(world, files, *executor);
  CheckRequest request = read_check_request(arguments, world, host, files);
  if (lists_nothing(arguments, request)) return report_nothing(outputs, arguments, world);
  if (arguments.has("fix") && arguments.has("stdin-filename")) {
    throw UsageError("--fix cannot change standard input; --diff shows what it would do");
  }

  request.list_files = arguments.has("show-files");
  request.list_settings = arguments.has("show-settings");
  Progress progress(world);
  request.progress = [&](std::size_t done, std::size_t total) { progress.update(done, total); };
  bool failed = false;
  if (arguments.has("fix") || arguments.has("diff")) {
    const FixOutcome fixed =
        run_fix(host, {.check = request, .unsafe = arguments.has("unsafe-fixes")});
    progress.clear();
    if (arguments.has("diff")) {
      const auto schema = request.schema == nullptr ? SchemaSet::embedded() : request.schema;
      return show_diff(fixed, *schema, arguments, world);
    }
    const WrittenChanges written = write_changes(files, world.writer, fixed.changes);
    failed = tell_all(world, written.problems);
    list_fixes(fixed, arguments, world);
    request.paths = remaining_paths(fixed, request);
    if (failed) {
      tell(world, fmt::format("{} of {} could be changed", written.written,
                              plural(fixed.changes.size(), "file", "files")));
    } else if (!fixed.made.empty() && !arguments.has("quiet")) {
      world.err << "fixed " << fixes_in_files(fixed) << '\n';
    }
  }

  std::vector<ProjectOverview> overview;
  if (std::ranges::any_of(outputs,
                          [](const Output& each) { return each.format->shows_overview; })) {
    collect_overview(host, request, overview);
  }
  CheckResult result = run_check(host, request);
  progress.clear();
  if (changes_baseline(arguments) && write_baselines(arguments, world, result)) {
    // Of what was put off just now nothing is to be said.
    overview.clear();
    result = run_check(host, request);
    progress.clear();
  }
  if (result.report.run.checked) result.report.overview = std::move(overview);
  if (std::ranges::any_of(outputs,
                          [](const Output& each) { return each.format->shows_repository; })) {
    // Of git itself, whatever tree the files are from.
    const ReportRoot root(world.files, request.current_directory, request.paths, request.root);
    result.report.run.repository = checked_commit(world.files, root.folder());
  }
  if (arguments.has("baseline-strict") && result.report.run.checked &&
      result.report.run.baselines.empty()) {
    result.report.failures.push_back(
        {.kind = FailureKind::option,
         .message = "--baseline-strict: there is no baseline; name one with --baseline, or as "
                    "`baseline` in ecac.json"});
  }
  tell_failures(world, result.report);
  if (result.report.failures.empty()) tell_closed_submodules(result, world);
  failed = !result.report.failures.empty() || failed;
  if (arguments.has("show-files") || arguments.has("show-settings")) {
    failed = !write_lists(result, outputs.front(), arguments, world) || failed;
    return failed ? ExitCode::failure : ExitCode::clean;
  }
  if (arguments.has("verbose")) world.err << emit_settings_text(result.settings);
  note_outdated_baseline(arguments, result.report);
  hide_lesser(arguments, result.report);
  const ExitCode code =
      run_fails(result.report, fail_on(arguments)) ? ExitCode::findings : ExitCode::clean;
  failed = !write_reports(result, outputs, arguments, world) || failed;
  if (world.err_is_terminal && !arguments.has("quiet")) {
    world.err << fmt::format("checked in {:.2f} s\n", progress.elapsed());
  }
  return failed ? ExitCode::failure : code;
}

/// Only what a person reads again and again, and what can be asked for again.
static void check_watch_options(const ParsedArguments& arguments,
                                const std::vector<Output>& outputs) {
  if (!arguments.has("watch")) return;
  for (const std::string_view option :
       {"fix", "diff", "show-files", "show-settings", "stdin-filename", "output-file", "staged",
        "files-from", "update-baseline", "prune-baseline"}) {
    if (!arguments.has(option)) continue;
    throw UsageError(fmt::format("--watch does not go with --{}", option));
  }
  if (std::ranges::find(arguments.positional, "-") != arguments.positional.end()) {
    throw UsageError("--watch cannot read standard input again");
  }
  const ReportFormat& format = *outputs.front().format;
  if (format.for_people) return;
  throw UsageError(
      fmt::format("--watch shows text to a person; a program that reads {} runs the check itself",
                  format.name));
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  check_fix_options(arguments);
  check_baseline_options(arguments);
  const std::vector<Output> outputs = requested_outputs(arguments);
  check_list_options(arguments, outputs);
  check_watch_options(arguments, outputs);
  requested_size(arguments);  // refused before anything is done
  check_output_targets(outputs, arguments, world);
  const bool only_lists =
      arguments.has("diff") || arguments.has("show-files") || arguments.has("show-settings");
  if (arguments.has("watch")) {
    return watch(world, arguments.has("quiet"),
                 [&](const World& each) { return run(arguments, outputs, each); });
  }
  try {
    return run(arguments, outputs, world);
  } catch (const UsageError& error) {
    if (!only_lists) write_refusal(error, outputs, arguments, world);
    throw;
  }
}

}  // namespace check_command

const Command kCheckCommand = {
    .name = "check",
    .summary = "Says what is wrong with External Client App and credential metadata.",
    .usage = "[OPTIONS] [PATH...]",
    .details =
        "PATH is a project, any folder or file in one, a deploy package, or `-` for standard "
        "input. Without PATH the project around the current folder is checked.",
    .examples =
        "  ecac check\n"
        "  ecac check force-app --mode predeploy --fail-on warning\n"
        "  ecac check --output-format json -o report.json --output-format concise\n"
        "  ecac check --diff\n"
        "  ecac check --watch\n"
        "  ecac check - --stdin-filename "
        "force-app/main/default/externalClientApps/Portal.eca-meta.xml\n"
        "\nExit code: 0 nothing at or above --fail-on, 1 findings, 2 the run itself failed.\n",
    .options = check_options::kAll,
    .run = check_command::run,
};

}  // namespace ecac
