#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "compiler/support/file_tree.h"

namespace ecac {

/// Files in memory. Folders exist by the files in them, or by `add_directory`. Changing it while
/// others read is not allowed.
class MemoryFileTree final : public FileTree {
 public:
  void add(std::string path, std::string text);
  void add_directory(std::string path);
  /// `target` is an absolute path or relative to the link's folder.
  void add_link(std::string path, std::string target);
  /// Reading or listing the path then fails.
  void deny(const std::string& path);
  void remove(const std::string& path);

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  struct Node {
    EntryKind kind = EntryKind::file;
    bool link = false;
    bool denied = false;
    std::uint64_t number = 0;
    std::string text = {};  ///< or the link's target
  };
  Node& put(const std::string& path, Node node);
  const Node* find(const std::string& path, std::string* resolved) const;

  std::map<std::string, Node, std::less<>> nodes_;  ///< by absolute path; the root is ""
  std::uint64_t next_number_ = 1;
};

}  // namespace ecac
