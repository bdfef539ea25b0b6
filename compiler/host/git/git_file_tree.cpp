#include "compiler/host/git/git_file_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/git/git_fetch_hint.h"
#include "compiler/host/git/git_folders.h"
#include "compiler/host/git/git_readers.h"
#include "compiler/host/git/git_submodules.h"
#include "compiler/support/limits.h"
#include "compiler/support/mutex.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace git {

static Error not_found() {
  return {"no such file or folder", ErrorKind::not_found};
}

/// The path itself or the nearest folder above it that the disk has.
static std::string existing_folder(const FileTree& disk, std::string path) {
  while (path.size() > 1 && disk.kind(path) != EntryKind::directory) {
    path = std::string(parent_path(path));
  }
  return path;
}

/// The part of a path that comes next; empty at its end.
static std::string_view take_part(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return part;
}

}  // namespace git

/// The tree of one state. All members but the mutex are guarded by it.
class GitFileTree::Revision {
 public:
  /// A file or folder after all links.
  struct Entry {
    EntryKind kind = EntryKind::directory;
    GitId object = {};           ///< "" of closed submodules, and folders above the work tree
    std::string path = {};       ///< absolute, without links
    std::size_t repository = 0;  ///< 0 is ours; those behind are of submodules
  };

  Revision(std::unique_ptr<GitObjects> objects, GitReader reader)
      : objects_(std::move(objects)), reader_(reader), submodules_(reader) {}

  static Result<std::unique_ptr<Revision>> open(const std::string& path,
                                                const RepositoryState& state, GitReader reader);

  std::optional<Entry> find(std::string_view path) const;
  Result<void> list(const Entry& folder, DirectoryListing& listing) const;
  Result<void> read(const Entry& file, std::string& buffer, std::size_t limit) const;

  const std::string& root() const { return root_; }
  const std::string& commit() const { return commit_; }
  bool is_empty() const { return is_empty_; }
  Mutex& mutex() { return mutex_; }
  const std::optional<Error>& failure() const { return failure_; }
  const std::string& remark() const { return remark_; }
  const std::set<std::string>& closed() const { return submodules_.closed(); }
  bool is_submodule(const std::string& path) const { return submodules_.shows(path); }

 private:
  /// A path by which a folder of the work tree can be reached.
  struct Mount {
    std::string prefix = {};
    std::string inside = {};  ///< the folder, from the root
  };

  void find_mounts(const FileTree& disk, const std::string& path);
  Result<GitId> commit_of(const std::string& revision) const;
  Result<GitId> base_of(const std::string& revision, const GitId& commit);
  Result<void> take_commit(const RepositoryState& state);
  Result<void> take_index(const std::string& file, bool left_out);
  GitObjects& objects(std::size_t repository) const {
    return repository == 0 ? *objects_ : submodules_.objects(repository);
  }
  std::string hint_for(const std::string& revision) const;
  std::optional<std::string> inside(std::string_view path) const;
  /// Null if it cannot be read, which is remembered. Good until the next call.
  const GitFolder* folder(std::size_t repository, const GitId& object) const;
  std::string link_target(std::size_t repository, const GitId& object) const;
  /// Of an object that should be there, and is remembered.
  Error object_error(const Error& error) const;
  Error fail(Error error) const;

  std::unique_ptr<GitObjects> objects_;
  GitReader reader_;
  mutable GitSubmodules submodules_;
  std::string remark_ = {};
  GitId tree_ = {};
  std::string root_;
  std::string name_;  ///< of the root, for messages: they tell nothing else of the machine
  std::string commit_;
  bool is_empty_ = false;  ///< nothing is in the index that was asked for
  std::vector<Mount> mounts_;
  std::map<GitId, GitFolder> index_ = {};  ///< folders of the index
  mutable std::unordered_map<GitId, GitFolder> folders_ = {};
  mutable std::size_t kept_ = 0;    ///< entries in `folders_`
  mutable std::size_t listed_ = 0;  ///< entries of folders so far
  mutable std::optional<Error> failure_ = {};
  Mutex mutex_;
};

Result<std::unique_ptr<GitFileTree::Revision>> GitFileTree::Revision::open(
    const std::string& path, const RepositoryState& state, GitReader reader) {
  const DiskFileTree disk;
  const std::string folder = git::existing_folder(disk, path);
  Result<std::unique_ptr<GitObjects>> objects = open_git_objects(folder, reader);
  if (!objects) {
    if (objects.error().kind == ErrorKind::not_found) {
      return Error{fmt::format("`{}` is in no git repository", file_name(path)),
                   ErrorKind::not_found};
    }
    return Error{fmt::format("the git repository of `{}` cannot be opened: {}", file_name(path),
                             objects.error().message)};
  }
  auto result = std::make_unique<Revision>(std::move(*objects), reader);
  const std::string root = result->objects_->folder();
  result->root_ = disk.resolve(root).value_or(root);
  result->name_ = file_name(result->root_);
  result->find_mounts(disk, folder);
  const bool left_out = state.kind == RepositoryState::Kind::left_out;
  const auto taken = left_out || state.kind == RepositoryState::Kind::index
                         ? result->take_index(state.index_file, left_out)
                         : result->take_commit(state);
  if (!taken) return taken.error();
  return result;
}

void GitFileTree::Revision::find_mounts(const FileTree& disk, const std::string& path) {
  mounts_.push_back({root_, ""});
  if (is_within(path, root_)) return;
  // The highest folder of the path that is one of ours; above it, links are the disk's.
  std::string prefix;
  std::string_view rest = path;
  for (auto part = git::take_part(rest); !part.empty(); part = git::take_part(rest)) {
    prefix += '/';
    prefix += part;
    const auto real = disk.resolve(prefix);
    if (!real || !is_within(*real, root_)) continue;
    mounts_.push_back({prefix, std::string(relative_path(*real, root_))});
    return;
  }
}

Result<GitId> GitFileTree::Revision::commit_of(const std::string& revision) const {
  // C ends a text at its first NUL.
  const bool whole = !revision.empty() && revision.find('\0') == std::string::npos;
  GitRevision found = whole ? objects_->find(revision) : GitRevision();
  switch (found.answer) {
    case GitRevision::Answer::commit: return std::move(found.commit);
    case GitRevision::Answer::several:
      return Error{fmt::format("`{}` can be more than one revision of the git repository `{}`",
                               revision, name_),
                   ErrorKind::invalid};
    case GitRevision::Answer::no_commit:
      return Error{fmt::format("`{}` is no commit of the git repository `{}`", revision, name_),
                   ErrorKind::invalid};
    case GitRevision::Answer::unreadable:
      return Error{fmt::format("the revision `{}` of the git repository `{}` cannot be read: {}",
                               revision, name_, found.why),
                   ErrorKind::invalid};
    case GitRevision::Answer::nothing: break;
  }
  return Error{fmt::format("there is no revision `{}` in the git repository `{}`{}", revision,
                           name_, hint_for(revision)),
               ErrorKind::not_found};
}

/// The commit from which a revision and HEAD went apart.
Result<GitId> GitFileTree::Revision::base_of(const std::string& revision, const GitId& commit) {
  const GitRevision head = objects_->find("HEAD");
  if (head.answer != GitRevision::Answer::commit) {
    return Error{fmt::format("the git repository `{}` has no commit yet", name_),
                 ErrorKind::invalid};
  }
  if (head.commit == commit) return commit;
  // A shallow clone may lack what lies behind the parents of HEAD, and nothing there is asked for.
  const Result<std::vector<GitId>> parents = objects_->parents(head.commit);
  if (parents && std::ranges::find(*parents, commit) != parents->end()) return commit;
  const Result<std::vector<GitId>> bases = objects_->merge_bases(commit, head.commit);
  if (bases && !bases->empty()) {
    constexpr std::size_t kShownDigits = 7;
    if (bases->size() > 1) {
      remark_ = fmt::format(
          "`{}` and HEAD have {} merge bases, since each has been merged into the other; compared "
          "with the newest, {}, so that what only another one has counts as new",
          revision, bases->size(), bases->front().substr(0, kShownDigits));
    }
    return bases->front();
  }
  return Error{fmt::format("`{}` and HEAD have no commit in common in the git repository `{}`{}",
                           revision, name_,
                           objects_->is_shallow()
                               ? ", which is a shallow clone; `git fetch --unshallow` gets the rest"
                               : ""),
               ErrorKind::invalid};
}

Result<void> GitFileTree::Revision::take_commit(const RepositoryState& state) {
  if (state.kind == RepositoryState::Kind::head &&
      objects_->find("HEAD").answer == GitRevision::Answer::nothing) {
    index_ = folders_of_index({});
    tree_ = ":";
    return {};
  }
  Result<GitId> commit = commit_of(state.revision);
  if (commit && state.kind == RepositoryState::Kind::merge_base) {
    commit = base_of(state.revision, *commit);
  }
  if (!commit) return commit.error();
  commit_ = *commit;
  Result<GitId> tree = objects_->tree(commit_);
  if (!tree) return object_error(tree.error());
  tree_ = *std::move(tree);
  if (folder(0, tree_) == nullptr) return *failure_;
  return {};
}

Result<void> GitFileTree::Revision::take_index(const std::string& file, bool left_out) {
  Result<std::vector<GitEntry>> entries = read_git_index(*objects_, root_, reader_, file);
  if (!entries) {
    if (entries.error().kind == ErrorKind::invalid) {
      return Error{fmt::format("the index of the git repository `{}` has files that are not "
                               "merged; solve the conflicts and `git add` them",
                               name_),
                   ErrorKind::invalid};
    }
    return Error{
        fmt::format("the index of the git repository `{}` cannot be read; is it damaged?", name_)};
  }
  if (left_out) std::erase_if(*entries, [](const GitEntry& entry) { return !entry.skipped; });
  is_empty_ = entries->empty();
  index_ = folders_of_index(*std::move(entries));
  tree_ = ":";
  return {};
}

/// What a pipeline that cloned only a part probably needs to know.
std::string GitFileTree::Revision::hint_for(const std::string& revision) const {
  if (revision.empty() || revision.find('\0') != std::string::npos) return "";
  if (objects_->find("origin/" + revision).answer == GitRevision::Answer::commit) {
    return fmt::format("; did you mean `origin/{}`?", revision);
  }
  if (objects_->is_shallow()) {
    return ", which is a shallow clone; `git fetch --unshallow` gets the rest";
  }
  return git_fetch_hint(revision);
}

std::optional<std::string> GitFileTree::Revision::inside(std::string_view path) const {
  for (const Mount& mount : mounts_) {
    if (!is_within(path, mount.prefix)) continue;
    return join_path(mount.inside, relative_path(path, mount.prefix));
  }
  return std::nullopt;
}

const GitFolder* GitFileTree::Revision::folder(std::size_t repository, const GitId& object) const {
  if (object.starts_with(':')) {
    const auto found = index_.find(object);
    return found == index_.end() ? nullptr : &found->second;
  }
  const auto kept = folders_.find(object);
  if (kept != folders_.end()) return &kept->second;
  Result<std::vector<GitEntry>> entries = objects(repository).entries(object);
  if (!entries) {
    (void)object_error(entries.error());
    return nullptr;
  }
  if (kept_ > limits::kKeptGitEntries) {
    folders_.clear();
    kept_ = 0;
  }
  kept_ += entries->size() + 1;
  return &folders_.emplace(object, git_folder(*std::move(entries))).first->second;
}

std::string GitFileTree::Revision::link_target(std::size_t repository, const GitId& object) const {
  std::string target;
  const Entry link{.kind = EntryKind::file, .object = object, .repository = repository};
  if (!read(link, target, limits::kLinkTarget)) target.clear();
  return target;
}

Error GitFileTree::Revision::object_error(const Error& error) const {
  if (error.kind == ErrorKind::invalid) {
    return fail(
        {fmt::format("an object of the git repository `{}` is not what its name says; is "
                     "it damaged?",
                     name_)});
  }
  if (objects_->is_partial()) {
    return fail({fmt::format(
        "the git repository `{}` is a partial clone and lacks an object of this state; "
        "`git fetch --refetch --no-filter` gets all",
        name_)});
  }
  return fail(
      {fmt::format("an object of the git repository `{}` cannot be read ({}); is it damaged?",
                   name_, error.message)});
}

Error GitFileTree::Revision::fail(Error error) const {
  if (!failure_) failure_ = error;
  return error;
}

std::optional<GitFileTree::Revision::Entry> GitFileTree::Revision::find(
    std::string_view path) const {
  std::string wanted = absolute_path("/", path);
  for (int links = 0; links <= limits::kLinks; ++links) {
    const std::optional<std::string> below = inside(wanted);
    if (!below) {
      const bool above = std::any_of(mounts_.begin(), mounts_.end(), [&](const Mount& mount) {
        return is_within(mount.prefix, wanted);
      });
      if (!above || links > 0) return std::nullopt;
      return Entry{.path = wanted};
    }
    Entry entry{.object = tree_, .path = root_};
    std::string_view rest = *below;
    std::string followed;
    for (auto part = git::take_part(rest); !part.empty(); part = git::take_part(rest)) {
      if (entry.kind != EntryKind::directory || entry.object.empty()) return std::nullopt;
      const GitFolder* const around = folder(entry.repository, entry.object);
      const GitEntry* const found = around == nullptr ? nullptr : find_entry(*around, part);
      if (found == nullptr) return std::nullopt;
      const GitEntry::Kind kind = found->kind;
      entry.object = found->id;
      if (kind == GitEntry::Kind::link) {
        const std::string target = link_target(entry.repository, entry.object);
        if (target.empty()) return std::nullopt;
        followed = absolute_path(entry.path, target);
        followed += rest;
        break;
      }
      if (kind == GitEntry::Kind::file) entry.kind = EntryKind::file;
      entry.path = join_path(entry.path, part);
      if (kind == GitEntry::Kind::repository) {
        const GitSubmodules::Commit& shown = submodules_.open(entry.path, entry.object);
        entry.repository = shown.repository;
        entry.object = shown.tree;
      }
    }
    if (followed.empty()) return entry;
    wanted = std::move(followed);
  }
  return std::nullopt;
}

Result<void> GitFileTree::Revision::list(const Entry& directory, DirectoryListing& listing) const {
  listing.identity = git_identity(directory.path);
  if (directory.object.empty()) {
    for (const Mount& mount : mounts_) {
      if (mount.prefix == directory.path || !is_within(mount.prefix, directory.path)) continue;
      std::string_view rest = relative_path(mount.prefix, directory.path);
      listing.add(git::take_part(rest), EntryKind::directory);
    }
    return {};
  }
  const GitFolder* const entries = folder(directory.repository, directory.object);
  if (entries == nullptr) return *failure_;
  listed_ += entries->size();
  if (listed_ > limits::kRevisionEntries) {
    return fail(
        {fmt::format("the revision has more than {} files and folders", limits::kRevisionEntries),
         ErrorKind::too_large});
  }
  std::vector<std::string> links;
  for (const GitEntry& entry : *entries) {
    switch (entry.kind) {
      case GitEntry::Kind::folder:
      case GitEntry::Kind::repository: listing.add(entry.name, EntryKind::directory); break;
      case GitEntry::Kind::link: links.push_back(entry.name); break;
      case GitEntry::Kind::file: listing.add(entry.name, EntryKind::file); break;
    }
  }
  // No commit holds it, but it is what tells where a repository begins.
  if (is_submodule(directory.path)) listing.add(".git", EntryKind::file);
  // They lead to other folders, which may take the place of this one.
  for (const std::string& name : links) {
    const std::optional<Entry> target = find(join_path(directory.path, name));
    listing.add(name, target ? target->kind : EntryKind::missing, true);
  }
  return {};
}

Result<void> GitFileTree::Revision::read(const Entry& file, std::string& buffer,
                                         std::size_t limit) const {
  Result<void> read = objects(file.repository).read(file.object, buffer, limit);
  if (read || read.error().kind == ErrorKind::too_large) return read;
  return object_error(read.error());
}

GitFileTree::GitFileTree(std::unique_ptr<Revision> revision) : revision_(std::move(revision)) {}
GitFileTree::~GitFileTree() = default;

Result<std::unique_ptr<GitFileTree>> GitFileTree::open(const std::string& path,
                                                       std::string_view revision) {
  return open(path, RepositoryState{.revision = std::string(revision)});
}

Result<std::unique_ptr<GitFileTree>> GitFileTree::open(const std::string& path,
                                                       const RepositoryState& state,
                                                       GitReader reader) {
  Result<std::unique_ptr<Revision>> opened = Revision::open(path, state, reader);
  if (!opened) return opened.error();
  return std::unique_ptr<GitFileTree>(new GitFileTree(std::move(*opened)));
}

const std::string& GitFileTree::root() const {
  return revision_->root();
}

const std::string& GitFileTree::commit() const {
  return revision_->commit();
}

const std::string& GitFileTree::remark() const {
  return revision_->remark();
}

bool GitFileTree::is_empty() const {
  return revision_->is_empty();
}

Result<void> GitFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const MutexLock lock(revision_->mutex());
  const auto entry = revision_->find(directory);
  if (!entry) return git::not_found();
  if (entry->kind != EntryKind::directory) return Error{"not a folder", ErrorKind::not_directory};
  return revision_->list(*entry, listing);
}

Result<void> GitFileTree::read(const std::string& path, std::string& buffer,
                               std::size_t limit) const {
  buffer.clear();
  const MutexLock lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return git::not_found();
  if (entry->kind != EntryKind::file) return Error{"is a folder", ErrorKind::is_directory};
  return revision_->read(*entry, buffer, limit);
}

EntryKind GitFileTree::kind(const std::string& path) const {
  const MutexLock lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (entry) return entry->kind;
  // No commit holds it, but it is what tells where the repository begins.
  if (file_name(path) != ".git") return EntryKind::missing;
  const auto folder = revision_->find(std::string(parent_path(path)));
  if (!folder) return EntryKind::missing;
  if (revision_->is_submodule(folder->path)) return EntryKind::file;
  return folder->path == revision_->root() ? EntryKind::directory : EntryKind::missing;
}

std::optional<FileIdentity> GitFileTree::identity(const std::string& path) const {
  const MutexLock lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return std::nullopt;
  return git_identity(entry->path);
}

std::optional<std::string> GitFileTree::resolve(const std::string& path) const {
  const MutexLock lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return std::nullopt;
  return entry->path;
}

std::optional<Error> GitFileTree::failure() const {
  const MutexLock lock(revision_->mutex());
  return revision_->failure();
}

std::vector<std::string> GitFileTree::closed_folders() const {
  const MutexLock lock(revision_->mutex());
  return {revision_->closed().begin(), revision_->closed().end()};
}

}  // namespace ecac
