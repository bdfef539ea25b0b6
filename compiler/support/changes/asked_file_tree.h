#pragma once

#include <memory>
#include <optional>
#include <string>

#include "compiler/support/changes/change_watch.h"
#include "compiler/support/files/forwarding_file_tree.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// Another tree that writes down what it was asked for. Borrows that.
class AskedFileTree final : public ForwardingFileTree {
 public:
  using ForwardingFileTree::ForwardingFileTree;

  /// What was asked so far, also by its readers.
  AskedPaths asked() const;

  Result<void> list(const std::string& directory, DirectoryListing& listing) const override;
  Result<void> read(const std::string& path, std::string& buffer, std::size_t limit) const override;
  std::unique_ptr<FileReader> make_reader() const override;
  EntryKind kind(const std::string& path) const override;
  std::optional<FileIdentity> identity(const std::string& path) const override;
  std::optional<std::string> resolve(const std::string& path) const override;
  bool is_link(const std::string& path) const override;

 private:
  class Reader;
  void note(const std::string& path) const;

  mutable Mutex mutex_;
  mutable AskedPaths asked_;
};

}  // namespace ecac
