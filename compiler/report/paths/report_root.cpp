#include "compiler/report/paths/report_root.h"

#include <utility>

#include "compiler/report/paths/shown_paths.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// The nearest folder that is there.
std::string standing_folder(const FileTree& files, std::string_view absolute) {
  std::string folder(absolute);
  while (files.kind(folder) != EntryKind::directory && folder.size() > 1) {
    folder = parent_path(folder);
  }
  return files.resolve(folder).value_or(folder);
}

}  // namespace

ReportRoot::ReportRoot(std::string folder) : folder_(std::move(folder)) {}

ReportRoot::ReportRoot(const FileTree& files, const std::string& current_directory,
                       const std::vector<std::string>& given, const std::string& asked)
    : files_(&files) {
  if (!asked.empty()) {
    folder_ = standing_folder(files, absolute_path(current_directory, asked));
    return;
  }
  const std::string here = standing_folder(files, current_directory);
  const auto add = [&](const std::string& path) {
    const std::string folder = standing_folder(files, absolute_path(current_directory, path));
    if (!folder_.empty() && is_within(folder, folder_)) return;
    std::string border = repository_around(files, folder);
    if (border.empty()) border = is_within(folder, here) ? here : folder;
    folder_ = folder_.empty() ? std::move(border) : common_folder(folder_, border);
  };
  if (given.empty()) add(current_directory);
  for (const std::string& path : given) add(path);
}

std::string ReportRoot::without_links(std::string_view absolute) const {
  if (files_ == nullptr || absolute == "/") return std::string(absolute);
  const std::string path(absolute);
  if (files_->is_link(path)) return files_->resolve(path).value_or(path);
  const std::string_view parent = parent_path(absolute);
  if (parent != last_folder_ || last_folder_.empty()) {
    last_folder_ = parent;
    last_resolved_ = files_->resolve(last_folder_).value_or(last_folder_);
  }
  return join_path(last_resolved_, file_name(absolute));
}

std::string ReportRoot::operator()(std::string_view absolute) const {
  const std::string path = without_links(absolute);
  std::string up;
  std::string_view folder = folder_;
  while (!is_within(path, folder)) {
    up += "../";
    folder = parent_path(folder);
  }
  up += relative_path(path, folder);
  if (up.ends_with('/')) up.pop_back();
  return up.empty() ? "." : up;
}

}  // namespace ecac
