#include "compiler/platform/windows/wide_text.h"

#include <windows.h>

#include <algorithm>

#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"

namespace ecac::windows {

std::wstring wide_text(std::string_view text) {
  const int size = static_cast<int>(text.size());
  std::wstring wide(
      static_cast<std::size_t>(::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, nullptr, 0)),
      L'\0');
  ::MultiByteToWideChar(CP_UTF8, 0, text.data(), size, wide.data(), static_cast<int>(wide.size()));
  return wide;
}

std::string utf8_text(std::wstring_view text) {
  const int size = static_cast<int>(text.size());
  const int needed =
      ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, nullptr, 0, nullptr, nullptr);
  std::string bytes(static_cast<std::size_t>(needed), '\0');
  ::WideCharToMultiByte(CP_UTF8, 0, text.data(), size, bytes.data(), needed, nullptr, nullptr);
  return bytes;
}

/// The device that a name stands for, whatever its ending ("Naming Files, Paths, and Namespaces");
/// "" if it stands for none.
static std::string device_of(std::string_view path) {
  const std::string_view name = file_name(path);
  const std::string first = ascii::in_small_letters(name.substr(0, name.find('.')));
  for (const std::string_view device : {"con", "prn", "aux", "nul"}) {
    if (first == device) return first;
  }
  const bool numbered = first.size() == 4 && (first.starts_with("com") || first.starts_with("lpt"));
  return numbered && first[3] >= '1' && first[3] <= '9' ? first : "";
}

bool is_device(std::string_view path) {
  return !device_of(path).empty();
}

std::wstring wide_path(std::string_view path) {
  if (!is_windows_path(path)) return {};
  if (const std::string device = device_of(path); !device.empty()) {
    return wide_text(R"(\\.\)" + device);
  }
  constexpr std::string_view kShares = "/UNC:";
  std::string whole = R"(\\?\)";
  if (path.starts_with(kShares)) {
    whole += "UNC";
    path.remove_prefix(kShares.size());
  } else {
    path.remove_prefix(1);
  }
  whole += path;
  if (path.size() == 2) whole += '\\';  // a drive alone is no folder
  std::replace(whole.begin() + 4, whole.end(), '/', '\\');
  return wide_text(whole);
}

std::string path_of(std::wstring_view told) {
  // Any drive will do as the place to see an absolute path from.
  std::string path = absolute_path("/C:", utf8_text(told));
  if (path.size() > 1) path[1] = ascii::to_upper(path[1]);
  return path;
}

}  // namespace ecac::windows
