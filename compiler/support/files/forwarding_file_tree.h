#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/support/file_tree.h"

namespace ecac {

/// A tree that stands in front of another: what it does not answer itself is that tree's answer,
/// also what the other could not read or show. Borrows it. Its reader asks for each file by `read`.
class ForwardingFileTree : public FileTree {
 public:
  explicit ForwardingFileTree(const FileTree& base) : base_(base) {}

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override {
    return base_.list(directory, listing);
  }
  Result<void> read(const std::string& path, std::string& buffer,
                    std::size_t limit) const override {
    return base_.read(path, buffer, limit);
  }
  EntryKind kind(const std::string& path) const override { return base_.kind(path); }
  std::optional<FileIdentity> identity(const std::string& path) const override {
    return base_.identity(path);
  }
  std::optional<std::string> resolve(const std::string& path) const override {
    return base_.resolve(path);
  }
  bool is_link(const std::string& path) const override { return base_.is_link(path); }
  bool is_of_another(const std::string& path, const std::string& than) const override {
    return base_.is_of_another(path, than);
  }
  std::optional<Error> failure() const override { return base_.failure(); }
  std::vector<std::string> closed_folders() const override { return base_.closed_folders(); }

 protected:
  const FileTree& base_;
};

}  // namespace ecac
