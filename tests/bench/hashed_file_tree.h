#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/support/file_tree.h"

namespace ecac::bench {

/// Files in memory that are found in constant time, so that what a measurement of many files shows
/// is not the tree's own cost.
class HashedFileTree final : public FileTree {
 public:
  explicit HashedFileTree(std::string root);

  /// `path` is relative to the root.
  void add(const std::string& path, std::string text);
  const std::string& root() const { return root_; }
  std::size_t bytes() const { return bytes_; }

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  struct Child {
    std::string name = {};
    EntryKind kind = EntryKind::file;
  };
  struct Folder {
    std::uint64_t number = 0;
    std::vector<Child> children = {};
  };
  struct File {
    std::uint64_t number = 0;
    std::string text = {};
  };
  Folder& folder(const std::string& path);

  std::string root_;
  std::unordered_map<std::string, Folder> folders_;
  std::unordered_map<std::string, File> files_;
  std::size_t bytes_ = 0;
  std::uint64_t next_number_ = 1;
};

}  // namespace ecac::bench
