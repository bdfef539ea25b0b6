#include "compiler/support/files/overlay_file_tree.h"

#include <algorithm>

#include "compiler/support/path_text.h"

namespace ecac {

/// Leaves folders in front of which nothing stands to the reader behind.
class OverlayFileTree::Reader final : public FileReader {
 public:
  explicit Reader(const OverlayFileTree& whole)
      : whole_(whole), behind_(whole.base_.make_reader()) {}

  Result<void> read(const std::string& directory, std::string_view name, std::string& buffer,
                    std::size_t limit) override {
    if (directory != directory_) {
      directory_ = directory;
      covered_ = whole_.touches(directory);
    }
    if (!covered_) return behind_->read(directory, name, buffer, limit);
    return whole_.read(join_path(directory, name), buffer, limit);
  }

 private:
  const OverlayFileTree& whole_;
  std::unique_ptr<FileReader> behind_;
  std::string directory_;
  bool covered_ = false;
};

void OverlayFileTree::set(const std::string& path, std::string text) {
  front_.add(path, std::move(text));
  front_paths_.insert(path);
  hidden_.erase(path);
}

void OverlayFileTree::remove(const std::string& path) {
  front_.remove(path);
  front_paths_.erase(path);
  hidden_.erase(path);
}

void OverlayFileTree::hide(const std::string& path) {
  remove(path);
  if (base_.kind(path) != EntryKind::missing) hidden_.insert(path);
}

std::vector<std::string> OverlayFileTree::in_front(bool also_behind) const {
  std::vector<std::string> paths;
  std::copy_if(front_paths_.begin(), front_paths_.end(), std::back_inserter(paths),
               [&](const std::string& path) {
                 return (base_.kind(path) != EntryKind::missing) == also_behind;
               });
  return paths;
}

std::vector<std::string> OverlayFileTree::added() const {
  return in_front(false);
}

std::vector<std::string> OverlayFileTree::changed() const {
  return in_front(true);
}

std::vector<std::string> OverlayFileTree::removed() const {
  return {hidden_.begin(), hidden_.end()};
}

/// Whether the folder differs from the one behind.
bool OverlayFileTree::touches(const std::string& directory) const {
  if (front_.kind(directory) != EntryKind::missing) return true;
  return std::any_of(hidden_.begin(), hidden_.end(),
                     [&](const std::string& path) { return parent_path(path) == directory; });
}

Result<void> OverlayFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  Result<void> behind = base_.list(directory, listing);
  if (!touches(directory)) return behind;
  DirectoryListing both;
  both.identity = listing.identity;
  std::set<std::string, std::less<>> names;
  for (const DirectoryListing::Entry& entry : listing.entries()) {
    const std::string_view name = listing.name(entry);
    if (is_hidden(join_path(directory, name))) continue;
    names.emplace(name);
    both.add(name, entry.kind, entry.link);
  }
  DirectoryListing front;
  const bool in_front = static_cast<bool>(front_.list(directory, front));
  for (const DirectoryListing::Entry& entry : front.entries()) {
    if (!names.contains(front.name(entry))) both.add(front.name(entry), entry.kind, entry.link);
  }
  listing = std::move(both);
  return in_front ? Result<void>() : behind;
}

Result<void> OverlayFileTree::read(const std::string& path, std::string& buffer,
                                   std::size_t limit) const {
  if (front_.kind(path) == EntryKind::file) return front_.read(path, buffer, limit);
  if (is_hidden(path)) {
    buffer.clear();
    return Error{"no such file or folder", ErrorKind::not_found};
  }
  return base_.read(path, buffer, limit);
}

std::unique_ptr<FileReader> OverlayFileTree::make_reader() const {
  return std::make_unique<Reader>(*this);
}

EntryKind OverlayFileTree::kind(const std::string& path) const {
  if (front_.kind(path) == EntryKind::file) return EntryKind::file;
  const EntryKind behind = is_hidden(path) ? EntryKind::missing : base_.kind(path);
  return behind == EntryKind::missing ? front_.kind(path) : behind;
}

std::optional<FileIdentity> OverlayFileTree::identity(const std::string& path) const {
  if (is_hidden(path)) return std::nullopt;
  return base_.identity(path);
}

std::optional<std::string> OverlayFileTree::resolve(const std::string& path) const {
  if (!is_hidden(path)) {
    if (auto behind = base_.resolve(path)) return behind;
  }
  return front_.resolve(path);
}

bool OverlayFileTree::is_of_another(const std::string& path, const std::string& than) const {
  return !is_hidden(path) && !front_paths_.contains(path) && base_.is_of_another(path, than);
}

bool OverlayFileTree::is_link(const std::string& path) const {
  return !is_hidden(path) && !front_paths_.contains(path) && base_.is_link(path);
}

}  // namespace ecac
