#include "compiler/host/special_files.h"

#include <fmt/format.h>
#include <windows.h>

#include <array>

#include "compiler/platform/windows/handle.h"
#include "compiler/platform/windows/wide_text.h"

namespace ecac {

Result<void> read_special_file(const std::string& path, std::size_t limit, std::string& text) {
  text.clear();
  const windows::Handle file(::CreateFileW(windows::wide_path(path).c_str(), GENERIC_READ,
                                           FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr,
                                           OPEN_EXISTING, 0, nullptr));
  if (!file.is_open()) return Error{"it cannot be opened"};
  std::array<char, 1 << 16> piece{};
  while (true) {
    DWORD size = 0;
    if (!::ReadFile(file.get(), piece.data(), static_cast<DWORD>(piece.size()), &size, nullptr)) {
      const DWORD code = ::GetLastError();
      if (code == ERROR_BROKEN_PIPE || code == ERROR_HANDLE_EOF) return {};
      return Error{"it cannot be read to its end"};
    }
    if (size == 0) return {};
    text.append(piece.data(), size);
    if (text.size() > limit) {
      text.clear();
      return Error{fmt::format("more than the limit of {} bytes", limit), ErrorKind::too_large};
    }
  }
}

}  // namespace ecac
