#include "compiler/host/process.h"

#include <windows.h>
// clang-format off
#include <shellapi.h>  // needs windows.h before it
// clang-format on

#include "compiler/platform/windows/wide_text.h"

namespace ecac {

// What `main` gets is in the code page of the machine, which has not all letters.
std::vector<std::string> program_arguments(int /*count*/, const char* const* /*values*/) {
  int count = 0;
  wchar_t** const words = ::CommandLineToArgvW(::GetCommandLineW(), &count);
  std::vector<std::string> arguments;
  for (int i = 1; i < count; ++i) arguments.push_back(windows::utf8_text(words[i]));
  ::LocalFree(words);
  return arguments;
}

std::string environment_variable(const char* name) {
  const std::wstring wide_name = windows::wide_text(name);
  std::wstring value(256, L'\0');
  while (true) {
    const DWORD size = ::GetEnvironmentVariableW(wide_name.c_str(), value.data(),
                                                 static_cast<DWORD>(value.size()));
    const bool whole = size < value.size();
    value.resize(size);
    if (whole) return windows::utf8_text(value);
  }
}

bool is_process_there(std::int64_t number) {
  if (number <= 0 || number > MAXDWORD) return true;
  const HANDLE process = ::OpenProcess(SYNCHRONIZE, FALSE, static_cast<DWORD>(number));
  // What may not be opened is there.
  if (process == nullptr) return ::GetLastError() != ERROR_INVALID_PARAMETER;
  const bool ended = ::WaitForSingleObject(process, 0) == WAIT_OBJECT_0;
  ::CloseHandle(process);
  return !ended;
}

std::string current_directory() {
  std::wstring path(512, L'\0');
  while (true) {
    const DWORD size = ::GetCurrentDirectoryW(static_cast<DWORD>(path.size()), path.data());
    if (size == 0) return {};
    const bool whole = size < path.size();
    path.resize(size);
    if (whole) return windows::path_of(path);
  }
}

}  // namespace ecac
