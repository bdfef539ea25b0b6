#pragma once

#include <string>
#include <utility>

#include "compiler/support/file_tree.h"
#include "compiler/support/memory_file_tree.h"

namespace ecac {

/// Texts that stand in front of another tree: what an editor holds, or standard input under a name.
/// Folders show the entries of both. Paths in front are absolute. Borrows the tree behind it.
class OverlayFileTree final : public FileTree {
 public:
  explicit OverlayFileTree(const FileTree& base) : base_(base) {}

  void set(const std::string& path, std::string text) { front_.add(path, std::move(text)); }
  void remove(const std::string& path) { front_.remove(path); }

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  std::unique_ptr<FileReader> make_reader() const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;

 private:
  const FileTree& base_;
  MemoryFileTree front_;
};

}  // namespace ecac
