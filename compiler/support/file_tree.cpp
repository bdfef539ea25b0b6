#include "compiler/support/file_tree.h"

#include <algorithm>

#include "compiler/support/path_text.h"

namespace ecac {
namespace {

class PathReader final : public FileReader {
 public:
  explicit PathReader(const FileTree& tree) : tree_(tree) {}

  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    path_ = directory;
    if (!path_.ends_with('/')) path_ += '/';
    path_ += name;
    return tree_.read(path_, buffer, limit);
  }

 private:
  const FileTree& tree_;
  std::string path_;
};

constexpr std::string_view kGitFolder = ".git";

bool leads_into_git(std::string_view below) {
  while (!below.empty()) {
    const std::string_view part = below.substr(0, below.find('/'));
    if (part == kGitFolder) return true;
    below.remove_prefix(std::min(part.size() + 1, below.size()));
  }
  return false;
}

}  // namespace

bool FileTree::is_of_another(const std::string& path, const std::string& than) const {
  static_cast<void>(path);
  static_cast<void>(than);
  return false;
}

bool FileTree::is_link(const std::string& /*path*/) const {
  return false;
}

std::optional<Error> FileTree::failure() const {
  return std::nullopt;
}

std::vector<std::string> FileTree::closed_folders() const {
  return {};
}

bool stays_within(const FileTree& tree, const std::string& path, const std::string& folder) {
  std::string existing = absolute_path("/", path);
  if (folder.empty() || !is_within(existing, folder)) return false;
  // Of what is to be made, the folder counts that is there already.
  std::optional<std::string> real = tree.resolve(existing);
  while (!real && existing != folder) {
    if (tree.is_link(existing)) return false;
    existing = std::string(parent_path(existing));
    real = tree.resolve(existing);
  }
  const std::optional<std::string> real_folder = tree.resolve(folder);
  if (!real || !real_folder) return true;
  return is_within(*real, *real_folder) && !leads_into_git(relative_path(*real, *real_folder));
}

std::string repository_around(const FileTree& tree, std::string_view folder) {
  for (; !folder.empty(); folder = parent_path(folder)) {
    if (tree.kind(join_path(folder, kGitFolder)) != EntryKind::missing) return std::string(folder);
    if (folder == "/") break;
  }
  return {};
}

std::unique_ptr<FileReader> FileTree::make_reader() const {
  return std::make_unique<PathReader>(*this);
}

void DirectoryListing::clear() {
  names_.clear();
  entries_.clear();
  identity.reset();
}

void DirectoryListing::add(std::string_view name, EntryKind kind, bool link) {
  entries_.push_back({static_cast<std::uint32_t>(names_.size()),
                      static_cast<std::uint32_t>(name.size()), kind, link});
  names_ += name;
}

}  // namespace ecac
