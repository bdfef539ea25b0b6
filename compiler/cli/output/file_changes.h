#pragma once

#include <string>
#include <vector>

#include "compiler/schema/schema_set.h"
#include "compiler/support/file_tree.h"

namespace ecac {

/// What becomes of one file.
struct FileChange {
  std::string old_path = {};  ///< absolute; empty: a new file
  std::string new_path = {};  ///< empty: the file goes away
  std::string before = {};
  std::string after = {};
};

/// All changes as one diff that `git apply` reads. Secrets are covered, in lines that go as in
/// lines that come or stay; of a file that is no text only its name is told.
std::string diff_of(const std::vector<FileChange>& changes, const std::string& current_directory,
                    const SchemaSet& schema);

/// Puts the changes on the disk, each file whole or not at all; mode and owner stay, folders are
/// made. A file that is no longer what it was is left alone, and as long as anything is in the
/// way no file is deleted. `files` is the tree that the changes were worked out from. Gives what
/// went wrong, one sentence each.
std::vector<std::string> write_changes(const FileTree& files,
                                       const std::vector<FileChange>& changes);

}  // namespace ecac
