#include "tests/bench/hashed_file_tree.h"

#include <utility>

namespace ecac::bench {

HashedFileTree::HashedFileTree(std::string root) : root_(std::move(root)) {
  folder(root_);
}

HashedFileTree::Folder& HashedFileTree::folder(const std::string& path) {
  const auto [place, added] = folders_.try_emplace(path);
  Folder& result = place->second;  // stays where it is when others are added
  if (!added) return result;
  result.number = next_number_++;
  const std::size_t slash = path.rfind('/');
  if (slash != std::string::npos && slash != 0) {
    folder(path.substr(0, slash))
        .children.push_back({path.substr(slash + 1), EntryKind::directory});
  }
  return result;
}

void HashedFileTree::add(const std::string& path, std::string text) {
  const std::string absolute = root_ + "/" + path;
  const std::size_t slash = absolute.rfind('/');
  folder(absolute.substr(0, slash))
      .children.push_back({absolute.substr(slash + 1), EntryKind::file});
  bytes_ += text.size();
  files_[absolute] = {next_number_++, std::move(text)};
}

Result<void> HashedFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const auto found = folders_.find(directory);
  if (found == folders_.end()) return Error{"no such folder", ErrorKind::not_found};
  listing.identity = FileIdentity{1, found->second.number};
  for (const Child& child : found->second.children) listing.add(child.name, child.kind);
  return {};
}

Result<void> HashedFileTree::read(const std::string& path, std::string& buffer,
                                  std::size_t limit) const {
  const auto found = files_.find(path);
  if (found == files_.end()) return Error{"no such file", ErrorKind::not_found};
  if (found->second.text.size() > limit) return Error{"too large", ErrorKind::too_large};
  buffer = found->second.text;
  return {};
}

EntryKind HashedFileTree::kind(const std::string& path) const {
  if (files_.contains(path)) return EntryKind::file;
  return folders_.contains(path) ? EntryKind::directory : EntryKind::missing;
}

std::optional<FileIdentity> HashedFileTree::identity(const std::string& path) const {
  if (const auto file = files_.find(path); file != files_.end()) {
    return FileIdentity{1, file->second.number};
  }
  if (const auto entry = folders_.find(path); entry != folders_.end()) {
    return FileIdentity{1, entry->second.number};
  }
  return std::nullopt;
}

std::optional<std::string> HashedFileTree::resolve(const std::string& path) const {
  if (kind(path) == EntryKind::missing) return std::nullopt;
  return path;
}

}  // namespace ecac::bench
