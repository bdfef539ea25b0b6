#include "compiler/platform/windows/handle.h"

#include <fmt/format.h>

#include "compiler/platform/windows/wide_text.h"

namespace ecac::windows {

HANDLE open_to_ask(const std::string& path, bool of_link) {
  constexpr DWORD kShared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
  const DWORD flags = FILE_FLAG_BACKUP_SEMANTICS | (of_link ? FILE_FLAG_OPEN_REPARSE_POINT : 0);
  return ::CreateFileW(wide_path(path).c_str(), FILE_READ_ATTRIBUTES, kShared, nullptr,
                       OPEN_EXISTING, flags, nullptr);
}

static bool is_missing(DWORD code) {
  return code == ERROR_FILE_NOT_FOUND || code == ERROR_PATH_NOT_FOUND ||
         code == ERROR_INVALID_NAME || code == ERROR_BAD_NETPATH || code == ERROR_BAD_NET_NAME ||
         code == ERROR_INVALID_DRIVE || code == ERROR_BAD_PATHNAME;
}

static bool is_refused(DWORD code) {
  return code == ERROR_ACCESS_DENIED || code == ERROR_WRITE_PROTECT;
}

std::string message_of(DWORD code) {
  if (is_missing(code)) return "No such file or directory";
  if (is_refused(code)) return "Permission denied";
  switch (code) {
    case ERROR_SHARING_VIOLATION:
    case ERROR_LOCK_VIOLATION: return "Another program has it open";
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL: return "No space left on device";
    case ERROR_FILENAME_EXCED_RANGE: return "File name too long";
    case ERROR_ALREADY_EXISTS:
    case ERROR_FILE_EXISTS: return "File exists";
    default: return fmt::format("Error {} of Windows", code);
  }
}

Error error_of(DWORD code) {
  if (is_missing(code)) return {"no such file or folder", ErrorKind::not_found};
  if (is_refused(code)) return {"permission denied", ErrorKind::permission};
  if (code == ERROR_DIRECTORY) return {"not a folder", ErrorKind::not_directory};
  if (code == ERROR_CANT_RESOLVE_FILENAME) {
    return {"too many symbolic links, or a loop of them", ErrorKind::other};
  }
  return {message_of(code), ErrorKind::other};
}

}  // namespace ecac::windows
