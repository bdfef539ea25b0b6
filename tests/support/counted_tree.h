#pragma once

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "compiler/support/file_tree.h"

namespace ecac::test {

/// A tree that counts how often each file of another is opened. Borrows the other.
class CountedTree final : public FileTree {
 public:
  explicit CountedTree(const FileTree& files) : files_(files) {}

  int opened(const std::string& path) const;
  /// `path: times` of every file that was opened more than once.
  std::vector<std::string> opened_again() const;
  std::size_t files_opened() const { return opened_.size(); }

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  const FileTree& files_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, int> opened_;
};

}  // namespace ecac::test
