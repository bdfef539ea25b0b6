#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/support/files/forwarding_file_tree.h"
#include "compiler/support/files/memory_file_tree.h"

namespace ecac {

/// Texts that stand in front of another tree: what an editor holds, standard input under a name,
/// or files as they will be. Folders show the entries of both, less those that are hidden. Paths
/// in front are absolute. Borrows the tree behind it.
class OverlayFileTree final : public ForwardingFileTree {
 public:
  using ForwardingFileTree::ForwardingFileTree;

  void set(const std::string& path, std::string text);
  /// The path is again what the tree behind makes of it.
  void remove(const std::string& path);
  /// Nothing stands at the path any more, whatever is behind.
  void hide(const std::string& path);

  /// Files in front that the tree behind does not have; sorted.
  std::vector<std::string> added() const;
  /// Files in front that stand for one of the tree behind; sorted.
  std::vector<std::string> changed() const;
  /// Files of the tree behind that are hidden; sorted.
  std::vector<std::string> removed() const;

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  std::unique_ptr<FileReader> make_reader() const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  bool is_of_another(const std::string& path, const std::string& than) const override;

 private:
  class Reader;
  std::vector<std::string> in_front(bool also_behind) const;
  bool touches(const std::string& directory) const;
  bool is_hidden(std::string_view path) const { return hidden_.contains(path); }

  MemoryFileTree front_;
  std::set<std::string, std::less<>> front_paths_;
  std::set<std::string, std::less<>> hidden_;
};

}  // namespace ecac
