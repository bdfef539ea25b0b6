#ifdef ECAC_WITH_LIBGIT2

#include "compiler/host/git/libgit2_functions.h"

#ifndef ECAC_LINK_LIBGIT2
#include <dlfcn.h>
#endif
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

static void set_up(const Libgit2Functions& git) {
  // What a revision holds does not depend on who asks.
  for (const git_config_level_t level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                                         GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
    git.libgit2_opts(GIT_OPT_SET_SEARCH_PATH, static_cast<int>(level), "");
  }
  // Git refuses repositories of other users because their configuration can name programs to run.
  // Nothing is run to read objects, and in a container the owner is often another.
  git.libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
  // None of them changes how an object that is there is read.
  std::array<const char*, 3> extensions = {"worktreeconfig", "partialclone", "preciousobjects"};
  git.libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size());
  git.libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, static_cast<int>(GIT_OBJECT_TREE),
                   limits::kKeptGitTrees);
  git.libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, kCacheSize);
}

#ifdef ECAC_LINK_LIBGIT2

static Result<void> find_all(Libgit2Functions& git) {
#define ECAC_LIBGIT2_ADDRESS(name) git.name = &git_##name;
  ECAC_LIBGIT2_FUNCTIONS(ECAC_LIBGIT2_ADDRESS)
#undef ECAC_LIBGIT2_ADDRESS
  return {};
}

#else

template <class Function>
static bool find(void* library, const char* name, Function& function) {
  function = reinterpret_cast<Function>(::dlsym(library, name));
  return function != nullptr;
}

static Result<void> find_all(Libgit2Functions& git) {
  // It stays loaded: a library that has its own threads' data is not taken away from under them.
  void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    const char* const why = ::dlerror();
    return unusable(why == nullptr ? "it is not there" : why);
  }
  bool all = true;
#define ECAC_LIBGIT2_FIND(name) all = find(library, "git_" #name, git.name) && all;
  ECAC_LIBGIT2_FUNCTIONS(ECAC_LIBGIT2_FIND)
#undef ECAC_LIBGIT2_FIND
  if (!all) return unusable("a function is missing in it");
  return {};
}

#endif

static Result<const Libgit2Functions*> load() {
  static Libgit2Functions git;
  if (const Result<void> found = find_all(git); !found) return found.error();
  if (git.libgit2_init() < 0) return unusable("it does not start");
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
