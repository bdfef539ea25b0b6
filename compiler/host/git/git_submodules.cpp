#include "compiler/host/git/git_submodules.h"

#include "compiler/host/disk_file_tree.h"
#include "compiler/host/git/git_readers.h"
#include "compiler/host/git/libgit2_objects.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"

namespace ecac {

/// Where git keeps the data of a submodule whose folder is gone: under the name that it gives
/// unless it is told another one. "" if there is none.
static std::string kept_data(const DiskFileTree& disk, const std::string& path) {
  const std::string root = repository_around(disk, parent_path(path));
  if (root.empty()) return {};
  const std::string data = join_path(join_path(root, ".git/modules"), relative_path(path, root));
  const bool is_taken = disk.resolve(data) == data && disk.kind(data) == EntryKind::directory;
  return is_taken ? data : std::string();
}

bool GitSubmodules::take(Result<std::unique_ptr<GitObjects>> own, const GitId& commit,
                         Commit& result) {
  if (!own) return false;
  Result<GitId> tree = (*own)->tree(commit);
  if (!tree) return false;
  result.tree = *std::move(tree);
  opened_.push_back(std::move(*own));
  result.repository = opened_.size();
  return true;
}

const GitSubmodules::Commit& GitSubmodules::open(const std::string& path, const GitId& commit) {
  const auto [known, first] = commits_.try_emplace({path, commit});
  Commit& result = known->second;
  if (!first) return result;
  const DiskFileTree disk;
  if (disk.kind(path) == EntryKind::missing) {
    // A change has taken it away; what it had is missed.
    const std::string data = kept_data(disk, path);
    const bool is_read = !data.empty() && opened_.size() < limits::kSubmodules &&
                         take(open_data_with_libgit2(data), commit, result);
    (is_read ? roots_ : closed_).insert(path);
    return result;
  }
  DirectoryListing there;
  const bool is_taken =
      disk.resolve(path) == path && disk.list(path, there) && !there.entries().empty();
  if (!is_taken) return result;
  if (opened_.size() < limits::kSubmodules) {
    Result<std::unique_ptr<GitObjects>> own = open_git_objects(path, reader_);
    if (own && disk.resolve((*own)->folder()) == path && take(std::move(own), commit, result)) {
      roots_.insert(path);
      return result;
    }
  }
  closed_.insert(path);
  return result;
}

}  // namespace ecac
