#include "compiler/host/filled_file_tree.h"

#include <set>
#include <string_view>

namespace ecac {

const FileTree& FilledFileTree::of(const std::string& path) const {
  const bool is_gap = base_.kind(path) == EntryKind::missing && !base_.is_link(path);
  return is_gap ? behind_ : base_;
}

Result<void> FilledFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  Result<void> listed = base_.list(directory, listing);
  DirectoryListing others;
  if (const auto more = behind_.list(directory, others); !more) return listed;
  if (!listed) {
    if (listed.error().kind != ErrorKind::not_found) return listed;
    listing = std::move(others);
    return {};
  }
  std::set<std::string_view> known;
  for (const DirectoryListing::Entry& entry : listing.entries()) known.insert(listing.name(entry));
  std::vector<const DirectoryListing::Entry*> missing;
  for (const DirectoryListing::Entry& entry : others.entries()) {
    if (!known.contains(others.name(entry))) missing.push_back(&entry);
  }
  for (const DirectoryListing::Entry* entry : missing) {
    listing.add(others.name(*entry), entry->kind, entry->link);
  }
  return {};
}

Result<void> FilledFileTree::read(const std::string& path, std::string& buffer,
                                  std::size_t limit) const {
  Result<void> read = base_.read(path, buffer, limit);
  if (read || read.error().kind != ErrorKind::not_found || &of(path) == &base_) return read;
  return behind_.read(path, buffer, limit);
}

EntryKind FilledFileTree::kind(const std::string& path) const {
  return of(path).kind(path);
}

std::optional<FileIdentity> FilledFileTree::identity(const std::string& path) const {
  return of(path).identity(path);
}

std::optional<std::string> FilledFileTree::resolve(const std::string& path) const {
  return of(path).resolve(path);
}

bool FilledFileTree::is_link(const std::string& path) const {
  return of(path).is_link(path);
}

std::optional<Error> FilledFileTree::failure() const {
  if (std::optional<Error> failure = base_.failure()) return failure;
  return behind_.failure();
}

}  // namespace ecac
