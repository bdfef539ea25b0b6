#include "compiler/driver/earlier_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/support/limits.h"
#include "compiler/support/memory_file_tree.h"
#include "compiler/support/path_text.h"

namespace ecac {

bool names_folder(const FileTree& files, const std::string& current_directory,
                  const std::string& against) {
  if (against == "." || against == "..") return true;
  if (against.starts_with('/') || against.starts_with("./") || against.starts_with("../")) {
    return true;
  }
  return files.kind(absolute_path(current_directory, against)) == EntryKind::directory;
}

Result<EarlierRun> EarlierRun::open(const Host& host, const CheckRequest& request,
                                    const std::string& against) {
  EarlierRun run;
  run.request_ = request;
  run.request_.inspect = {};
  run.request_.progress = {};
  run.request_.earlier = {};
  if (names_folder(host.files, request.current_directory, against)) {
    run.folder_ = &host.files;
    run.request_.paths = {against};
    return run;
  }
  if (!host.open_revision) {
    return Error{fmt::format("`{}` is no folder, and revisions cannot be read here", against)};
  }
  // Standard input has a name like any other file, and stands in no revision.
  const std::string here = request.paths.empty()
                               ? request.current_directory
                               : absolute_path(request.current_directory, request.paths.front());
  Result<std::unique_ptr<FileTree>> revision = host.open_revision(here, against);
  if (!revision) {
    const Error& error = revision.error();
    if (error.kind != ErrorKind::not_found) return error;
    return Error{fmt::format("`{}` is no folder, and {}", against, error.message), error.kind};
  }
  run.revision_ = std::move(*revision);
  run.take_paths();
  run.with_named_files_ = std::make_unique<OverlayFileTree>(*run.revision_);
  run.take_named_files(host.files);
  return run;
}

const FileTree& EarlierRun::files() const {
  return folder_ != nullptr ? *folder_ : *with_named_files_;
}

/// Leaves out the paths that were not there yet. Where none is left, so is no file.
void EarlierRun::take_paths() {
  const auto is_missing = [&](const std::string& path) {
    return revision_->kind(absolute_path(request_.current_directory, path)) == EntryKind::missing;
  };
  const bool any_path = !request_.paths.empty();
  std::erase_if(request_.paths, is_missing);
  if (any_path ? !request_.paths.empty() : !is_missing(".")) return;
  auto nothing = std::make_unique<MemoryFileTree>();
  nothing->add_directory(request_.current_directory);
  revision_ = std::move(nothing);
}

void EarlierRun::take_named_files(const FileTree& files) {
  std::vector<std::string> named = request_.known;
  named.push_back(request_.manifest);
  named.push_back(request_.config);
  for (const std::string& name : named) {
    if (name.empty()) continue;
    const std::string path = absolute_path(request_.current_directory, name);
    std::string text;
    if (files.kind(path) == EntryKind::file && files.read(path, text, limits::kSettingsFile)) {
      with_named_files_->set(path, std::move(text));
    }
  }
}

}  // namespace ecac
