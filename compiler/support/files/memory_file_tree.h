#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "compiler/support/file_tree.h"

namespace ecac {

/// Files in memory, with links and denied access as a disk has them. Paths are absolute. Folders
/// exist by what is in them, or by `add_directory`. Changing it while others read is not allowed.
class MemoryFileTree final : public FileTree {
 public:
  MemoryFileTree();

  void add(const std::string& path, std::string text);
  void add_directory(const std::string& path);
  /// `target` is an absolute path or relative to the link's folder.
  void add_link(const std::string& path, std::string target);
  /// Reading or listing the path then fails.
  void deny(const std::string& path);
  /// The file, or the folder with all that is in it.
  void remove(const std::string& path);

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;

 private:
  struct Node {
    EntryKind kind = EntryKind::directory;
    bool link = false;
    bool denied = false;
    std::uint64_t number = 0;
    std::string text = {};  ///< or the link's target
    std::map<std::string, Node, std::less<>> children = {};
  };
  Node& make(const std::string& path);
  /// Follows links; null if nothing stands there.
  const Node* find(std::string_view path, std::string& resolved) const;

  Node root_;
  std::uint64_t next_number_ = 1;
};

}  // namespace ecac
