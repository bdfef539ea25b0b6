#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/project_options.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/progress.h"
#include "compiler/cli/output/tell.h"
#include "compiler/edit/file_changes.h"
#include "compiler/emit/text/display_text.h"
#include "compiler/format/formatter.h"
#include "compiler/host/threads.h"
#include "compiler/report/covered_diff.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/resolve/values/declared_markers.h"
#include "compiler/source/line_index.h"
#include "compiler/support/files/overlay_file_tree.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/replaced_file_tree.h"
#include "compiler/workspace/workspace.h"

namespace ecac {
namespace format_command {

static const std::vector<OptionSpec> kOptions = with_check_options(
    {OptionSpec{.name = "check",
                .help = "write nothing; list the files that would change, exit code 1 if there are "
                        "any"},
     OptionSpec{.name = "diff",
                .help = "write nothing; show what would change, exit code 1 if anything would"},
     OptionSpec{.name = "quiet", .letter = 'q', .help = "without the count of files at the end"}},
    "Which files",
    {"exclude", "force-exclude", "config", "isolated", "stdin-filename", "schema-dir", "jobs",
     "help"});

/// A file that is formatted, and the project that it is first met in.
struct FileToFormat {
  std::string path = {};
  TypeId type = TypeId::none;
  const DeclaredMarkers* markers = nullptr;
};

/// What became of a file.
struct FormattedFile {
  FileChange change = {};
  std::string refusal = {};  ///< with its place
  bool changes = false;
};

/// What becomes of all of them.
struct FormattedFiles {
  std::vector<FileChange> changes = {};
  std::vector<std::string> refusals = {};
  std::size_t unchanged = 0;
};

/// Each file once: where a project is deployed to several environments it is in several lists.
static std::vector<FileToFormat> files_to_format(const Workspace& workspace,
                                                 const Formatter& formatter,
                                                 std::deque<DeclaredMarkers>& markers) {
  std::vector<FileToFormat> files;
  std::set<std::string> seen;
  for (const DiscoveredProject& project : workspace.projects()) {
    markers.emplace_back(declared_replacements(project.project_file), project.root);
    for (const DiscoveredFile& file : project.files) {
      if (file.kind != FileKind::component || !file.checked() || !formatter.formats(file.type)) {
        continue;
      }
      std::string path = project.path_of(file);
      if (!seen.insert(path).second) continue;
      files.push_back({std::move(path), file.type, &markers.back()});
    }
  }
  std::ranges::sort(files, {}, &FileToFormat::path);
  return files;
}

static std::string refusal_of(const FormatRefusal& refusal, std::string_view text,
                              const std::string& shown) {
  std::string place = shown;
  if (refusal.place != TextRange{}) {
    const LineColumn at = LineIndex(text).position(refusal.place.begin);
    place += fmt::format(":{}:{}", at.line, at.column);
  }
  return fmt::format("{}: not formatted, for it {}", place, refusal.why);
}

static FormattedFile format_one(const FileToFormat& file, const FileTree& files,
                                Formatter& formatter, const ShownPaths& shown) {
  FormattedFile result;
  FileChange& change = result.change;
  if (auto read = files.read(file.path, change.before, limits::kFile); !read) {
    result.refusal = fmt::format("{}: not formatted: {}", shown(file.path), read.error().message);
    return result;
  }
  FindMarkers markers;
  if (!file.markers->empty()) {
    markers = [&](std::string_view text) { return file.markers->find(file.path, text); };
  }
  try {
    FormattedText formatted = formatter.format(change.before, file.type, markers);
    if (formatted.refusal) {
      result.refusal = refusal_of(*formatted.refusal, change.before, shown(file.path));
    } else {
      change.after = std::move(formatted.text);
    }
  } catch (const InternalError&) {
    result.refusal = fmt::format("{}: not formatted, for ecac made a mistake", shown(file.path));
  }
  result.changes = result.refusal.empty() && change.after != change.before;
  if (!result.changes) change = {};
  if (result.changes) change.old_path = change.new_path = file.path;
  return result;
}

static FormattedFiles format_all(const Workspace& workspace, const ShownPaths& shown,
                                 Executor& executor, Progress& progress) {
  const SchemaSet& schema = *workspace.schema();
  std::deque<DeclaredMarkers> markers;
  const std::vector<FileToFormat> files = files_to_format(workspace, Formatter(schema), markers);
  std::vector<FormattedFile> results(files.size());
  constexpr std::size_t kRun = 16;
  std::atomic<std::size_t> done = 0;
  parallel_for(
      executor, files.size(), kRun, [&] { return Formatter(schema); },
      [&](Formatter& formatter, std::size_t i) {
        results[i] = format_one(files[i], workspace.host().files, formatter, shown);
        progress.update(++done, files.size());
      });
  FormattedFiles all;
  for (const DiscoveredProject& project : workspace.projects()) {
    for (const UnreadPath& unread : project.tree.unread) {
      if (unread.reason == UnreadPath::Reason::linked_out) continue;
      all.refusals.push_back(
          fmt::format("{}: not formatted: {}", shown(unread.path), unread.words));
    }
  }
  for (FormattedFile& result : results) {
    if (!result.refusal.empty()) {
      all.refusals.push_back(std::move(result.refusal));
    } else if (result.changes) {
      all.changes.push_back(std::move(result.change));
    } else {
      ++all.unchanged;
    }
  }
  return all;
}

/// Why nothing is formatted: what was asked for cannot be had, or nobody can tell what is excluded.
static std::vector<std::string> failures_of(const Workspace& workspace, const ShownPaths& shown) {
  std::vector<std::string> failures;
  for (const WorkspaceFailure& failure : workspace.failures()) failures.push_back(failure.message);
  for (const PathError& error : workspace.path_errors()) {
    failures.push_back(error.path.empty()
                           ? "a path that was given is empty; without paths the project around "
                             "the current folder is formatted"
                           : fmt::format("cannot format {}: {}", error.path, error.message));
  }
  for (const ConfigError& error : workspace.config_errors()) {
    failures.push_back(error.line == 0 ? error.message
                                       : fmt::format("{}:{}:{}: {}", shown(error.path), error.line,
                                                     error.column, error.message));
  }
  return failures;
}

static std::string count(std::size_t number, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", number, number == 1 ? one : many);
}

/// `3 files formatted, 40 left unchanged, 1 refused`.
static std::string summary_of(std::size_t formatted, const FormattedFiles& files, bool writes) {
  std::vector<std::string> parts;
  if (formatted > 0 || (files.unchanged == 0 && files.refusals.empty())) {
    parts.push_back(count(formatted, "file", "files") + (writes ? " formatted" : " would change"));
  }
  if (files.unchanged > 0) {
    const std::string_view what = writes ? "left unchanged" : "in form already";
    parts.push_back(parts.empty()
                        ? fmt::format("{} {}", count(files.unchanged, "file", "files"), what)
                        : fmt::format("{} {}", files.unchanged, what));
  }
  if (!files.refusals.empty()) {
    parts.push_back(parts.empty() ? count(files.refusals.size(), "file refused", "files refused")
                                  : fmt::format("{} refused", files.refusals.size()));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

static void check_options(const ParsedArguments& arguments) {
  if (arguments.has("check") && arguments.has("diff")) {
    throw UsageError("--check and --diff exclude each other; --diff has the same exit code");
  }
  const bool stdin_named =
      std::ranges::find(arguments.positional, "-") != arguments.positional.end();
  if (stdin_named && arguments.positional.size() > 1) {
    throw UsageError("`-` is formatted alone: its text goes to standard output");
  }
}

/// The text of standard input in its form, or as it came where it is nobody's.
static ExitCode write_standard_input(const FormattedFiles& formatted, const std::string& text,
                                     const World& world) {
  if (!formatted.refusals.empty()) return ExitCode::failure;
  if (formatted.changes.empty() && formatted.unchanged == 0) {
    tell(world, "standard input stays as it is: it is no file that ecac formats");
  }
  world.out << (formatted.changes.empty() ? text : formatted.changes.front().after);
  return ExitCode::clean;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  check_options(arguments);
  const std::unique_ptr<Executor> executor = make_executor(requested_threads(arguments));
  OverlayFileTree files(world.files);
  const Host host = host_of(world, files, *executor);
  const CheckRequest request = read_check_request(arguments, world, host, files);
  const Workspace workspace(host, request);
  const ShownPaths shown(request.current_directory, request.paths);
  if (tell_all(world, failures_of(workspace, shown))) return ExitCode::failure;

  Progress progress(world);
  const FormattedFiles formatted = format_all(workspace, shown, *executor, progress);
  progress.clear();
  tell_all(world, formatted.refusals);
  const bool looks = arguments.has("check") || arguments.has("diff");
  if (arguments.has("stdin-filename") && !looks) {
    std::string text;
    const std::string path =
        absolute_path(world.current_directory, *arguments.last("stdin-filename"));
    if (auto read = files.read(path, text, limits::kFile); !read)
      throw UsageError(read.error().message);
    return write_standard_input(formatted, text, world);
  }
  std::size_t changed = formatted.changes.size();
  bool failed = !formatted.refusals.empty();
  if (arguments.has("diff")) {
    world.out << covered_diff(formatted.changes, world.current_directory, *workspace.schema());
  } else if (arguments.has("check")) {
    for (const FileChange& change : formatted.changes) {
      world.out << printable(shown(change.old_path)) << '\n';
    }
  } else {
    const WrittenChanges written = write_changes(files, world.writer, formatted.changes);
    failed = tell_all(world, written.problems) || failed;
    changed = written.written;
  }
  if (!arguments.has("quiet")) {
    const bool any = changed + formatted.unchanged + formatted.refusals.size() > 0;
    world.err << (any ? summary_of(changed, formatted, !looks)
                      : std::string("nothing was formatted: there is no External Client App or "
                                    "credential metadata"))
              << '\n';
  }
  if (failed) return ExitCode::failure;
  return looks && !formatted.changes.empty() ? ExitCode::findings : ExitCode::clean;
}

}  // namespace format_command

const Command kFormatCommand = {
    .name = "format",
    .summary = "Writes metadata files as a retrieve from an org writes them.",
    .usage = "[OPTIONS] [PATH...]",
    .details =
        "Order of elements, indentation, escapes and the first line become those of retrieved "
        "files, so that a retrieve changes only what is different. What a file says stays: values, "
        "comments, elements that ecac does not know, the order of those that repeat, and line "
        "ends. PATH is as in `ecac check`. A file that is no XML is refused.",
    .examples =
        "  ecac format\n"
        "  ecac format force-app --diff\n"
        "  ecac format --check\n"
        "  ecac format - --stdin-filename "
        "force-app/main/default/externalClientApps/Portal.eca-meta.xml < Portal.xml\n"
        "\nExit code: 0 done, 1 with --check or --diff if a file would change, 2 a file was "
        "refused or the run itself failed.\n",
    .options = format_command::kOptions,
    .run = format_command::run,
};

}  // namespace ecac
