#pragma once

#include "compiler/support/file_tree.h"

namespace ecac {

/// The disk. A listing asks the system about single entries only where the folder does not say
/// what they are; reading opens a file once and never blocks on what is no regular file.
class DiskFileTree final : public FileTree {
 public:
  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  /// Keeps the folder open, so that the system need not find it again for every file.
  std::unique_ptr<FileReader> make_reader() const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  bool is_of_another(const std::string& path, const std::string& than) const override;
};

}  // namespace ecac
