#include "compiler/cli/options/change_options.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/cli/options/check_arguments.h"
#include "compiler/cli/options/list_file.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/tell.h"
#include "compiler/driver/earlier_run.h"
#include "compiler/driver/judged_base.h"
#include "compiler/host/git/git_fetch_hint.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

/// As `git diff --name-only` writes them. What it puts into quotes is refused, not guessed.
std::vector<std::string> names_in(std::string_view text, bool ended_by_nul) {
  std::vector<std::string> names;
  const char end = ended_by_nul ? '\0' : '\n';
  std::size_t number = 0;
  while (!text.empty()) {
    std::string_view name = text.substr(0, text.find(end));
    text.remove_prefix(std::min(text.size(), name.size() + 1));
    ++number;
    if (!ended_by_nul && name.ends_with('\r')) name.remove_suffix(1);
    if (name.empty()) continue;
    if (!ended_by_nul && name.size() > 1 && name.starts_with('"') && name.ends_with('"')) {
      throw UsageError(fmt::format(
          "--files-from: the name in line {} is quoted; let git write it with -z, and add -0",
          number));
    }
    if (name.find('\0') != std::string_view::npos) {
      throw UsageError("--files-from: a name has a NUL in it; -0 takes a list that is split so");
    }
    if (ended_by_nul && name.find('\n') != std::string_view::npos) {
      throw UsageError("--files-from: a name has a line end in it; without -0 a name is a line");
    }
    if (name.find('\t') != std::string_view::npos || name.starts_with("\xEF\xBB\xBF")) {
      throw UsageError(fmt::format(
          "--files-from: entry {} is more than a name; `git diff --name-only` writes names alone",
          number));
    }
    names.emplace_back(name);
  }
  return names;
}

std::string read_list(const World& world, const std::string& file) {
  if (file == "-") return standard_input(world);
  std::string text;
  const auto read = read_list_file(world, file, limits::kFile, text);
  if (!read) {
    throw UsageError(fmt::format("--files-from: cannot read {}: {}", file, read.error().message));
  }
  return text;
}

/// What a list names and is not there. Either it was deleted, or the list was made in another
/// folder; then it would count as deleted, and nothing would be checked.
class MissingNames {
 public:
  MissingNames(const World& world, const Host& host, std::string folder)
      : world_(world),
        host_(host),
        folder_(std::move(folder)),
        root_(repository_around(world.files, world.files.resolve(folder_).value_or(folder_))) {}

  /// Refuses what is neither there nor was: names a folder may have had are known from the states
  /// around this one, and what an earlier commit deleted from the folders that are still there.
  void check(const std::vector<std::string>& missing, bool any_there) {
    std::vector<std::string> without_folder;
    for (const std::string& name : missing) {
      if (was_there(name)) {
        any_there = true;
        continue;
      }
      if (!root_.empty() && root_ != folder_ &&
          world_.files.kind(absolute_path(root_, name)) != EntryKind::missing) {
        throw UsageError(fmt::format(
            "--files-from: there is no `{}` below the current folder, but below the root of the "
            "repository; run it there, or list the files with `git diff --relative`",
            name));
      }
      const std::size_t slash = name.find('/', 1);
      if (slash == std::string::npos) {
        without_folder.push_back(name);
      } else if (stood(name.substr(0, slash))) {
        any_there = true;
      } else {
        refuse(name);
      }
    }
    if (!any_there && !without_folder.empty()) refuse(without_folder.front());
  }

 private:
  [[noreturn]] void refuse(const std::string& name) const {
    throw UsageError(fmt::format(
        "--files-from: there is no `{}` below the current folder{}; names are read from the "
        "current folder, so run ecac where the list was made, or list the files with `git diff "
        "--relative` here",
        name, root_.empty() ? "" : ", and git knows of none that was deleted"));
  }

  bool was_there(const std::string& name) {
    if (root_.empty()) return false;
    open_states();
    const std::string path = absolute_path(folder_, name);
    return std::ranges::any_of(states_, [&](const std::unique_ptr<FileTree>& state) {
      return state->kind(path) != EntryKind::missing || state->is_link(path);
    });
  }

  /// Of the folder that a name begins with.
  bool stood(const std::string& folder) {
    return world_.files.kind(absolute_path(folder_, folder)) == EntryKind::directory ||
           was_there(folder);
  }

  void open_states() {
    if (are_open_ || !host_.open_state) return;
    are_open_ = true;
    RepositoryState index{.kind = RepositoryState::Kind::index};
    if (world_.environment) index.index_file = world_.environment("GIT_INDEX_FILE");
    // Of a merge, and of the commit that deletes, the one before has the file.
    for (const RepositoryState& state :
         {index, RepositoryState{.kind = RepositoryState::Kind::head, .revision = "HEAD"},
          RepositoryState{.revision = "HEAD~1"}}) {
      Result<OpenedState> opened = host_.open_state(folder_, state);
      if (opened && opened->files != nullptr) states_.push_back(std::move(opened->files));
    }
  }

  const World& world_;
  const Host& host_;
  std::string folder_;
  std::string root_;  ///< of the repository; "" is none
  bool are_open_ = false;
  std::vector<std::unique_ptr<FileTree>> states_;
};

void take_list(const ParsedArguments& arguments, const World& world, const Host& host,
               const FileTree& files, CheckRequest& request) {
  const std::optional<std::string> file = arguments.last("files-from");
  if (!file) {
    if (arguments.has("null")) throw UsageError("-0 does nothing without --files-from");
    return;
  }
  if (*file == "-" && arguments.has("stdin-filename")) {
    throw UsageError("standard input cannot be both a list (--files-from -) and a file (-)");
  }
  bool any_there = false;
  std::vector<std::string> missing;
  for (std::string& name : names_in(read_list(world, *file), arguments.has("null"))) {
    const std::string path = absolute_path(request.current_directory, name);
    if (files.kind(path) != EntryKind::missing || files.is_link(path)) {
      request.paths.push_back(std::move(name));
      any_there = true;
    } else {
      missing.push_back(std::move(name));
    }
  }
  if (!missing.empty()) {
    MissingNames(world, host, request.current_directory).check(missing, any_there);
  }
  std::ranges::move(missing, std::back_inserter(request.deleted));
}

/// What options name and nobody has staged is taken from the disk.
void put_named_files(const World& world, const CheckRequest& request, OverlayFileTree& files) {
  std::vector<std::string> named = request.known;
  named.push_back(request.manifest);
  named.push_back(request.config);
  named.push_back(request.baseline);
  named.insert(named.end(), request.destructive.begin(), request.destructive.end());
  for (const std::string& name : named) {
    if (name.empty()) continue;
    const std::string path = absolute_path(request.current_directory, name);
    std::string text;
    if (files.kind(path) != EntryKind::missing || world.files.kind(path) != EntryKind::file ||
        !world.files.read(path, text, limits::kSettingsFile)) {
      continue;
    }
    files.set(path, std::move(text));
  }
}

/// What to do about a revision that is not there stands in each refusal. No server has what is
/// counted from another one.
std::string with_command(const Error& error, std::string_view revision) {
  const bool is_told =
      revision.starts_with("HEAD") || revision.find_first_of("~^@:") != std::string_view::npos ||
      revision.find("..") != std::string_view::npos || error.kind != ErrorKind::not_found ||
      error.message.find("there is no revision") == std::string::npos ||
      error.message.find("`git fetch ") != std::string::npos ||
      error.message.find("did you mean") != std::string::npos;
  if (is_told) return error.message;
  const std::string of_branch = git_fetch_hint(fmt::format("origin/{}", revision));
  std::string message = error.message + "; `git fetch` gets what the server has";
  // A clone of one branch fetches no other one by itself.
  if (!of_branch.empty()) {
    message += fmt::format("{} as `origin/{}`, if it is a branch that this clone leaves out",
                           of_branch, revision);
  }
  return message;
}

}  // namespace

std::unique_ptr<FileTree> staged_files(const ParsedArguments& arguments, const World& world,
                                       const Host& host) {
  if (!arguments.has("staged")) return nullptr;
  for (const std::string_view option : {"fix", "diff", "stdin-filename"}) {
    if (!arguments.has(option)) continue;
    throw UsageError(
        fmt::format("--staged judges what git has staged, so --{} does not go with it", option));
  }
  RepositoryState state{.kind = RepositoryState::Kind::index};
  // Git tells its hooks which index the commit is made of; `git commit -a` has another one.
  if (world.environment) state.index_file = world.environment("GIT_INDEX_FILE");
  const std::string here =
      arguments.positional.empty()
          ? world.current_directory
          : absolute_path(world.current_directory, arguments.positional.front());
  Result<OpenedState> opened = host.open_state(here, state);
  if (!opened) throw UsageError("--staged: " + opened.error().message, FailureKind::revision);
  return std::move(opened->files);
}

std::unique_ptr<FileTree> left_out_files(const ParsedArguments& arguments, const World& world,
                                         const Host& host) {
  if (arguments.has("staged") || !(arguments.has("since") || arguments.has("against"))) {
    return nullptr;
  }
  const std::string here =
      arguments.positional.empty()
          ? world.current_directory
          : absolute_path(world.current_directory, arguments.positional.front());
  if (repository_around(world.files, here).empty()) return nullptr;
  Result<OpenedState> opened =
      host.open_state(here, RepositoryState{.kind = RepositoryState::Kind::left_out});
  if (opened) return std::move(opened->files);
  // Whoever cannot be opened at all is told so later, and files in a conflict are there.
  const bool is_index =
      opened.error().message.starts_with("the index ") && opened.error().kind != ErrorKind::invalid;
  if (!is_index) return nullptr;
  throw UsageError(
      fmt::format("--{}: {}", arguments.has("since") ? "since" : "against", opened.error().message),
      FailureKind::revision);
}

void take_change(const ParsedArguments& arguments, const World& world, const Host& host,
                 OverlayFileTree& files, CheckRequest& request) {
  take_list(arguments, world, host, files, request);
  request.staged = arguments.has("staged");
  if (request.staged) put_named_files(world, request, files);
  const std::optional<std::string> given = arguments.last("since");
  if (!given && !request.staged) return;
  const RepositoryState state =
      given ? RepositoryState{.kind = RepositoryState::Kind::merge_base, .revision = *given}
            : RepositoryState{.kind = RepositoryState::Kind::head, .revision = "HEAD"};
  CheckRequest asked = request;
  if (asked.paths.empty()) asked.paths = request.deleted;
  Result<EarlierRun> run = EarlierRun::open_base(host.with(world.files), asked, state);
  if (!run) {
    throw UsageError(fmt::format("--{}: {}", given ? "since" : "staged",
                                 with_command(run.error(), state.revision)),
                     FailureKind::revision);
  }
  if (!given && run->commit().empty() && !arguments.has("quiet")) {
    tell(world, "there is no commit yet, so all that is staged is new");
  }
  if (!run->remark().empty() && !arguments.has("quiet")) tell(world, run->remark());
  EarlierState since{
      .name = state.revision, .base = "/", .earlier_base = "/", .commit = run->commit()};
  since.run = std::make_shared<const EarlierRun>(std::move(*run));
  since.files = &since.run->files();
  since.paths = since.run->request().paths;
  request.since = std::move(since);
  request.judged_base = std::make_shared<std::optional<JudgedBase>>();
}

bool lists_nothing(const ParsedArguments& arguments, const CheckRequest& request) {
  return arguments.has("files-from") && request.paths.empty() && request.deleted.empty();
}

}  // namespace ecac
