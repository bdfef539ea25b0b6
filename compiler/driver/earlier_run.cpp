#include "compiler/driver/earlier_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "compiler/source/source_store.h"
#include "compiler/support/files/memory_file_tree.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/config_assembly.h"

namespace ecac {

bool names_folder(const FileTree& files, const std::string& current_directory,
                  const std::string& against) {
  if (against == "." || against == "..") return true;
  if (against.starts_with('/') || against.starts_with("./") || against.starts_with("../")) {
    return true;
  }
  return files.kind(absolute_path(current_directory, against)) == EntryKind::directory;
}

namespace {

/// The present request without what is about the present state alone.
CheckRequest of_earlier(const CheckRequest& request) {
  CheckRequest earlier = request;
  earlier.inspect = {};
  earlier.progress = {};
  earlier.earlier = {};
  earlier.since = {};
  return earlier;
}

/// A path that tells which repository is meant.
std::string path_in_repository(const CheckRequest& request) {
  // Standard input has a name like any other file, and stands in no revision.
  return request.paths.empty() ? request.current_directory
                               : absolute_path(request.current_directory, request.paths.front());
}

/// The repository of a path that may not be there any more.
std::string repository_of(const FileTree& files, std::string path) {
  while (path.size() > 1 && files.kind(path) != EntryKind::directory) {
    path = std::string(parent_path(path));
  }
  return repository_around(files, files.resolve(path).value_or(path));
}

}  // namespace

Result<EarlierRun> EarlierRun::open(const Host& host, const CheckRequest& request,
                                    const std::string& against) {
  EarlierRun run;
  run.request_ = of_earlier(request);
  if (names_folder(host.files, request.current_directory, against)) {
    run.folder_ = &host.files;
    run.request_.paths = {against};
    return run;
  }
  if (!host.open_revision) {
    return Error{fmt::format("`{}` is no folder, and revisions cannot be read here", against)};
  }
  Result<std::unique_ptr<FileTree>> revision =
      host.open_revision(path_in_repository(request), against);
  if (!revision) {
    const Error& error = revision.error();
    if (error.kind != ErrorKind::not_found) return error;
    return Error{fmt::format("`{}` is no folder, and {}", against, error.message), error.kind};
  }
  run.revision_ = std::move(*revision);
  run.take_paths();
  run.with_named_files_ = std::make_unique<OverlayFileTree>(*run.revision_);
  std::vector<std::string> named = request.known;
  named.push_back(request.manifest);
  named.push_back(request.config);
  run.take_named_files(host.files, named);
  return run;
}

Result<EarlierRun> EarlierRun::open_base(const Host& host, const CheckRequest& request,
                                         const RepositoryState& state) {
  if (!host.open_state) return Error{"revisions cannot be read here"};
  const std::string here = path_in_repository(request);
  const std::string repository = repository_of(host.files, here);
  if (repository.empty() && host.open_state(here, state)) {
    return Error{
        fmt::format("`{}` is in no git work tree, and there is nothing to compare in a bare "
                    "repository",
                    file_name(here)),
        ErrorKind::invalid};
  }
  for (const std::string& path : request.paths) {
    if (repository_of(host.files, absolute_path(request.current_directory, path)) == repository) {
      continue;
    }
    return Error{fmt::format("`{}` and `{}` lie in no common git repository; check one repository "
                             "at a time",
                             request.paths.front(), path),
                 ErrorKind::invalid};
  }
  Result<OpenedState> opened = host.open_state(here, state);
  if (!opened) return opened.error();
  EarlierRun run;
  run.request_ = of_earlier(request);
  run.request_.destructive.clear();  // what this deploy deletes was there before it
  run.revision_ = std::move(opened->files);
  run.commit_ = std::move(opened->commit);
  run.remark_ = std::move(opened->remark);
  run.take_folders();
  run.with_named_files_ = std::make_unique<OverlayFileTree>(*run.revision_);
  std::vector<std::string> named = request.known;
  named.push_back(request.manifest);
  const std::string& config = request.config;
  if (!config.empty() &&
      run.revision_->kind(absolute_path(request.current_directory, config)) == EntryKind::missing) {
    named.push_back(config);
  }
  run.take_named_files(host.files, named);
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

void EarlierRun::take_folders() {
  std::vector<std::string> given = std::move(request_.paths);
  if (given.empty() && revision_->kind(request_.current_directory) == EntryKind::missing) {
    given.emplace_back(".");
  }
  request_.paths.clear();
  for (std::string& path : given) {
    std::string absolute = absolute_path(request_.current_directory, path);
    if (revision_->kind(absolute) == EntryKind::missing) {
      while (revision_->kind(absolute) != EntryKind::directory) {
        absolute = std::string(parent_path(absolute));
      }
      path = absolute;
    }
    if (std::ranges::find(request_.paths, path) == request_.paths.end()) {
      request_.paths.push_back(std::move(path));
    }
  }
}

void EarlierRun::take_named_files(const FileTree& files, const std::vector<std::string>& named) {
  for (const std::string& name : named) {
    if (name.empty()) continue;
    const std::string path = absolute_path(request_.current_directory, name);
    std::string text;
    if (files.kind(path) != EntryKind::file || !files.read(path, text, limits::kSettingsFile)) {
      continue;
    }
    if (name == request_.config) take_extended_files(files, path, text);
    with_named_files_->set(path, std::move(text));
  }
}

/// What a configuration that is named extends is today's, too.
void EarlierRun::take_extended_files(const FileTree& files, const std::string& path,
                                     const std::string& text) {
  SourceStore sources(files);
  ConfigAssembly configuration(sources, {});
  configuration.add_file(path, text);
  for (const Config::File& extended : configuration.finish().config.extended) {
    std::string of_file;
    if (files.read(extended.path, of_file, limits::kSettingsFile)) {
      with_named_files_->set(extended.path, std::move(of_file));
    }
  }
}

}  // namespace ecac
