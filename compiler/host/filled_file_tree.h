#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/support/files/forwarding_file_tree.h"

namespace ecac {

/// A tree with gaps, and what is missing in it: where nothing stands in front, the path is what the
/// tree behind has. Borrows both.
class FilledFileTree final : public ForwardingFileTree {
 public:
  FilledFileTree(const FileTree& front, const FileTree& behind)
      : ForwardingFileTree(front), behind_(behind) {}

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;
  std::optional<Error> failure() const override;

 private:
  const FileTree& of(const std::string& path) const;

  const FileTree& behind_;
};

}  // namespace ecac
