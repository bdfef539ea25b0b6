#include "compiler/workspace/discovery/discovery_assembly.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <tuple>

#include "compiler/schema/field_ids.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

/// Compares folders as if each ended in `/`, so that a folder comes right before what is in it.
bool comes_before(std::string_view a, std::string_view b) {
  if (a == "/" || b == "/") return b != "/";
  const std::size_t common = std::min(a.size(), b.size());
  const int order = a.substr(0, common).compare(b.substr(0, common));
  if (order != 0) return order < 0;
  if (a.size() == b.size()) return false;
  return a.size() < b.size() ? '/' <= byte(b[common]) : byte(a[common]) < '/';
}

int compare_path(const DiscoveredProject& project, const DiscoveredFile& file,
                 std::string_view path) {
  const std::string_view directory = project.directories[file.directory].path;
  const std::string_view head = path.substr(0, directory.size());
  if (const int order = directory.compare(head); order != 0) return order;
  path.remove_prefix(head.size());
  if (!directory.ends_with('/')) {
    if (path.empty()) return 1;
    if (path.front() != '/') return '/' < byte(path.front()) ? -1 : 1;
    path.remove_prefix(1);
  }
  return file.name.compare(path);
}

/// Builds one project. Folders are in the order of `comes_before`; the files of a folder wait on a
/// stack while folders inside it that sort between them are taken.
class ProjectAssembly {
 public:
  ProjectAssembly(SourceStore& sources, const OpenedProject& opened, DiscoveredProject& project)
      : sources_(sources), opened_(opened), project_(project) {
    project_.root = opened.root;
    project_.has_project_file = opened.has_project_file;
    project_.project_file = opened.file;
    project_.config = opened.config;
    project_.whole = opened.whole;
    // Of a part, only its own findings are wanted.
    if (!opened.whole) return;
    project_.tree.unread = opened.unread;
    project_.tree.project_file = opened.file.faults;
  }

  void add(WalkedDirectory& directory) {
    for (std::size_t i = 0; i < kSkipReasonCount; ++i) {
      project_.skipped[i] += directory.skipped[i];
      project_.skipped_files[i] += directory.skipped_files[i];
    }
    std::move(directory.unread.begin(), directory.unread.end(),
              std::back_inserter(project_.tree.unread));
    if (directory.files.empty()) return;
    while (!open_.empty() && !is_within(directory.path, open_.back().path)) close();
    if (!open_.empty()) {
      std::string name(relative_path(directory.path, open_.back().path));
      name += '/';
      take_before(open_.back(), name);
    }
    open(directory);
  }

  /// Gives the paths of files that are symbolic links.
  std::vector<std::string> finish() {
    while (!open_.empty()) close();
    std::ranges::stable_sort(project_.tree.unread, {}, &UnreadPath::path);
    return std::move(links_);
  }

 private:
  struct OpenDirectory {
    std::string_view path;
    std::vector<DiscoveredFile> files;
    std::size_t next = 0;
  };

  void open(WalkedDirectory& walked) {
    std::shared_ptr<char[]> names(new char[walked.names.size()]);
    std::memcpy(names.get(), walked.names.data(), walked.names.size());
    const int package = opened_.package_directory_of(walked.path);
    const bool outside =
        package < 0 && opened_.has_package_directories() && (opened_.whole || !walked.requested);
    OpenDirectory directory{.path = walked.path, .files = {}};
    directory.files.reserve(walked.files.size());
    for (const WalkedFile& file : walked.files) {
      DiscoveredFile found{};
      found.name = {names.get() + file.name_begin, file.name_size};
      found.full_name = {names.get() + file.full_name_begin, file.full_name_size};
      found.directory = static_cast<std::uint32_t>(project_.directories.size());
      found.type = file.type;
      found.key_form = file.key_form;
      found.kind = file.kind;
      found.format = file.format;
      found.named = file.named;
      found.reason = file.force_ignored                 ? ContextReason::force_ignored
                     : !walked.requested && !file.named ? ContextReason::not_requested
                     : outside && !file.named           ? ContextReason::outside_packages
                                                        : ContextReason::none;
      directory.files.push_back(found);
      if (file.link) links_.push_back(join_path(walked.path, found.name));
    }
    std::ranges::sort(directory.files, {}, &DiscoveredFile::name);
    sources_.keep_alive(std::move(names));
    project_.directories.push_back({walked.path, package, outside});
    open_.push_back(std::move(directory));
  }

  void take_before(OpenDirectory& directory, std::string_view name) {
    while (directory.next < directory.files.size() && directory.files[directory.next].name < name) {
      project_.files.push_back(directory.files[directory.next++]);
    }
  }

  void close() {
    OpenDirectory& directory = open_.back();
    project_.files.insert(project_.files.end(),
                          directory.files.begin() + static_cast<std::ptrdiff_t>(directory.next),
                          directory.files.end());
    open_.pop_back();
  }

  SourceStore& sources_;
  const OpenedProject& opened_;
  DiscoveredProject& project_;
  std::vector<OpenDirectory> open_;
  std::vector<std::string> links_;
};

/// Whether a file is deployed with others, so that it is not once it lies outside. Manifests and
/// the like stand beside the source on purpose.
bool is_deployable(const DiscoveredFile& file) {
  switch (file.kind) {
    case FileKind::component:
    case FileKind::wrong_suffix:
    case FileKind::content: return file.type != types::Package;
    case FileKind::none:
    case FileKind::manifest:
    case FileKind::destructive_manifest:
    case FileKind::scratch_definition:
    case FileKind::key_file: break;
  }
  return false;
}

/// Takes what lies in no package directory out of a project.
std::shared_ptr<const DiscoveredProject> take_outside(DiscoveredProject& project) {
  const auto lies_outside = [&](const DiscoveredFile& file) {
    return project.directories[file.directory].outside && is_deployable(file) && !file.named;
  };
  if (std::ranges::none_of(project.files, lies_outside)) return nullptr;
  // Who asks for a part that lies outside wants it judged with what is around it.
  const bool asked_for_outside =
      !project.whole && std::ranges::any_of(project.files, [&](const DiscoveredFile& file) {
        return file.checked() && is_deployable(file) &&
               project.directories[file.directory].package_directory < 0;
      });
  if (asked_for_outside) return nullptr;
  auto outside = std::make_shared<DiscoveredProject>(outside_of(project));
  for (const DiscoveredFile& file : project.files) {
    if (lies_outside(file)) outside->files.push_back(file);
  }
  std::erase_if(project.files, lies_outside);
  return outside;
}

}  // namespace

DiscoveredProject outside_of(const DiscoveredProject& project) {
  DiscoveredProject outside;
  outside.root = project.root;
  outside.has_project_file = project.has_project_file;
  outside.project_file = project.project_file;
  outside.config = project.config;
  outside.directories = project.directories;
  outside.is_outside = true;
  return outside;
}

void add_deploy_manifest(SourceStore& sources, const std::string& path,
                         DiscoveredProject& project) {
  constexpr std::string_view kFullName = "package";
  const auto place = std::lower_bound(project.files.begin(), project.files.end(), path,
                                      [&](const DiscoveredFile& file, std::string_view wanted) {
                                        return compare_path(project, file, wanted) < 0;
                                      });
  const bool is_known = place != project.files.end() && compare_path(project, *place, path) == 0;
  DiscoveredFile manifest{};
  if (is_known) {
    manifest = *place;
  } else {
    const std::string_view name = file_name(path);
    std::shared_ptr<char[]> kept(new char[name.size()]);
    std::memcpy(kept.get(), name.data(), name.size());
    manifest.name = {kept.get(), name.size()};
    sources.keep_alive(std::move(kept));
    manifest.directory = static_cast<std::uint32_t>(project.directories.size());
    project.directories.push_back({std::string(parent_path(path)), -1, false});
  }
  manifest.full_name = kFullName;
  manifest.type = types::Package;
  manifest.kind = FileKind::component;
  manifest.format = FileFormat::metadata;
  manifest.reason = ContextReason::none;
  if (is_known) {
    *place = manifest;
  } else {
    project.files.insert(place, manifest);
  }
}

void DiscoveredProject::path_of(const DiscoveredFile& file, std::string& path) const {
  path = directories[file.directory].path;
  if (!path.ends_with('/')) path += '/';
  path += file.name;
}

std::string DiscoveredProject::path_of(const DiscoveredFile& file) const {
  std::string path;
  path_of(file, path);
  return path;
}

const DiscoveredFile* DiscoveredProject::find(std::string_view path) const {
  const auto found = std::lower_bound(files.begin(), files.end(), path,
                                      [&](const DiscoveredFile& file, std::string_view wanted) {
                                        return compare_path(*this, file, wanted) < 0;
                                      });
  return found != files.end() && compare_path(*this, *found, path) == 0 ? &*found : nullptr;
}

std::vector<DiscoveredProject> assemble_projects(SourceStore& sources,
                                                 std::vector<WalkedDirectory> directories) {
  std::ranges::sort(directories, [](const WalkedDirectory& a, const WalkedDirectory& b) {
    return comes_before(a.path, b.path);
  });
  std::map<std::string_view, std::vector<WalkedDirectory*>> by_root;
  std::map<FileIdentity, const std::string*> by_identity;
  for (WalkedDirectory& directory : directories) {
    by_root[directory.project->root].push_back(&directory);
    if (directory.identity) by_identity.emplace(*directory.identity, &directory.path);
  }
  std::vector<DiscoveredProject> projects;
  projects.reserve(by_root.size());
  for (const auto& [root, own] : by_root) {
    DiscoveredProject& project = projects.emplace_back();
    ProjectAssembly assembly(sources, *own.front()->project, project);
    for (WalkedDirectory* directory : own) assembly.add(*directory);
    for (const std::string& link : assembly.finish()) {
      // The same file under the same name, which the walk found where it really is, is not there
      // twice.
      const auto target = sources.resolve(link);
      if (!target || file_name(*target) != file_name(link)) continue;
      const auto identity = sources.identity(std::string(parent_path(*target)));
      const auto directory = identity ? by_identity.find(*identity) : by_identity.end();
      if (directory == by_identity.end()) continue;
      const std::string original = join_path(*directory->second, file_name(*target));
      if (original == link || project.find(original) == nullptr) continue;
      const DiscoveredFile* again = project.find(link);
      if (again == nullptr || again->named) continue;
      project.files.erase(project.files.begin() + (again - project.files.data()));
      ++project.skipped_files[static_cast<std::size_t>(SkipReason::linked_again)];
    }
  }
  for (DiscoveredProject& project : projects) project.outside = take_outside(project);
  return projects;
}

}  // namespace ecac
