#ifdef ECAC_WITH_LIBGIT2

#include "compiler/host/libgit2_functions.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <array>
#include <iterator>
#include <string>

#include "compiler/support/limits.h"

namespace ecac {
namespace libgit2 {

// The layout of what we hand over is that of the headers, so no other release will do.
constexpr const char* kLibrary = "libgit2.so." LIBGIT2_SOVERSION;
constexpr const char* kPackage = "libgit2-" LIBGIT2_SOVERSION;

// Trees above libgit2's own limit of 4 KB are parsed again for every file in them.
constexpr std::ptrdiff_t kCacheSize = std::ptrdiff_t{64} << 20;

static Error unusable(std::string_view why) {
  return {
      fmt::format("{} cannot be used ({}); the Debian package {} has it", kLibrary, why, kPackage)};
}

template <class Function>
static bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

static bool find_all(void* library, Libgit2Functions& git) {
  return find(library, "git_libgit2_init", git.init) &&
         find(library, "git_libgit2_opts", git.opts) &&
         find(library, "git_error_last", git.error_last) &&
         find(library, "git_repository_open_ext", git.repository_open_ext) &&
         find(library, "git_repository_free", git.repository_free) &&
         find(library, "git_repository_workdir", git.repository_workdir) &&
         find(library, "git_repository_path", git.repository_path) &&
         find(library, "git_repository_is_shallow", git.repository_is_shallow) &&
         find(library, "git_repository_odb", git.repository_odb) &&
         find(library, "git_revparse_single", git.revparse_single) &&
         find(library, "git_object_peel", git.object_peel) &&
         find(library, "git_object_id", git.object_id) &&
         find(library, "git_object_free", git.object_free) &&
         find(library, "git_commit_tree_id", git.commit_tree_id) &&
         find(library, "git_commit_parentcount", git.commit_parentcount) &&
         find(library, "git_commit_parent_id", git.commit_parent_id) &&
         find(library, "git_repository_commondir", git.repository_commondir) &&
         find(library, "git_merge_bases", git.merge_bases) &&
         find(library, "git_oidarray_dispose", git.oidarray_dispose) &&
         find(library, "git_repository_index", git.repository_index) &&
         find(library, "git_index_open", git.index_open) &&
         find(library, "git_index_free", git.index_free) &&
         find(library, "git_index_has_conflicts", git.index_has_conflicts) &&
         find(library, "git_index_entrycount", git.index_entrycount) &&
         find(library, "git_index_get_byindex", git.index_get_byindex) &&
         find(library, "git_commit_lookup", git.commit_lookup) &&
         find(library, "git_commit_free", git.commit_free) &&
         find(library, "git_oid_fromstr", git.oid_fromstr) &&
         find(library, "git_oid_tostr", git.oid_tostr) &&
         find(library, "git_tree_lookup", git.tree_lookup) &&
         find(library, "git_tree_free", git.tree_free) &&
         find(library, "git_tree_entrycount", git.tree_entrycount) &&
         find(library, "git_tree_entry_byindex", git.tree_entry_byindex) &&
         find(library, "git_tree_entry_name", git.tree_entry_name) &&
         find(library, "git_tree_entry_filemode", git.tree_entry_filemode) &&
         find(library, "git_tree_entry_id", git.tree_entry_id) &&
         find(library, "git_odb_free", git.odb_free) &&
         find(library, "git_odb_read_header", git.odb_read_header) &&
         find(library, "git_odb_read", git.odb_read) &&
         find(library, "git_odb_object_data", git.odb_object_data) &&
         find(library, "git_odb_object_size", git.odb_object_size) &&
         find(library, "git_odb_object_free", git.odb_object_free);
}

static void set_up(const Libgit2Functions& git) {
  // What a revision holds does not depend on who asks.
  for (const git_config_level_t level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                                         GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git.opts(GIT_OPT_SET_SEARCH_PATH, static_cast<int>(level), "");
  }
  // Git refuses repositories of other users because their configuration can name programs to run.
  // Nothing is run to read objects, and in a container the owner is often another.
  git.opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // None of them changes how an object that is there is read.
  std::array<const char*, 3> extensions = {"worktreeconfig", "partialclone", "preciousobjects"};
  git.opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  git.opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, static_cast<int>(GIT_OBJECT_TREE),
           limits::kKeptGitTrees);
  git.opts(GIT_OPT_SET_CACHE_MAX_SIZE, kCacheSize);
}

static Result<const Libgit2Functions*> load() {
  // It stays loaded: a library that has its own threads' data is not taken away from under them.
  void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* const why = ::dlerror();
    return unusable(why == nullptr ? "it is not there" : why);
  }
  static Libgit2Functions git;
  if (!find_all(library, git)) return unusable("a function is missing in it");
  if (git.init() < 0) return unusable("it does not start");
  set_up(git);
  return &git;
}

}  // namespace libgit2

Result<const Libgit2Functions*> libgit2_functions() {
  static const Result<const Libgit2Functions*> loaded = libgit2::load();
  return loaded;
}

}  // namespace ecac

#endif
