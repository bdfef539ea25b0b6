#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "compiler/cli/output/file_changes.h"
#include "compiler/driver/check.h"
#include "compiler/edit/change_set.h"
#include "compiler/support/overlay_file_tree.h"

namespace ecac {

/// Where files went: from the path that they have on the disk to the new one, which is empty for
/// those that went away.
using MovedFiles = std::map<std::string, std::string, std::less<>>;

/// What the paths that a user named are called once files were moved; without those that are gone.
std::vector<std::string> paths_after(const std::vector<std::string>& paths,
                                     const std::string& current_directory, const MovedFiles& moved);

/// Which fixes are made.
struct FixOptions {
  bool unsafe = false;                           ///< also those that a person should look at
  std::string current_directory = {};            ///< absolute
  std::vector<std::string> paths = {};           ///< what is checked, as given
  std::shared_ptr<const SchemaSet> schema = {};  ///< null: the built-in one
};

/// The files as they are once every fix is made, worked out in memory: the check runs again until
/// no fix is left, because one fix can lay open the next. Of a finding one fix is made; where fixes
/// overlap, the later one waits for the next run. Fixes that undo each other are left out. A fix
/// stays inside its project, and away from what is no UTF-8 text.
class FixedProject {
 public:
  /// Checks the files of a tree; the paths are the user's, as they are called in it.
  using Check =
      std::function<CheckResult(const FileTree& files, const std::vector<std::string>& paths)>;

  FixedProject(const FileTree& files, FixOptions options, const Check& check);

  /// The fixes, each in one line: `path:line:column: CODE name: description (safe)`.
  const std::vector<std::string>& fixes() const { return fixes_; }
  const std::vector<FileChange>& changes() const { return changes_; }
  /// Why nothing could be checked, and so nothing was fixed.
  const std::vector<std::string>& failures() const { return failures_; }
  /// Why fixes that were offered are not made, one sentence each.
  const std::vector<std::string>& refusals() const { return refusals_; }
  const MovedFiles& moved() const { return moved_; }

  /// All changes as one diff, with secrets covered.
  std::string diff() const;
  /// Writes, renames and deletes. Gives what went wrong, one sentence each.
  std::vector<std::string> write() const { return write_changes(files_, changes_); }

 private:
  bool run_round(const Check& check);
  std::string refusal(const std::vector<FileOperation>& fix, const std::string& project,
                      const SnippetSource& paths);
  bool is_inside(const std::string& path, const std::string& project) const;
  bool is_editable(const std::string& path);
  void apply(const ChangeSet& set);
  void move_file(const std::string& from, const std::string& to);
  void remember(const std::string& path);
  void refuse(std::string why);
  void leave_out_from(std::size_t first);
  void collect_changes();
  std::string state() const;

  const FileTree& files_;
  FixOptions options_;
  OverlayFileTree overlay_;
  std::map<std::string, bool, std::less<>> editable_;          ///< in this round
  std::map<std::string, std::string, std::less<>> origins_;    ///< of renamed files
  std::map<std::string, std::string, std::less<>> originals_;  ///< texts before any fix
  MovedFiles moved_;
  std::vector<FileChange> changes_;
  std::vector<std::string> fixes_;
  std::vector<std::string> failures_;
  std::vector<std::string> refusals_;
};

}  // namespace ecac
