#pragma once

#include <git2.h>

#include "compiler/support/result.h"

namespace ecac {

/// What we call of libgit2: one list for both ways to have it.
// clang-format off
#define ECAC_LIBGIT2_FUNCTIONS(use) \
  use(libgit2_init) \
  use(libgit2_opts) \
  use(error_last) \
  use(repository_open_ext) \
  use(repository_free) \
  use(repository_workdir) \
  use(repository_path) \
  use(repository_is_shallow) \
  use(repository_odb) \
  use(revparse_single) \
  use(object_peel) \
  use(object_id) \
  use(object_free) \
  use(commit_tree_id) \
  use(commit_parentcount) \
  use(commit_parent_id) \
  use(repository_commondir) \
  use(merge_bases) \
  use(oidarray_dispose) \
  use(repository_index) \
  use(index_open) \
  use(index_free) \
  use(index_has_conflicts) \
  use(index_entrycount) \
  use(index_get_byindex) \
  use(commit_lookup) \
  use(commit_free) \
  use(oid_fromstr) \
  use(oid_tostr) \
  use(tree_lookup) \
  use(tree_free) \
  use(tree_entrycount) \
  use(tree_entry_byindex) \
  use(tree_entry_name) \
  use(tree_entry_filemode) \
  use(tree_entry_id) \
  use(odb_free) \
  use(odb_read_header) \
  use(odb_read) \
  use(odb_object_data) \
  use(odb_object_size) \
  use(odb_object_free)
// clang-format on

/// The functions of libgit2 that we call, named without their `git_`. The library is loaded when
/// they are first asked for, because to link a shared one would triple the time that every start of
/// the program takes; with ECAC_LINK_LIBGIT2 it is part of the program.
struct Libgit2Functions {
#define ECAC_LIBGIT2_MEMBER(name) decltype(&git_##name) name;
  ECAC_LIBGIT2_FUNCTIONS(ECAC_LIBGIT2_MEMBER)
#undef ECAC_LIBGIT2_MEMBER
};

/// Loads the library once for the process, and sets it up for reading: no configuration of the
/// user or the machine, bounded caches. The error names the Debian package to install.
Result<const Libgit2Functions*> libgit2_functions();

}  // namespace ecac
