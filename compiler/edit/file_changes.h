#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "compiler/support/file_tree.h"
#include "compiler/support/file_writer.h"

namespace ecac {

/// What becomes of one file.
struct FileChange {
  std::string old_path = {};  ///< absolute; empty: a new file
  std::string new_path = {};  ///< empty: the file goes away
  std::string before = {};    ///< bytes
  std::string after = {};
};

/// What became of changes.
struct WrittenChanges {
  std::size_t written = 0;                 ///< files that are as they should be
  std::vector<std::string> problems = {};  ///< what went wrong, one sentence each
};

/// Makes the changes, each file whole or not at all. A file that is no longer what it was is left
/// alone, nothing is written over a file that came meanwhile, and as long as anything is in the way
/// no file is deleted. `files` is the tree that the changes were worked out from, `writer` changes
/// what it shows.
WrittenChanges write_changes(const FileTree& files, FileWriter& writer,
                             const std::vector<FileChange>& changes);

}  // namespace ecac
