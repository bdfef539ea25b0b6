#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/paths/report_root.h"

namespace ecac {

/// The innermost folder that is, or holds, both.
std::string common_folder(std::string_view a, std::string_view b);

/// Turns an absolute path into the one that is shown to people: relative to the current folder
/// where it lies below it, else to the given path; of several given paths elsewhere, to the folder
/// around them, so that no two files are shown alike.
class ShownPaths {
 public:
  ShownPaths(const std::string& current_directory, const std::vector<std::string>& given);
  ShownPaths(std::string current_directory, const std::vector<std::string>& given, ReportRoot root);
  std::string operator()(std::string_view absolute) const;
  /// The absolute path of one that was given.
  std::string absolute(std::string_view given) const;
  /// The one that machines are shown.
  std::string from_root(std::string_view absolute) const;

 private:
  std::string current_directory_;
  struct Given {
    std::string absolute;
    std::string as_written;
  };
  std::vector<Given> given_;
  ReportRoot root_;
  std::string common_;  ///< the folder around the given paths elsewhere; "" where there is one only
};

}  // namespace ecac
