#include "compiler/host/disk_file_tree.h"

#include <fmt/format.h>
#include <windows.h>

#include <algorithm>

#include "compiler/platform/windows/handle.h"
#include "compiler/platform/windows/wide_text.h"

namespace ecac {
namespace windows_files {

using windows::Handle;

/// A symbolic link or a junction; other reparse points, such as files of a cloud, are what they
/// look like.
static bool is_link(DWORD attributes, DWORD tag) {
  return (attributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0 &&
         (tag == IO_REPARSE_TAG_SYMLINK || tag == IO_REPARSE_TAG_MOUNT_POINT);
}

static EntryKind kind_of(DWORD attributes) {
  return (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 ? EntryKind::directory : EntryKind::file;
}

static std::optional<BY_HANDLE_FILE_INFORMATION> information(const std::string& path) {
  const Handle opened(windows::open_to_ask(path));
  BY_HANDLE_FILE_INFORMATION known{};
  if (!opened.is_open() || !::GetFileInformationByHandle(opened.get(), &known)) return std::nullopt;
  return known;
}

static Error too_large(std::uint64_t size, std::size_t limit) {
  return {fmt::format("{} bytes, more than the limit of {}", size, limit), ErrorKind::too_large};
}

/// Ends a search that FindFirstFile began.
class Search {
 public:
  explicit Search(HANDLE handle) : handle_(handle) {}
  ~Search() {
    if (handle_ != INVALID_HANDLE_VALUE) ::FindClose(handle_);
  }
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  HANDLE get() const { return handle_; }

 private:
  HANDLE handle_;
};

}  // namespace windows_files

Result<void> DiskFileTree::list(const std::string& directory, DirectoryListing& listing) const {
  listing.clear();
  const auto known = windows_files::information(directory);
  if (!known) return windows::error_of(::GetLastError());
  if (windows_files::kind_of(known->dwFileAttributes) != EntryKind::directory) {
    return windows::error_of(ERROR_DIRECTORY);
  }
  listing.identity = identity(directory);
  std::wstring pattern = windows::wide_path(directory);
  if (!pattern.ends_with(L'\\')) pattern += L'\\';
  pattern += L'*';
  WIN32_FIND_DATAW entry{};
  const windows_files::Search search(::FindFirstFileExW(pattern.c_str(), FindExInfoBasic, &entry,
                                                        FindExSearchNameMatch, nullptr,
                                                        FIND_FIRST_EX_LARGE_FETCH));
  if (search.get() == INVALID_HANDLE_VALUE) {
    const DWORD code = ::GetLastError();
    // The root of an empty drive has not even itself.
    return code == ERROR_FILE_NOT_FOUND ? Result<void>() : windows::error_of(code);
  }
  do {
    const std::string name = windows::utf8_text(entry.cFileName);
    if (name == "." || name == "..") continue;
    const bool link = windows_files::is_link(entry.dwFileAttributes, entry.dwReserved0);
    listing.add(
        name, link ? kind(directory + '/' + name) : windows_files::kind_of(entry.dwFileAttributes),
        link);
  } while (::FindNextFileW(search.get(), &entry));
  const DWORD code = ::GetLastError();
  if (code != ERROR_NO_MORE_FILES) return windows::error_of(code);
  return {};
}

Result<void> DiskFileTree::read(const std::string& path, std::string& buffer,
                                std::size_t limit) const {
  buffer.clear();
  constexpr DWORD kShared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  if (windows::is_device(path)) return Error{"not a regular file", ErrorKind::not_regular};
  const windows::Handle file(::CreateFileW(windows::wide_path(path).c_str(), GENERIC_READ, kShared,
                                           nullptr, OPEN_EXISTING, FILE_FLAG_SEQUENTIAL_SCAN,
                                           nullptr));
  if (!file.is_open()) {
    const DWORD code = ::GetLastError();
    if (kind(path) == EntryKind::directory) return Error{"is a folder", ErrorKind::is_directory};
    return windows::error_of(code);
  }
  if (::GetFileType(file.get()) != FILE_TYPE_DISK) {
    return Error{"not a regular file", ErrorKind::not_regular};
  }
  LARGE_INTEGER told{};
  if (!::GetFileSizeEx(file.get(), &told)) return windows::error_of(::GetLastError());
  const auto size = static_cast<std::uint64_t>(told.QuadPart);
  if (size > limit) return windows_files::too_large(size, limit);
  buffer.resize(static_cast<std::size_t>(size));
  std::size_t used = 0;
  while (used < buffer.size()) {
    constexpr std::size_t kMost = std::size_t{1} << 30;
    DWORD count = 0;
    const auto wanted = static_cast<DWORD>(std::min(buffer.size() - used, kMost));
    if (!::ReadFile(file.get(), buffer.data() + used, wanted, &count, nullptr)) {
      const DWORD code = ::GetLastError();
      buffer.clear();
      return windows::error_of(code);
    }
    if (count == 0) break;  // somebody made it shorter
    used += count;
  }
  buffer.resize(used);
  return {};
}

std::unique_ptr<FileReader> DiskFileTree::make_reader() const {
  return FileTree::make_reader();
}

EntryKind DiskFileTree::kind(const std::string& path) const {
  if (windows::is_device(path)) return EntryKind::other;
  const DWORD attributes = ::GetFileAttributesW(windows::wide_path(path).c_str());
  if (attributes == INVALID_FILE_ATTRIBUTES) return EntryKind::missing;
  if ((attributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0) return windows_files::kind_of(attributes);
  const auto known = windows_files::information(path);
  return known ? windows_files::kind_of(known->dwFileAttributes) : EntryKind::missing;
}

std::optional<FileIdentity> DiskFileTree::identity(const std::string& path) const {
  const auto known = windows_files::information(path);
  if (!known) return std::nullopt;
  return FileIdentity{known->dwVolumeSerialNumber,
                      (std::uint64_t{known->nFileIndexHigh} << 32) | known->nFileIndexLow};
}

std::optional<std::string> DiskFileTree::resolve(const std::string& path) const {
  const windows::Handle opened(windows::open_to_ask(path));
  if (!opened.is_open()) return std::nullopt;
  std::wstring told(512, L'\0');
  while (true) {
    const DWORD size =
        ::GetFinalPathNameByHandleW(opened.get(), told.data(), static_cast<DWORD>(told.size()),
                                    FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    if (size == 0) return std::nullopt;
    const bool whole = size < told.size();
    told.resize(size);
    if (whole) return windows::path_of(told);
  }
}

// Who an object belongs to says nothing on Windows of who may have put it there.
bool DiskFileTree::is_of_another(const std::string& /*path*/, const std::string& /*than*/) const {
  return false;
}

bool DiskFileTree::is_link(const std::string& path) const {
  if (windows::is_device(path)) return false;
  WIN32_FIND_DATAW entry{};
  const windows_files::Search search(::FindFirstFileW(windows::wide_path(path).c_str(), &entry));
  return search.get() != INVALID_HANDLE_VALUE &&
         windows_files::is_link(entry.dwFileAttributes, entry.dwReserved0);
}

}  // namespace ecac
