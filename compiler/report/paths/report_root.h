#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/file_tree.h"

namespace ecac {

/// The folder that paths in reports for machines begin at, so that whoever reads them finds the
/// file in the repository, wherever ecac was started: no link and no folder of the machine is in
/// them.
class ReportRoot {
 public:
  /// Paths are those from `folder`, and no links are known.
  explicit ReportRoot(std::string folder = "/");
  /// The folder that was asked for, else the git work tree around the first of the given paths,
  /// else the current folder if they lie in it; wide enough for all of them. Borrows the tree.
  ReportRoot(const FileTree& files, const std::string& current_directory,
             const std::vector<std::string>& given, const std::string& asked);

  /// `.` is the root itself; what lies beside it begins with `../`.
  std::string operator()(std::string_view absolute) const;
  /// Absolute.
  const std::string& folder() const { return folder_; }

 private:
  std::string without_links(std::string_view absolute) const;

  const FileTree* files_ = nullptr;
  std::string folder_;
  // The folder that was resolved last: files of a folder follow each other.
  mutable std::string last_folder_;
  mutable std::string last_resolved_;
};

}  // namespace ecac
