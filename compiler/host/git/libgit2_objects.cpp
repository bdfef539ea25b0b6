#include "compiler/host/git/libgit2_objects.h"

#ifdef ECAC_WITH_LIBGIT2

#include <fmt/format.h>

#include <utility>

#include "compiler/host/git/libgit2_functions.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace libgit2_objects {

/// Something that libgit2 made, given back by its own function.
template <class T>
using Owned = std::unique_ptr<T, void (*)(T*)>;

constexpr std::size_t kHashDigits = 40;

static std::string last_message(const Libgit2Functions& git) {
  const git_error* error = git.error_last();
  return error == nullptr || error->message == nullptr ? "for an unknown reason" : error->message;
}

static GitEntry::Kind kind_of(std::uint32_t mode) {
  switch (mode) {
    case GIT_FILEMODE_TREE: return GitEntry::Kind::folder;
    case GIT_FILEMODE_COMMIT: return GitEntry::Kind::repository;
    case GIT_FILEMODE_LINK: return GitEntry::Kind::link;
    default: return GitEntry::Kind::file;
  }
}

class Objects final : public GitObjects {
 public:
  Objects(const Libgit2Functions& functions, Owned<git_repository> repository,
          Owned<git_odb> objects)
      : git_(functions), repository_(std::move(repository)), objects_(std::move(objects)) {}

  std::string folder() const override {
    const char* const work_tree = git_.repository_workdir(repository_.get());
    return absolute_path(
        "/", work_tree == nullptr ? git_.repository_path(repository_.get()) : work_tree);
  }

  bool is_shallow() override { return git_.repository_is_shallow(repository_.get()) == 1; }

  GitRevision find(const std::string& words) override {
    git_object* found = nullptr;
    const int code = git_.revparse_single(&found, repository_.get(), words.c_str());
    if (code == GIT_EAMBIGUOUS) return {.answer = GitRevision::Answer::several};
    if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC || code == GIT_ERROR) return {};
    if (code < 0) return {GitRevision::Answer::unreadable, {}, last_message(git_)};
    const Owned<git_object> object(found, git_.object_free);
    git_object* peeled = nullptr;
    if (git_.object_peel(&peeled, found, GIT_OBJECT_COMMIT) < 0) {
      return {.answer = GitRevision::Answer::no_commit};
    }
    const Owned<git_object> commit(peeled, git_.object_free);
    return {GitRevision::Answer::commit, digits_of(*git_.object_id(peeled)), {}};
  }

  Result<std::vector<GitId>> parents(const GitId& commit) override {
    const Owned<git_commit> object = commit_of(commit);
    if (!object) return Error{last_message(git_)};
    std::vector<GitId> ids;
    for (unsigned i = 0; i < git_.commit_parentcount(object.get()); ++i) {
      ids.push_back(digits_of(*git_.commit_parent_id(object.get(), i)));
    }
    return ids;
  }

  bool is_partial() override {
    return has_promised_packs(git_.repository_commondir(repository_.get()));
  }

  Result<std::vector<GitId>> merge_bases(const GitId& one, const GitId& other) override {
    const git_oid first = id_of(one);
    const git_oid second = id_of(other);
    git_oidarray bases = {};
    // In a shallow clone the library misses commits that are not there, and says so as an error.
    if (git_.merge_bases(&bases, repository_.get(), &first, &second) < 0) {
      return Error{last_message(git_), ErrorKind::not_found};
    }
    std::vector<GitId> ids;
    for (std::size_t i = 0; i < bases.count; ++i) ids.push_back(digits_of(bases.ids[i]));
    git_.oidarray_dispose(&bases);
    return ids;
  }

  Result<GitId> tree(const GitId& commit) override {
    const Owned<git_commit> object = commit_of(commit);
    if (!object) return Error{last_message(git_)};
    return digits_of(*git_.commit_tree_id(object.get()));
  }

  Result<std::vector<GitEntry>> entries(const GitId& tree) override {
    const git_oid id = id_of(tree);
    git_tree* found = nullptr;
    if (git_.tree_lookup(&found, repository_.get(), &id) < 0) return Error{last_message(git_)};
    const Owned<git_tree> owned(found, git_.tree_free);
    const std::size_t count = git_.tree_entrycount(found);
    std::vector<GitEntry> entries;
    entries.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const git_tree_entry* entry = git_.tree_entry_byindex(found, i);
      entries.push_back({git_.tree_entry_name(entry),
                         kind_of(static_cast<std::uint32_t>(git_.tree_entry_filemode(entry))),
                         digits_of(*git_.tree_entry_id(entry)), false});
    }
    return entries;
  }

  Result<void> read(const GitId& object, std::string& buffer, std::size_t limit) override {
    const git_oid id = id_of(object);
    std::size_t size = 0;
    git_object_t type = GIT_OBJECT_INVALID;
    if (git_.odb_read_header(&size, &type, objects_.get(), &id) < 0) {
      return Error{last_message(git_)};
    }
    if (size > limit) {
      return Error{fmt::format("{} bytes, more than the limit of {}", size, limit),
                   ErrorKind::too_large};
    }
    git_odb_object* found = nullptr;
    if (git_.odb_read(&found, objects_.get(), &id) < 0) return Error{last_message(git_)};
    const Owned<git_odb_object> owned(found, git_.odb_object_free);
    if (type != GIT_OBJECT_BLOB || git_.odb_object_size(found) != size) {
      return Error{"it is not what its name says", ErrorKind::invalid};
    }
    buffer.assign(static_cast<const char*>(git_.odb_object_data(found)),
                  git_.odb_object_size(found));
    return {};
  }

  Result<std::vector<GitEntry>> index(const std::string& file, std::size_t most) override {
    git_index* found = nullptr;
    const int code = file.empty() ? git_.repository_index(&found, repository_.get())
                                  : git_.index_open(&found, absolute_path(folder(), file).c_str());
    if (code < 0) return Error{last_message(git_)};
    const Owned<git_index> owned(found, git_.index_free);
    if (git_.index_has_conflicts(found) == 1) return Error{"not merged", ErrorKind::invalid};
    const std::size_t count = git_.index_entrycount(found);
    if (count > most) return Error{"too many files", ErrorKind::too_large};
    std::vector<GitEntry> entries;
    entries.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const git_index_entry* entry = git_.index_get_byindex(found, i);
      // Only its name is there, for a later `git add`.
      if ((entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) continue;
      entries.push_back({entry->path, kind_of(entry->mode), digits_of(entry->id),
                         (entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0});
    }
    return entries;
  }

 private:
  GitId digits_of(const git_oid& id) const {
    char digits[kHashDigits + 1];
    return git_.oid_tostr(digits, sizeof digits, &id);
  }
  git_oid id_of(const GitId& digits) const {
    git_oid id = {};
    if (git_.oid_fromstr(&id, digits.c_str()) < 0) id = {};
    return id;
  }
  Owned<git_commit> commit_of(const GitId& digits) const {
    const git_oid id = id_of(digits);
    git_commit* found = nullptr;
    git_.commit_lookup(&found, repository_.get(), &id);
    return {found, git_.commit_free};
  }

  const Libgit2Functions& git_;
  Owned<git_repository> repository_;
  Owned<git_odb> objects_;
};

}  // namespace libgit2_objects

static Result<std::unique_ptr<GitObjects>> open_library(const std::string& folder, unsigned flags) {
  using namespace libgit2_objects;
  const Result<const Libgit2Functions*> loaded = libgit2_functions();
  if (!loaded) return loaded.error();
  const Libgit2Functions& functions = **loaded;
  git_repository* repository = nullptr;
  if (const int code = functions.repository_open_ext(&repository, folder.c_str(), flags, nullptr);
      code < 0) {
    const bool none = code == GIT_ENOTFOUND;
    return Error{last_message(functions), none ? ErrorKind::not_found : ErrorKind::other};
  }
  Owned<git_repository> owned(repository, functions.repository_free);
  git_odb* objects = nullptr;
  if (functions.repository_odb(&objects, repository) < 0) return Error{last_message(functions)};
  return std::unique_ptr<GitObjects>(std::make_unique<Objects>(
      functions, std::move(owned), Owned<git_odb>(objects, functions.odb_free)));
}

Result<std::unique_ptr<GitObjects>> open_with_libgit2(const std::string& folder) {
  return open_library(folder, 0);
}

Result<std::unique_ptr<GitObjects>> open_data_with_libgit2(const std::string& git_folder) {
  return open_library(git_folder, GIT_REPOSITORY_OPEN_BARE | GIT_REPOSITORY_OPEN_NO_SEARCH);
}

bool has_libgit2() {
  return static_cast<bool>(libgit2_functions());
}

}  // namespace ecac

#else

namespace ecac {

static Error not_built_in() {
  return {"this ecac was built without libgit2"};
}

Result<std::unique_ptr<GitObjects>> open_with_libgit2(const std::string& /*folder*/) {
  return not_built_in();
}

Result<std::unique_ptr<GitObjects>> open_data_with_libgit2(const std::string& /*git_folder*/) {
  return not_built_in();
}

bool has_libgit2() {
  return false;
}

}  // namespace ecac

#endif
