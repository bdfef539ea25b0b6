#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// Turns an absolute path into the one that is shown: relative to the current folder where it lies
/// below it, else to the given path; of several given paths elsewhere, to the folder around them,
/// so that no two files are shown alike.
class ShownPaths {
 public:
  ShownPaths(std::string current_directory, const std::vector<std::string>& given);
  std::string operator()(std::string_view absolute) const;

 private:
  std::string current_directory_;
  struct Given {
    std::string absolute;
    std::string as_written;
  };
  std::vector<Given> given_;
  std::string common_;  ///< the folder around the given paths elsewhere; "" where there is one only
};

}  // namespace ecac
