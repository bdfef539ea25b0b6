#include "compiler/support/changes/asked_file_tree.h"

#include <utility>

#include "compiler/support/path_text.h"

namespace ecac {

class AskedFileTree::Reader final : public FileReader {
 public:
  explicit Reader(const AskedFileTree& whole) : whole_(whole), behind_(whole.base_.make_reader()) {}

  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    whole_.note(join_path(directory, name));
    return behind_->read(directory, name, buffer, limit);
  }

 private:
  const AskedFileTree& whole_;
  std::unique_ptr<FileReader> behind_;
};

AskedPaths AskedFileTree::asked() const {
  const MutexLock lock(mutex_);
  return asked_;
}

void AskedFileTree::note(const std::string& path) const {
  const MutexLock lock(mutex_);
  asked_.files.insert(path);
}

Result<void> AskedFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  {
    const MutexLock lock(mutex_);
    asked_.folders.insert(directory);
  }
  return base_.list(directory, listing);
}

Result<void> AskedFileTree::read(const std::string& path, std::string& buffer,
                                 std::size_t limit) const {
  note(path);
  return base_.read(path, buffer, limit);
}

std::unique_ptr<FileReader> AskedFileTree::make_reader() const {
  return std::make_unique<Reader>(*this);
}

EntryKind AskedFileTree::kind(const std::string& path) const {
  note(path);
  return base_.kind(path);
}

std::optional<FileIdentity> AskedFileTree::identity(const std::string& path) const {
  note(path);
  return base_.identity(path);
}

std::optional<std::string> AskedFileTree::resolve(const std::string& path) const {
  note(path);
  return base_.resolve(path);
}

bool AskedFileTree::is_link(const std::string& path) const {
  note(path);
  return base_.is_link(path);
}

}  // namespace ecac
