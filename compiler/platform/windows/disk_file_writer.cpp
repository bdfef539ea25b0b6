#include "compiler/host/disk_file_writer.h"

#include <fmt/format.h>
#include <windows.h>

#include <algorithm>
#include <cstdint>
#include <random>

#include "compiler/host/disk_file_tree.h"
#include "compiler/platform/windows/handle.h"
#include "compiler/platform/windows/wide_text.h"
#include "compiler/support/mutex.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

using windows::Handle;

constexpr int kTries = 16;
constexpr DWORD kOthersMay = FILE_SHARE_READ | FILE_SHARE_DELETE;

/// The half-written file of this process; "" if there is none.
struct Partial {
  Mutex mutex = {};
  std::wstring path = {};
};

Partial& partial() {
  static Partial one;
  return one;
}

void note_partial(std::wstring path) {
  const MutexLock lock(partial().mutex);
  partial().path = std::move(path);
}

/// Runs in a thread of its own; the next handler then ends the process.
BOOL WINAPI remove_partial_file(DWORD /*event*/) {
  const MutexLock lock(partial().mutex);
  if (!partial().path.empty()) ::DeleteFileW(partial().path.c_str());
  return FALSE;
}

Error reason(std::string_view doing, const std::string& path, DWORD code = ::GetLastError()) {
  return {fmt::format("cannot {} `{}`: {}", doing, written_path(path), windows::message_of(code))};
}

bool write_all(HANDLE file, std::string_view bytes) {
  constexpr std::size_t kMost = std::size_t{1} << 30;
  while (!bytes.empty()) {
    DWORD written = 0;
    const auto wanted = static_cast<DWORD>(std::min(bytes.size(), kMost));
    if (!::WriteFile(file, bytes.data(), wanted, &written, nullptr)) return false;
    bytes.remove_prefix(written);
  }
  return true;
}

Result<void> write_directly(const std::string& path, std::string_view bytes) {
  const Handle file(::CreateFileW(windows::wide_path(path).c_str(), GENERIC_WRITE,
                                  FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_EXISTING, 0,
                                  nullptr));
  if (!file.is_open()) return reason("open", path);
  if (!write_all(file.get(), bytes)) return reason("write", path);
  return {};
}

/// Whatever of the folders is not there yet.
Result<void> make_folders(const std::string& folder, const DiskFileTree& disk) {
  if (folder.empty() || disk.kind(folder) == EntryKind::directory) return {};
  if (folder == parent_path(folder)) return reason("make the folder", folder, ERROR_PATH_NOT_FOUND);
  if (const auto made = make_folders(std::string(parent_path(folder)), disk); !made) return made;
  if (::CreateDirectoryW(windows::wide_path(folder).c_str(), nullptr)) return {};
  if (::GetLastError() == ERROR_ALREADY_EXISTS) return {};
  return reason("make the folder", folder);
}

/// Access, owner and attributes of an old file stay with the new one.
bool put_in_place(const std::wstring& from, const std::wstring& to, bool over) {
  if (over && ::ReplaceFileW(to.c_str(), from.c_str(), nullptr, REPLACEFILE_IGNORE_MERGE_ERRORS,
                             nullptr, nullptr)) {
    return true;
  }
  return ::MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING) != 0;
}

Result<void> write_beside(const std::string& path, bool over, std::string_view bytes) {
  std::random_device random;
  Handle file;
  std::wstring beside;
  for (int tries = 0; tries < kTries && !file.is_open(); ++tries) {
    const std::uint64_t number = (std::uint64_t{random()} << 32) | random();
    beside = windows::wide_path(
        join_path(parent_path(path),
                  fmt::format(".{}.{:016x}.partial", file_name(path).substr(0, 150), number)));
    note_partial(beside);
    *file.address() = ::CreateFileW(beside.c_str(), GENERIC_WRITE, kOthersMay, nullptr, CREATE_NEW,
                                    FILE_ATTRIBUTE_NORMAL, nullptr);
    if (!file.is_open() && ::GetLastError() != ERROR_FILE_EXISTS) break;
  }
  Result<void> done;
  if (!file.is_open()) {
    done = reason("write", path);
  } else {
    if (!write_all(file.get(), bytes)) done = reason("write", path);
    file.reset();
    if (done && !put_in_place(beside, windows::wide_path(path), over))
      done = reason("replace", path);
    if (!done) ::DeleteFileW(beside.c_str());
  }
  note_partial({});
  return done;
}

}  // namespace

Result<void> DiskFileWriter::write(const std::string& path, std::string_view bytes) {
  const DiskFileTree disk;
  if (windows::is_device(path)) return write_directly(path, bytes);
  std::string target = path;
  if (disk.is_link(path)) {
    const std::optional<std::string> led = disk.resolve(path);
    if (!led) return reason("write", path, ERROR_FILE_NOT_FOUND);
    target = *led;
  }
  const EntryKind kind = disk.kind(target);
  if (kind == EntryKind::directory) {
    return Error{fmt::format("cannot write `{}`: it is a folder", written_path(path))};
  }
  if (kind == EntryKind::file) {
    const DWORD attributes = ::GetFileAttributesW(windows::wide_path(target).c_str());
    if ((attributes & FILE_ATTRIBUTE_READONLY) != 0) {
      return reason("write", path, ERROR_ACCESS_DENIED);
    }
    return write_beside(target, true, bytes);
  }
  if (const auto made = make_folders(std::string(parent_path(target)), disk); !made) return made;
  return write_beside(target, false, bytes);
}

Result<void> DiskFileWriter::rename(const std::string& from, const std::string& to) {
  const DiskFileTree disk;
  if (const auto made = make_folders(std::string(parent_path(to)), disk); !made) return made;
  if (!::MoveFileExW(windows::wide_path(from).c_str(), windows::wide_path(to).c_str(),
                     MOVEFILE_REPLACE_EXISTING)) {
    return reason("rename", from);
  }
  return {};
}

Result<void> DiskFileWriter::remove(const std::string& path) {
  if (!::DeleteFileW(windows::wide_path(path).c_str())) return reason("delete", path);
  return {};
}

void remove_partial_files_on_signal() {
  ::SetConsoleCtrlHandler(remove_partial_file, TRUE);
}

}  // namespace ecac
