#pragma once

#include <functional>
#include <string>
#include <vector>

#include "compiler/driver/compilation.h"
#include "compiler/edit/change_set.h"
#include "compiler/support/overlay_file_tree.h"

namespace ecac {

/// The files as they are once every safe fix is made, worked out in memory: the check runs again
/// until no safe fix is left, because one fix can lay open the next.
class FixedProject {
 public:
  using Check = std::function<CheckResult(const FileTree&)>;

  FixedProject(const FileTree& files, const std::string& current_directory, const Check& check);

  std::size_t fix_count() const { return fixes_; }
  std::size_t file_count() const { return changes_.size(); }
  /// Why nothing could be checked, and so nothing was fixed.
  const std::vector<std::string>& failures() const { return failures_; }
  /// What could not be fixed.
  const std::vector<std::string>& problems() const { return problems_; }

  /// All changes as one unified diff, with secrets covered.
  std::string diff() const;
  /// Writes, renames and deletes. Gives what went wrong, one sentence each.
  std::vector<std::string> write() const;

 private:
  struct Change {
    std::string old_path = {};  ///< empty: a new file
    std::string new_path = {};  ///< empty: the file goes away
    std::string before = {};
    std::string after = {};
  };
  bool apply(const ChangeSet& set, OverlayFileTree& overlay);

  const FileTree& files_;
  std::string current_directory_;
  std::vector<Change> changes_;
  std::vector<std::string> failures_;
  std::vector<std::string> problems_;
  std::size_t fixes_ = 0;
};

}  // namespace ecac
