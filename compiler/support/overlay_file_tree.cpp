#include "compiler/support/overlay_file_tree.h"

#include <set>

namespace ecac {

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
