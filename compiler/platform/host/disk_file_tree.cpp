#include "compiler/host/disk_file_tree.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "compiler/platform/host/imports.h"

namespace ecac {
namespace host_files {

static Error error_of(std::int32_t code, std::size_t limit, bool wanted_folder) {
  switch (code) {
    case host::kNotFound: return {"no such file or folder", ErrorKind::not_found};
    case host::kNotPermitted: return {"permission denied", ErrorKind::permission};
    case host::kWrongKind:
      return wanted_folder ? Error{"not a folder", ErrorKind::not_directory}
                           : Error{"is a folder", ErrorKind::is_directory};
    case host::kTooLarge:
      return {fmt::format("{} bytes, more than the limit of {}", host::explanation(), limit),
              ErrorKind::too_large};
    case host::kNotRegular: return {"not a regular file", ErrorKind::not_regular};
    default: return {host::explanation(), ErrorKind::other};
  }
}

static EntryKind kind_of(char letter) {
  switch (letter) {
    case 'f': return EntryKind::file;
    case 'd': return EntryKind::directory;
    case 'm': return EntryKind::missing;
    default: return EntryKind::other;
  }
}

}  // namespace host_files

Result<void> DiskFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const std::int32_t size = host::host_list(directory.data(), directory.size());
  if (size < 0) return host_files::error_of(size, 0, true);
  const std::string entries = host::answer(size);
  std::string_view rest = entries;
  while (rest.size() > 2) {
    const std::size_t end = std::min(rest.find('\0', 2), rest.size());
    const std::string_view name = rest.substr(2, end - 2);
    const bool usable = !name.empty() && name.find('/') == std::string_view::npos;
    if (usable) listing.add(name, host_files::kind_of(rest[0]), rest[1] == 'l');
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  listing.identity = identity(directory);
  return {};
}

Result<void> DiskFileTree::read(const std::string& path, std::string& buffer,
                                std::size_t limit) const {
  buffer.clear();
  constexpr auto kMost = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max());
  const std::int32_t size = host::host_read_file(path.data(), path.size(), std::min(limit, kMost));
  if (size < 0) return host_files::error_of(size, limit, false);
  buffer.resize(static_cast<std::size_t>(size));
  if (size > 0) host::host_take(buffer.data());
  return {};
}

std::unique_ptr<FileReader> DiskFileTree::make_reader() const {
  return FileTree::make_reader();
}

EntryKind DiskFileTree::kind(const std::string& path) const {
  switch (host::host_kind(path.data(), path.size())) {
    case 1: return EntryKind::file;
    case 2: return EntryKind::directory;
    case 3: return EntryKind::other;
    default: return EntryKind::missing;
  }
}

std::optional<FileIdentity> DiskFileTree::identity(const std::string& path) const {
  std::uint64_t numbers[2] = {0, 0};
  if (host::host_identity(path.data(), path.size(), numbers) < 0) return std::nullopt;
  return FileIdentity{numbers[0], numbers[1]};
}

std::optional<std::string> DiskFileTree::resolve(const std::string& path) const {
  const std::int32_t size = host::host_resolve(path.data(), path.size());
  if (size < 0) return std::nullopt;
  return host::answer(size);
}

bool DiskFileTree::is_of_another(const std::string& path, const std::string& than) const {
  return host::host_is_of_another(path.data(), path.size(), than.data(), than.size()) == 1;
}

bool DiskFileTree::is_link(const std::string& path) const {
  return host::host_is_link(path.data(), path.size()) == 1;
}

}  // namespace ecac
