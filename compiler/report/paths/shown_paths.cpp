#include "compiler/report/paths/shown_paths.h"

#include <utility>

#include "compiler/support/path_text.h"
#include "compiler/workspace/config.h"

namespace ecac {

std::string common_folder(std::string_view a, std::string_view b) {
  while (!is_within(b, a)) a = parent_path(a);
  return std::string(a);
}

ShownPaths::ShownPaths(const std::string& current_directory, const std::vector<std::string>& given)
    : ShownPaths(current_directory, given, ReportRoot(current_directory)) {}

ShownPaths::ShownPaths(std::string current_directory, const std::vector<std::string>& given,
                       ReportRoot root)
    : current_directory_(std::move(current_directory)), root_(std::move(root)) {
  std::size_t elsewhere = 0;
  for (const std::string& path : given) {
    given_.push_back({absolute_path(current_directory_, path), path});
    const std::string& absolute = given_.back().absolute;
    if (is_within(absolute, current_directory_)) continue;
    common_ = elsewhere++ == 0 ? absolute : common_folder(common_, absolute);
  }
  if (elsewhere < 2 || common_ == "/") common_.clear();
}

std::string ShownPaths::from_root(std::string_view absolute) const {
  // The settings of the command line lie in no folder.
  if (file_name(absolute) == kCommandLineConfig) return std::string(kCommandLineConfig);
  return root_(absolute);
}

std::string ShownPaths::operator()(std::string_view absolute) const {
  if (is_within(absolute, current_directory_)) {
    return std::string(relative_path(absolute, current_directory_));
  }
  if (!common_.empty() && is_within(absolute, common_)) {
    return std::string(relative_path(absolute, common_));
  }
  for (const Given& given : given_) {
    if (absolute == given.absolute) return given.as_written;
    if (is_within(absolute, given.absolute)) {
      return std::string(relative_path(absolute, given.absolute));
    }
  }
  return written_path(absolute);
}

std::string ShownPaths::absolute(std::string_view given) const {
  return absolute_path(current_directory_, given);
}

}  // namespace ecac
