#include "compiler/host/git_file_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <utility>
#include <vector>

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/libgit2_functions.h"
#include "compiler/support/hash/sha256.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace git {

/// Something that libgit2 made, given back by its own function.
template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

// As many as Linux follows in one path, and as long as it lets a path be.
constexpr std::size_t kHashDigits = 40;

static std::string last_message(const Libgit2Functions& git) {
  const git_error* error = git.error_last();
  return error == nullptr || error->message == nullptr ? "for an unknown reason" : error->message;
}

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
static std::string take_part(std::string_view& path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  const std::string_view part = path.substr(0, path.find('/'));
  path.remove_prefix(part.size());
  return std::string(part);
}

// Objects can be made by hand, with names that no checkout would write.
static bool is_usable_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos;
}

static std::uint64_t hex_number(std::string_view digits) {
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
  return number;
}

/// Two folders with the same files are one object, so only its path tells a folder from another.
static FileIdentity identity_of(const std::string& resolved_path) {
  Sha256 hash;
  hash.update("git:");
  hash.update(resolved_path);
  const std::string digits = hash.hex_digest();
  return {hex_number(std::string_view(digits).substr(0, 16)),
          hex_number(std::string_view(digits).substr(16, 16))};
}

}  // namespace git

/// The tree of one commit. All members but the mutex are guarded by it.
class GitFileTree::Revision {
 public:
  /// A file or folder after all links.
  struct Entry {
    EntryKind kind = EntryKind::directory;
    git_oid object = {};
    bool has_object = true;  ///< not for submodules, and folders above the work tree
    std::string path = {};   ///< absolute, without links
  };

  Revision(const Libgit2Functions& functions, git::Owned<git_repository> repository,
           git::Owned<git_odb> objects)
      : git_(functions), repository_(std::move(repository)), objects_(std::move(objects)) {}

  static Result<std::unique_ptr<Revision>> open(const std::string& path, std::string_view revision);

  std::optional<Entry> find(std::string_view path) const;
  Result<void> list(const Entry& folder, DirectoryListing& listing) const;
  Result<void> read(const Entry& file, std::string& buffer, std::size_t limit) const;

  const std::string& root() const { return root_; }
  const std::string& commit() const { return commit_; }
  std::mutex& mutex() { return mutex_; }
  const std::optional<Error>& failure() const { return failure_; }

 private:
  /// A path by which a folder of the work tree can be reached.
  struct Mount {
    std::string prefix = {};
    std::string inside = {};  ///< the folder, from the root
  };

  void find_mounts(const FileTree& disk, const std::string& path);
  Result<void> take_commit(const std::string& revision);
  std::string hint_for(const std::string& revision) const;
  std::optional<std::string> inside(std::string_view path) const;
  git::Owned<git_tree> tree(const git_oid& object) const;
  std::string link_target(const git_oid& object) const;
  /// Of an object that should be there, and is remembered.
  Error object_error() const;
  Error fail(Error error) const;

  const Libgit2Functions& git_;
  git::Owned<git_repository> repository_;
  git::Owned<git_odb> objects_;
  git_oid tree_ = {};
  std::string root_;
  std::string commit_;
  std::vector<Mount> mounts_;
  mutable std::size_t listed_ = 0;  ///< entries of folders so far
  mutable std::optional<Error> failure_ = {};
  std::mutex mutex_;
};

Result<std::unique_ptr<GitFileTree::Revision>> GitFileTree::Revision::open(
    const std::string& path, std::string_view revision) {
  const Result<const Libgit2Functions*> loaded = libgit2_functions();
  if (!loaded) return loaded.error();
  const Libgit2Functions& functions = **loaded;
  const DiskFileTree disk;
  const std::string folder = git::existing_folder(disk, path);
  git_repository* repository = nullptr;
  if (const int code = functions.repository_open_ext(&repository, folder.c_str(), 0, nullptr);
      code == GIT_ENOTFOUND) {
    return Error{fmt::format("`{}` is in no git repository", file_name(path)),
                 ErrorKind::not_found};
  } else if (code < 0) {
    return Error{fmt::format("the git repository of `{}` cannot be opened: {}", path,
                             git::last_message(functions))};
  }
  git::Owned<git_repository> owned(repository, functions.repository_free);
  git_odb* objects = nullptr;
  if (functions.repository_odb(&objects, repository) < 0) {
    return Error{fmt::format("the git repository of `{}` cannot be read: {}", path,
                             git::last_message(functions))};
  }
  auto result = std::make_unique<Revision>(functions, std::move(owned),
                                           git::Owned<git_odb>(objects, functions.odb_free));
  const char* const work_tree = functions.repository_workdir(repository);
  const std::string root =
      absolute_path("/", work_tree == nullptr ? functions.repository_path(repository) : work_tree);
  result->root_ = disk.resolve(root).value_or(root);
  result->find_mounts(disk, folder);
  if (const auto taken = result->take_commit(std::string(revision)); !taken) return taken.error();
  return result;
}

void GitFileTree::Revision::find_mounts(const FileTree& disk, const std::string& path) {
  mounts_.push_back({root_, ""});
  if (is_within(path, root_)) return;
  // The highest folder of the path that is one of ours; above it, links are the disk's.
  std::string prefix;
  std::string_view rest = path;
  for (std::string part = git::take_part(rest); !part.empty(); part = git::take_part(rest)) {
    prefix += '/';
    prefix += part;
    const auto real = disk.resolve(prefix);
    if (!real || !is_within(*real, root_)) continue;
    mounts_.push_back({prefix, std::string(relative_path(*real, root_))});
    return;
  }
}

Result<void> GitFileTree::Revision::take_commit(const std::string& revision) {
  // C ends a text at its first NUL.
  const bool whole = revision.find('\0') == std::string::npos;
  git_object* found = nullptr;
  const int code = whole && !revision.empty()
                       ? git_.revparse_single(&found, repository_.get(), revision.c_str())
                       : static_cast<int>(GIT_ENOTFOUND);
  if (code == GIT_EAMBIGUOUS) {
    return Error{fmt::format("`{}` can be more than one revision of the git repository `{}`",
                             revision, root_),
                 ErrorKind::invalid};
  }
  if (code < 0 && code != GIT_ENOTFOUND && code != GIT_EINVALIDSPEC && code != GIT_ERROR) {
    return Error{fmt::format("the revision `{}` of the git repository `{}` cannot be read: {}",
                             revision, root_, git::last_message(git_)),
                 ErrorKind::invalid};
  }
  if (code < 0) {
    return Error{fmt::format("there is no revision `{}` in the git repository `{}`{}", revision,
                             root_, hint_for(revision)),
                 ErrorKind::not_found};
  }
  const git::Owned<git_object> object(found, git_.object_free);
  git_object* peeled = nullptr;
  if (git_.object_peel(&peeled, found, GIT_OBJECT_COMMIT) < 0) {
    return Error{fmt::format("`{}` is no commit of the git repository `{}`", revision, root_),
                 ErrorKind::invalid};
  }
  const git::Owned<git_object> commit(peeled, git_.object_free);
  char digits[git::kHashDigits + 1];
  commit_ = git_.oid_tostr(digits, sizeof digits, git_.object_id(peeled));
  tree_ = *git_.commit_tree_id(reinterpret_cast<const git_commit*>(peeled));
  if (!tree(tree_)) return object_error();
  return {};
}

/// What a pipeline that cloned only a part probably needs to know.
std::string GitFileTree::Revision::hint_for(const std::string& revision) const {
  if (revision.empty() || revision.find('\0') != std::string::npos) return "";
  git_object* found = nullptr;
  if (git_.revparse_single(&found, repository_.get(), ("origin/" + revision).c_str()) == 0) {
    git_.object_free(found);
    return fmt::format("; did you mean `origin/{}`?", revision);
  }
  if (git_.repository_is_shallow(repository_.get()) == 1) {
    return ", which is a shallow clone; `git fetch --unshallow` gets the rest";
  }
  return "";
}

std::optional<std::string> GitFileTree::Revision::inside(std::string_view path) const {
  for (const Mount& mount : mounts_) {
    if (!is_within(path, mount.prefix)) continue;
    return join_path(mount.inside, relative_path(path, mount.prefix));
  }
  return std::nullopt;
}

git::Owned<git_tree> GitFileTree::Revision::tree(const git_oid& object) const {
  git_tree* found = nullptr;
  git_.tree_lookup(&found, repository_.get(), &object);
  return {found, git_.tree_free};
}

std::string GitFileTree::Revision::link_target(const git_oid& object) const {
  std::string target;
  Entry link{.kind = EntryKind::file, .object = object};
  if (!read(link, target, limits::kLinkTarget)) target.clear();
  return target;
}

Error GitFileTree::Revision::object_error() const {
  return fail(
      {fmt::format("an object of the git repository `{}` cannot be read ({}); is it damaged, "
                   "or a partial clone?",
                   root_, git::last_message(git_))});
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
      return Entry{.has_object = false, .path = wanted};
    }
    Entry entry{.object = tree_, .path = root_};
    std::string_view rest = *below;
    std::string followed;
    for (std::string part = git::take_part(rest); !part.empty(); part = git::take_part(rest)) {
      if (entry.kind != EntryKind::directory || !entry.has_object) return std::nullopt;
      const auto folder = tree(entry.object);
      if (!folder) (void)object_error();
      const git_tree_entry* found =
          folder ? git_.tree_entry_byname(folder.get(), part.c_str()) : nullptr;
      if (found == nullptr) return std::nullopt;
      const git_filemode_t mode = git_.tree_entry_filemode(found);
      entry.object = *git_.tree_entry_id(found);
      if (mode == GIT_FILEMODE_LINK) {
        const std::string target = link_target(entry.object);
        if (target.empty()) return std::nullopt;
        followed = absolute_path(entry.path, target);
        followed += rest;
        break;
      }
      if (mode == GIT_FILEMODE_COMMIT) entry.has_object = false;
      if (mode != GIT_FILEMODE_COMMIT && mode != GIT_FILEMODE_TREE) entry.kind = EntryKind::file;
      entry.path = join_path(entry.path, part);
    }
    if (followed.empty()) return entry;
    wanted = std::move(followed);
  }
  return std::nullopt;
}

Result<void> GitFileTree::Revision::list(const Entry& folder, DirectoryListing& listing) const {
  listing.identity = git::identity_of(folder.path);
  if (!folder.has_object) {
    for (const Mount& mount : mounts_) {
      if (mount.prefix == folder.path || !is_within(mount.prefix, folder.path)) continue;
      std::string_view rest = relative_path(mount.prefix, folder.path);
      listing.add(git::take_part(rest), EntryKind::directory);
    }
    return {};
  }
  const auto entries = tree(folder.object);
  if (!entries) return object_error();
  const std::size_t count = git_.tree_entrycount(entries.get());
  listed_ += count;
  if (listed_ > limits::kRevisionEntries) {
    return fail(
        {fmt::format("the revision has more than {} files and folders", limits::kRevisionEntries),
         ErrorKind::too_large});
  }
  for (std::size_t i = 0; i < count; ++i) {
    const git_tree_entry* entry = git_.tree_entry_byindex(entries.get(), i);
    const std::string_view name = git_.tree_entry_name(entry);
    if (!git::is_usable_name(name)) continue;
    switch (git_.tree_entry_filemode(entry)) {
      case GIT_FILEMODE_TREE:
      case GIT_FILEMODE_COMMIT: listing.add(name, EntryKind::directory); break;
      case GIT_FILEMODE_LINK: {
        const std::optional<Entry> target = find(join_path(folder.path, name));
        listing.add(name, target ? target->kind : EntryKind::missing, true);
        break;
      }
      default: listing.add(name, EntryKind::file);
    }
  }
  return {};
}

Result<void> GitFileTree::Revision::read(const Entry& file, std::string& buffer,
                                         std::size_t limit) const {
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git_.odb_read_header(&size, &type, objects_.get(), &file.object) < 0) return object_error();
  if (size > limit) {
    return Error{fmt::format("{} bytes, more than the limit of {}", size, limit),
                 ErrorKind::too_large};
  }
  git_odb_object* object = nullptr;
  if (git_.odb_read(&object, objects_.get(), &file.object) < 0) return object_error();
  const git::Owned<git_odb_object> owned(object, git_.odb_object_free);
  if (type != GIT_OBJECT_BLOB || git_.odb_object_size(object) != size) {
    return fail(
        {fmt::format("an object of the git repository `{}` is not what its name says; is it "
                     "damaged?",
                     root_)});
  }
  buffer.assign(static_cast<const char*>(git_.odb_object_data(object)),
                git_.odb_object_size(object));
  return {};
}

GitFileTree::GitFileTree(std::unique_ptr<Revision> revision) : revision_(std::move(revision)) {}
GitFileTree::~GitFileTree() = default;

Result<std::unique_ptr<GitFileTree>> GitFileTree::open(const std::string& path,
                                                       std::string_view revision) {
  Result<std::unique_ptr<Revision>> opened = Revision::open(path, revision);
  if (!opened) return opened.error();
  return std::unique_ptr<GitFileTree>(new GitFileTree(std::move(*opened)));
}

const std::string& GitFileTree::root() const {
  return revision_->root();
}

const std::string& GitFileTree::commit() const {
  return revision_->commit();
}

Result<void> GitFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const std::lock_guard lock(revision_->mutex());
  const auto entry = revision_->find(directory);
  if (!entry) return git::not_found();
  if (entry->kind != EntryKind::directory) return Error{"not a folder", ErrorKind::not_directory};
  return revision_->list(*entry, listing);
}

Result<void> GitFileTree::read(const std::string& path, std::string& buffer,
                               std::size_t limit) const {
  buffer.clear();
  const std::lock_guard lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return git::not_found();
  if (entry->kind != EntryKind::file) return Error{"is a folder", ErrorKind::is_directory};
  return revision_->read(*entry, buffer, limit);
}

EntryKind GitFileTree::kind(const std::string& path) const {
  const std::lock_guard lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (entry) return entry->kind;
  // No commit holds it, but it is what tells where the repository begins.
  if (file_name(path) != ".git") return EntryKind::missing;
  const auto folder = revision_->find(std::string(parent_path(path)));
  return folder && folder->path == revision_->root() ? EntryKind::directory : EntryKind::missing;
}

std::optional<FileIdentity> GitFileTree::identity(const std::string& path) const {
  const std::lock_guard lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return std::nullopt;
  return git::identity_of(entry->path);
}

std::optional<std::string> GitFileTree::resolve(const std::string& path) const {
  const std::lock_guard lock(revision_->mutex());
  const auto entry = revision_->find(path);
  if (!entry) return std::nullopt;
  return entry->path;
}

std::optional<Error> GitFileTree::failure() const {
  const std::lock_guard lock(revision_->mutex());
  return revision_->failure();
}

}  // namespace ecac
