#include "compiler/support/overlay_file_tree.h"

#include <set>

#include "compiler/support/path_text.h"

namespace ecac {

namespace {

/// Leaves folders in front of which nothing stands to the reader behind.
class OverlayReader final : public FileReader {
 public:
  OverlayReader(const FileTree& whole, const FileTree& front, const FileTree& base)
      : whole_(whole), front_(front), behind_(base.make_reader()) {}

  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    if (directory != directory_) {
      directory_ = directory;
      covered_ = front_.kind(directory) != EntryKind::missing;
    }
    if (!covered_) return behind_->read(directory, name, buffer, limit);
    return whole_.read(join_path(directory, name), buffer, limit);
  }

 private:
  const FileTree& whole_;
  const FileTree& front_;
  std::unique_ptr<FileReader> behind_;
  std::string directory_;
  bool covered_ = false;
};

}  // namespace

Result<void> OverlayFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  Result<void> behind = base_.list(directory, listing);
  DirectoryListing front;
  if (!front_.list(directory, front)) return behind;
  std::set<std::string, std::less<>> names;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    names.emplace(listing.name(entry));
  }
  for (const DirectoryListing::Entry& entry : front.entries()) {
    if (!names.contains(front.name(entry))) listing.add(front.name(entry), entry.kind, entry.link);
  }
  return {};
}

Result<void> OverlayFileTree::read(const std::string& path, std::string& buffer,
                                   std::size_t limit) const {
  if (front_.kind(path) == EntryKind::file) return front_.read(path, buffer, limit);
  return base_.read(path, buffer, limit);
}

std::unique_ptr<FileReader> OverlayFileTree::make_reader() const {
  return std::make_unique<OverlayReader>(*this, front_, base_);
}

EntryKind OverlayFileTree::kind(const std::string& path) const {
  if (front_.kind(path) == EntryKind::file) return EntryKind::file;
  const EntryKind behind = base_.kind(path);
  return behind == EntryKind::missing ? front_.kind(path) : behind;
}

std::optional<FileIdentity> OverlayFileTree::identity(const std::string& path) const {
  return base_.identity(path);
}

std::optional<std::string> OverlayFileTree::resolve(const std::string& path) const {
  if (auto behind = base_.resolve(path)) return behind;
  return front_.resolve(path);
}

}  // namespace ecac
