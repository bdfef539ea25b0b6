#include "compiler/workspace/discovery/discovery_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "compiler/model/well_known_files.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/known_components.h"
#include "compiler/workspace/plan_stage.h"

namespace ecac {
namespace {

/// Waking threads for less takes longer than the work.
constexpr std::size_t kFoldersWorthThreads = 12;
constexpr std::size_t kEntriesWorthThreads = 500;

constexpr std::string_view kGitFolderName = ".git";
constexpr std::string_view kGitIgnoreName = ".gitignore";
constexpr std::string_view kForceIgnoreName = ".forceignore";

FileKind kind_of_other_name(std::string_view name) {
  if (name == kPackageManifestName) return FileKind::manifest;
  if (std::ranges::find(kDestructiveManifests, name) != kDestructiveManifests.end()) {
    return FileKind::destructive_manifest;
  }
  if (name.ends_with(".json") && name.find("scratch-def") != std::string_view::npos) {
    return FileKind::scratch_definition;
  }
  return FileKind::none;
}

std::size_t index(SkipReason reason) {
  return static_cast<std::size_t>(reason);
}

bool git_ignores(const GitScope* scope, std::string_view path, bool is_directory) {
  for (; scope != nullptr; scope = scope->outer.get()) {
    const IgnoreAnswer answer = scope->rules.match(path, is_directory);
    if (answer != IgnoreAnswer::unmentioned) return answer == IgnoreAnswer::ignored;
  }
  return false;
}

using Unread = UnreadPath::Reason;

bool read_ignore_file(const FileTree& tree, const std::string& directory, std::string_view name,
                      LetterCase letter_case, IgnoreScope& scope, Error& error) {
  std::string text;
  const Result<void> read = tree.read(join_path(directory, name), text, limits::kSettingsFile);
  if (!read) {
    error = read.error();
    return false;
  }
  scope.base = directory;
  scope.patterns = IgnoreFile(letter_case);
  scope.patterns.add_text(text);
  return true;
}

/// What a folder holds that may make it the root of a deploy of its own.
struct Border {
  bool project_file = false;
  bool repository = false;
  bool manifest = false;
  bool types = false;  ///< folders of metadata types
};

/// Whether another deploy begins in a folder of the walk. A package directory is one thing,
/// whatever lies in it; and what a project leaves outside of its package directories is no deploy,
/// unless that was asked for.
bool begins_deploy(const WalkTask& task, const Border& border) {
  if (border.project_file) return true;
  if (task.project->package_directory_of(task.path) >= 0) return false;
  if (border.repository) return true;
  const bool is_asked_for = task.requested && !task.project->whole;
  return border.manifest && border.types && (!task.project->has_project_file || is_asked_for);
}

}  // namespace

/// What one worker needs and finds.
struct Walker::Worker {
  DirectoryListing listing = {};
  std::string path = {};      ///< of the entry at hand
  MatchedFolder folder = {};  ///< the one that is looked at
  std::vector<WalkTask> children = {};
  std::vector<WalkTask> links = {};
  std::vector<WalkedDirectory> directories = {};
  std::size_t entries = 0;  ///< seen so far
};

void Walker::add_start(WalkTask task) {
  start_paths_.insert(task.path);
  starts_.push_back(std::move(task));
}

void Walker::run(Executor& executor) {
  std::vector<Worker> workers(executor.workers());
  std::vector<WalkTask> level = std::move(starts_);
  const auto entries = [&] {
    std::size_t sum = 0;
    for (const Worker& worker : workers) sum += worker.entries;
    return sum;
  };
  while (!level.empty()) {
    // Alone, until there is enough for several threads; how large folders are, only they show.
    std::size_t alone = 0;
    for (; alone < level.size(); ++alone) {
      const std::size_t waiting = level.size() - alone;
      if (waiting >= kFoldersWorthThreads) break;
      if (waiting > 1 && entries() >= kEntriesWorthThreads) break;
      visit(std::move(level[alone]), workers[0]);
    }
    executor.run(level.size() - alone, 1, [&](unsigned worker, std::size_t begin, std::size_t end) {
      for (; begin < end; ++begin) visit(std::move(level[alone + begin]), workers[worker]);
    });
    level.clear();
    for (Worker& worker : workers) {
      std::move(worker.children.begin(), worker.children.end(), std::back_inserter(level));
      worker.children.clear();
    }
  }
  std::vector<WalkTask> links;
  for (Worker& worker : workers) {
    std::move(worker.links.begin(), worker.links.end(), std::back_inserter(links));
    keep(worker);
  }
  follow_links(std::move(links));
}

void Walker::keep(Worker& worker) {
  for (WalkedDirectory& directory : worker.directories) {
    if (directory.identity) seen_.insert(*directory.identity);
    walked_.emplace(directory.path, directories_.size());
    directories_.push_back(std::move(directory));
  }
  worker.directories.clear();
}

void Walker::add_file(const std::string& path,
                      const std::shared_ptr<const OpenedProject>& project) {
  const std::string directory(parent_path(path));
  const std::string_view name = file_name(path);
  const auto [slot, added] = walked_.try_emplace(directory, directories_.size());
  if (added) {
    directories_.emplace_back();
    directories_.back().path = directory;
    directories_.back().project = project;
  }
  WalkedDirectory& result = directories_[slot->second];
  for (const WalkedFile& file : result.files) {
    if (std::string_view(result.names).substr(file.name_begin, file.name_size) == name) return;
  }
  WalkTask task = start_at(path, project, false);
  task.path = directory;
  task.requested = true;
  Worker worker;
  worker.path = path;
  worker.folder = matcher_.folder(below_source(task));
  visit_file(task, {.kind = EntryKind::file, .link = tree_.is_link(path)}, name, result, worker);
}

// One link after the other, in the order of their paths: which of two paths to the same folder
// counts must not depend on which thread came first.
void Walker::follow_links(std::vector<WalkTask> links) {
  const auto later = [](const WalkTask& a, const WalkTask& b) { return a.path > b.path; };
  std::ranges::sort(links, later);
  Worker worker;
  while (!links.empty()) {
    WalkTask link = std::move(links.back());
    links.pop_back();
    if (!may_follow(link)) {
      WalkedDirectory skipped;
      skipped.path = link.path;
      skipped.project = link.project;
      skipped.skipped[index(SkipReason::linked_again)] = 1;
      directories_.push_back(std::move(skipped));
      continue;
    }
    if (leads_out(tree_, link.path, link.project->border)) {
      directories_.push_back(left_out(link));
      continue;
    }
    worker.children.push_back(std::move(link));
    while (!worker.children.empty()) {
      WalkTask task = std::move(worker.children.back());
      worker.children.pop_back();
      visit(std::move(task), worker);
    }
    keep(worker);
    if (worker.links.empty()) continue;
    std::move(worker.links.begin(), worker.links.end(), std::back_inserter(links));
    worker.links.clear();
    std::ranges::sort(links, later);
  }
}

/// A link that may be of any length into what is none of the project's.
WalkedDirectory Walker::left_out(const WalkTask& link) {
  WalkedDirectory result;
  result.path = link.path;
  result.project = link.project;
  result.skipped[index(SkipReason::linked_out)] = 1;
  // Elsewhere nobody deploys what it leads to.
  if (link.requested && link.project->package_directory_of(link.path) >= 0) {
    result.unread.push_back({Unread::linked_out, link.path, std::string(kLeadsOut)});
  }
  return result;
}

bool Walker::may_follow(const WalkTask& link) const {
  const auto identity = tree_.identity(link.path);
  if (!identity || seen_.contains(*identity)) return false;
  // A link to a folder around the project would make the whole disk part of it.
  const auto target = tree_.resolve(link.path);
  const auto root = tree_.resolve(link.project->root);
  return target && root && !is_within(*root, *target);
}

std::string_view Walker::below_source(const WalkTask& task) const {
  const OpenedProject& project = *task.project;
  // Without a project file one may have named the folder of a type itself.
  const bool type_is_root =
      !project.has_project_file && matcher_.is_type_directory(file_name(project.root));
  return type_is_root && is_within(task.path, project.root)
             ? relative_path(task.path, parent_path(project.root))
             : project.below_source(task.path);
}

void Walker::visit(WalkTask task, Worker& worker) const {
  WalkedDirectory result;
  result.path = task.path;
  result.requested = task.requested;
  DirectoryListing& listing = worker.listing;
  if (const Result<void> listed = tree_.list(task.path, listing); !listed) {
    if (task.is_path) {
      result.error = listed.error();
    } else if (task.requested) {
      result.unread.push_back({Unread::directory, task.path,
                               fmt::format("cannot read this folder: {}", listed.error().message)});
    }
    result.project = std::move(task.project);
    worker.directories.push_back(std::move(result));
    return;
  }
  if (listing.identity && seen_.contains(*listing.identity)) return;
  if (!task.left_out) result.identity = listing.identity;

  worker.entries += listing.entries().size();
  if (task.left_out) {
    count_left_out(task, result, worker);
    result.project = std::move(task.project);
    worker.directories.push_back(std::move(result));
    return;
  }
  bool has_git_ignore = false;
  bool has_force_ignore = false;
  Border border;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    const std::string_view name = listing.name(entry);
    if (name == kGitFolderName) border.repository = true;  // of a linked one it is a file
    if (entry.kind == EntryKind::directory && matcher_.is_type_directory(name)) border.types = true;
    if (entry.kind != EntryKind::file) continue;
    if (name.front() == '.') {
      if (name == kGitIgnoreName) has_git_ignore = true;
      if (name == kForceIgnoreName) has_force_ignore = true;
    } else if (name == kProjectFileName) {
      border.project_file = true;
    } else if (name == kPackageManifestName) {
      border.manifest = true;
    }
  }
  if (border.manifest && border.types && is_stage_of_another(task.path)) return;
  if (task.path != task.project->root && begins_deploy(task, border)) {
    // A project inside a project is judged on its own, or not at all if nobody asked for it.
    if (!task.requested) return;
    task.project = projects_.open(task.path, border.project_file, true);
  }
  read_ignore_files(task, has_git_ignore, has_force_ignore, result);

  worker.folder = matcher_.folder(below_source(task));
  worker.path = task.path;
  if (worker.path.back() != '/') worker.path += '/';
  const std::size_t prefix = worker.path.size();
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    const std::string_view name = listing.name(entry);
    worker.path.resize(prefix);
    worker.path += name;
    if (entry.kind == EntryKind::directory) {
      visit_directory(task, entry, name, result, worker);
    } else {
      visit_file(task, entry, name, result, worker);
    }
  }
  result.project = std::move(task.project);
  worker.directories.push_back(std::move(result));
}

void Walker::count_left_out(const WalkTask& task, WalkedDirectory& result, Worker& worker) const {
  worker.folder = matcher_.folder(below_source(task));
  for (const DirectoryListing::Entry& entry : worker.listing.entries()) {
    const std::string_view name = worker.listing.name(entry);
    if (name.front() == '.' || entry.link) continue;
    if (entry.kind == EntryKind::directory) {
      if (name == "node_modules" || task.depth + 1 >= limits::kFolderDepth) continue;
      WalkTask child;
      child.path = join_path(task.path, name);
      if (start_paths_.contains(child.path)) continue;
      if (task.descent == Descent::type_directories && !matcher_.is_type_directory(name)) continue;
      child.project = task.project;
      child.depth = task.depth + 1;
      child.requested = task.requested;
      child.left_out = task.left_out;
      worker.children.push_back(std::move(child));
    } else if (entry.kind == EntryKind::file) {
      const TypeMatch match = matcher_.match(name, worker.folder);
      if (match.kind != FileKind::component || !matcher_.makes_project(match.type)) continue;
      if (!named_files_.empty() && named_files_.contains(join_path(task.path, name))) continue;
      ++result.skipped_files[index(*task.left_out)];
    }
  }
}

/// A stage of a plan is deployed by its plan, and is looked at where that or itself was asked for.
bool Walker::is_stage_of_another(const std::string& path) const {
  return !start_paths_.contains(path) && !start_paths_.contains(std::string(parent_path(path))) &&
         is_plan_stage(tree_, path);
}

void Walker::read_ignore_files(WalkTask& task, bool git, bool force,
                               WalkedDirectory& result) const {
  Error error;
  const auto failed = [&](std::string_view name) {
    result.unread.push_back({Unread::file, join_path(task.path, name),
                             fmt::format("cannot read `{}`: {}", name, error.message)});
  };
  if (git) {
    auto scope = std::make_shared<GitScope>();
    if (read_ignore_file(tree_, task.path, kGitIgnoreName, LetterCase::sensitive, scope->rules,
                         error)) {
      scope->outer = std::move(task.git);
      task.git = std::move(scope);
    } else {
      failed(kGitIgnoreName);
    }
  }
  if (force) {
    // The CLI's reader of this file ignores letter case. Only the nearest file counts.
    auto scope = std::make_shared<IgnoreScope>();
    if (read_ignore_file(tree_, task.path, kForceIgnoreName, LetterCase::ignored, *scope, error)) {
      task.force = std::move(scope);
    } else {
      failed(kForceIgnoreName);
    }
  }
}

void Walker::visit_directory(const WalkTask& task, const DirectoryListing::Entry& entry,
                             std::string_view name, WalkedDirectory& result, Worker& worker) const {
  if (task.descent == Descent::none) return;
  if (task.descent == Descent::type_directories && !matcher_.is_type_directory(name)) return;
  if (!start_paths_.empty() && start_paths_.contains(worker.path)) return;
  const auto skip = [&](SkipReason reason) { ++result.skipped[index(reason)]; };
  if (name.front() == '.') return skip(SkipReason::hidden);
  if (name == "node_modules") return skip(SkipReason::node_modules);
  const auto leave_out = [&](SkipReason reason) {
    skip(reason);
    if (!task.requested || entry.link || task.depth + 1 >= limits::kFolderDepth) return;
    const Descent descent = descent_into(task, worker.path, name, reason);
    if (descent == Descent::none) return;
    WalkTask child;
    child.path = worker.path;
    child.project = task.project;
    child.depth = task.depth + 1;
    child.descent = descent;
    child.requested = true;
    child.left_out = reason;
    worker.children.push_back(std::move(child));
  };
  if (git_ignores(task.git.get(), worker.path, true)) return leave_out(SkipReason::git_ignored);
  if (task.project->excludes_path(worker.path, true)) return leave_out(SkipReason::excluded);
  if (task.depth + 1 >= limits::kFolderDepth) return skip(SkipReason::too_deep);

  const bool in_disguise = matcher_.match(name, worker.folder).kind == FileKind::component;
  WalkTask child;
  child.path = worker.path;
  child.project = task.project;
  child.git = task.git;
  child.force = task.force;
  child.depth = task.depth + 1;
  child.requested = task.requested;
  child.force_ignored =
      task.force_ignored || is_always_ignored(name) ||
      (task.force && task.force->match(worker.path, true) == IgnoreAnswer::ignored);
  if (in_disguise && task.requested && !child.force_ignored) {
    result.unread.push_back({Unread::not_a_file, worker.path,
                             fmt::format("`{}` is a folder with the name of a file", name)});
  }
  (entry.link ? worker.links : worker.children).push_back(std::move(child));
}

void Walker::visit_file(const WalkTask& task, const DirectoryListing::Entry& entry,
                        std::string_view name, WalkedDirectory& result, Worker& worker) const {
  const TypeMatch match = matcher_.match(name, worker.folder);
  FileKind kind = match.kind;
  if (kind == FileKind::none) kind = kind_of_other_name(name);
  if (kind == FileKind::none) return;
  const bool named = !named_files_.empty() && named_files_.contains(worker.path);
  const auto skip = [&](SkipReason reason) { ++result.skipped_files[index(reason)]; };
  if (task.project->excludes_path(worker.path, false)) return skip(SkipReason::excluded);
  if (!named) {
    if (name.front() == '.') return skip(SkipReason::hidden);
    if (git_ignores(task.git.get(), worker.path, false)) return skip(SkipReason::git_ignored);
  }
  const bool force_ignored =
      task.force_ignored || is_always_ignored(name) ||
      (task.force && task.force->match(worker.path, false) == IgnoreAnswer::ignored);
  if (entry.kind != EntryKind::file) {
    if (kind == FileKind::component && task.requested && !force_ignored) {
      const bool missing = entry.kind == EntryKind::missing;
      result.unread.push_back(
          {missing ? Unread::file : Unread::not_a_file, worker.path,
           missing ? fmt::format("cannot read `{}`: the symbolic link leads nowhere", name)
                   : fmt::format("`{}` is neither a file nor a folder", name)});
    }
    return;
  }
  if (entry.link && leads_out(tree_, worker.path, task.project->border)) {
    skip(SkipReason::linked_out);
    if (task.requested && !force_ignored) {
      result.unread.push_back({Unread::linked_out, worker.path, std::string(kLeadsOut)});
    }
    return;
  }
  WalkedFile file;
  file.name_begin = static_cast<std::uint32_t>(result.names.size());
  file.name_size = static_cast<std::uint32_t>(name.size());
  file.full_name_size = static_cast<std::uint32_t>(match.full_name.size());
  file.type = match.type;
  file.key_form = match.key_form;
  file.kind = kind;
  file.format = match.format;
  file.force_ignored = force_ignored;
  file.link = entry.link;
  file.named = named;
  result.names += name;
  const std::less_equal<const char*> before;
  if (before(name.data(), match.full_name.data()) &&
      before(match.full_name.data() + match.full_name.size(), name.data() + name.size())) {
    file.full_name_begin =
        file.name_begin + static_cast<std::uint32_t>(match.full_name.data() - name.data());
  } else {
    // The name of a part comes from the folder it lies in.
    file.full_name_begin = static_cast<std::uint32_t>(result.names.size());
    result.names += match.full_name;
  }
  result.files.push_back(file);
}

WalkTask Walker::start_at(std::string path, std::shared_ptr<const OpenedProject> project,
                          bool is_directory) const {
  WalkTask task;
  const std::string_view root = project->root;
  Error error;
  if (path != root && is_within(path, root)) {
    std::size_t end = root.size();
    while (end < path.size()) {
      const std::string directory = path.substr(0, end);
      auto scope = std::make_shared<GitScope>();
      if (read_ignore_file(tree_, directory, kGitIgnoreName, LetterCase::sensitive, scope->rules,
                           error)) {
        scope->outer = std::move(task.git);
        task.git = std::move(scope);
      }
      end = std::min(path.find('/', end + 1), path.size());
    }
  }
  for (std::string_view above = parent_path(path); !above.empty(); above = parent_path(above)) {
    auto scope = std::make_shared<IgnoreScope>();
    if (read_ignore_file(tree_, std::string(above), kForceIgnoreName, LetterCase::ignored, *scope,
                         error)) {
      task.force_ignored = scope->ignores(path, is_directory);
      task.force = std::move(scope);
      break;
    }
    if (above == "/") break;
  }
  task.path = std::move(path);
  task.project = std::move(project);
  return task;
}

}  // namespace ecac
