#include "tests/support/counted_tree.h"

#include <fmt/format.h>

namespace ecac::test {

int CountedTree::opened(const std::string& path) const {
  const auto found = opened_.find(path);
  return found == opened_.end() ? 0 : found->second;
}

std::vector<std::string> CountedTree::opened_again() const {
  std::vector<std::string> again;
  for (const auto& [path, times] : opened_) {
    if (times > 1) again.push_back(fmt::format("{}: {}", path, times));
  }
  return again;
}

Result<void> CountedTree::list(const std::string& directory, DirectoryListing& listing) const {
  return files_.list(directory, listing);
}

Result<void> CountedTree::read(const std::string& path, std::string& buffer,
                               std::size_t limit) const {
  Result<void> read = files_.read(path, buffer, limit);
  const std::lock_guard<std::mutex> lock(mutex_);
  if (read) ++opened_[path];
  return read;
}

EntryKind CountedTree::kind(const std::string& path) const {
  return files_.kind(path);
}

std::optional<FileIdentity> CountedTree::identity(const std::string& path) const {
  return files_.identity(path);
}

std::optional<std::string> CountedTree::resolve(const std::string& path) const {
  return files_.resolve(path);
}

}  // namespace ecac::test
