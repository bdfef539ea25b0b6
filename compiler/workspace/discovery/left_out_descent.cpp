#include <algorithm>

#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery_walk.h"

namespace ecac {

/// How far a folder that is left out is looked at: no large folder of other tools is walked for the
/// sake of a number.
Descent Walker::descent_into(const WalkTask& task, const std::string& path, std::string_view name,
                             SkipReason reason) const {
  const OpenedProject& project = *task.project;
  if (matcher_.is_type_directory(name) || project.package_directory_of(path) >= 0) {
    return Descent::all;
  }
  if (!project.has_package_directories()) {
    return reason == SkipReason::excluded ? Descent::all : Descent::type_directories;
  }
  const std::string_view below = relative_path(path, project.root);
  const bool holds_package = std::ranges::any_of(
      project.file.package_directories,
      [&](const PackageDirectory& package) { return is_within(package.path, below); });
  return holds_package ? Descent::all : Descent::none;
}

}  // namespace ecac
