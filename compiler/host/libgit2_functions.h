#pragma once

#include <git2.h>

#include "compiler/support/result.h"

namespace ecac {

/// The functions of libgit2 that we call. The library is loaded when they are first asked for: to
/// link it would triple the time that every start of the program takes.
struct Libgit2Functions {
  decltype(&git_libgit2_init) init;
  decltype(&git_libgit2_opts) opts;
  decltype(&git_error_last) error_last;
  decltype(&git_repository_open_ext) repository_open_ext;
  decltype(&git_repository_free) repository_free;
  decltype(&git_repository_workdir) repository_workdir;
  decltype(&git_repository_path) repository_path;
  decltype(&git_repository_is_shallow) repository_is_shallow;
  decltype(&git_repository_odb) repository_odb;
  decltype(&git_revparse_single) revparse_single;
  decltype(&git_object_peel) object_peel;
  decltype(&git_object_id) object_id;
  decltype(&git_object_free) object_free;
  decltype(&git_commit_tree_id) commit_tree_id;
  decltype(&git_commit_parentcount) commit_parentcount;
  decltype(&git_commit_parent_id) commit_parent_id;
  decltype(&git_repository_commondir) repository_commondir;
  decltype(&git_merge_bases) merge_bases;
  decltype(&git_oidarray_dispose) oidarray_dispose;
  decltype(&git_repository_index) repository_index;
  decltype(&git_index_open) index_open;
  decltype(&git_index_free) index_free;
  decltype(&git_index_has_conflicts) index_has_conflicts;
  decltype(&git_index_entrycount) index_entrycount;
  decltype(&git_index_get_byindex) index_get_byindex;
  decltype(&git_commit_lookup) commit_lookup;
  decltype(&git_commit_free) commit_free;
  decltype(&git_oid_fromstr) oid_fromstr;
  decltype(&git_oid_tostr) oid_tostr;
  decltype(&git_tree_lookup) tree_lookup;
  decltype(&git_tree_free) tree_free;
  decltype(&git_tree_entrycount) tree_entrycount;
  decltype(&git_tree_entry_byindex) tree_entry_byindex;
  decltype(&git_tree_entry_name) tree_entry_name;
  decltype(&git_tree_entry_filemode) tree_entry_filemode;
  decltype(&git_tree_entry_id) tree_entry_id;
  decltype(&git_odb_free) odb_free;
  decltype(&git_odb_read_header) odb_read_header;
  decltype(&git_odb_read) odb_read;
  decltype(&git_odb_object_data) odb_object_data;
  decltype(&git_odb_object_size) odb_object_size;
  decltype(&git_odb_object_free) odb_object_free;
};

/// Loads the library once for the process, and sets it up for reading: no configuration of the
/// user or the machine, bounded caches. The error names the Debian package to install.
Result<const Libgit2Functions*> libgit2_functions();

}  // namespace ecac
