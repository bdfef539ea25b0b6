#include "compiler/report/shown_paths.h"

#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {

ShownPaths::ShownPaths(std::string current_directory, const std::vector<std::string>& given)
    : current_directory_(std::move(current_directory)) {
  for (const std::string& path : given) {
    given_.push_back({absolute_path(current_directory_, path), path});
  }
}

std::string ShownPaths::operator()(std::string_view absolute) const {
  if (is_within(absolute, current_directory_)) {
    return std::string(relative_path(absolute, current_directory_));
  }
  for (const Given& given : given_) {
    if (absolute == given.absolute) return given.as_written;
    if (is_within(absolute, given.absolute)) {
      return std::string(relative_path(absolute, given.absolute));
    }
  }
  return std::string(absolute);
}

}  // namespace ecac
