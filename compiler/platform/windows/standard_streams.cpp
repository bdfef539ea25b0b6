#include "compiler/host/standard_streams.h"

#include <windows.h>

#include <algorithm>
#include <cstdlib>

#include "compiler/platform/windows/handle.h"

namespace ecac {
namespace {

HANDLE stream(int number) {
  return ::GetStdHandle(number == 0   ? STD_INPUT_HANDLE
                        : number == 1 ? STD_OUTPUT_HANDLE
                                      : STD_ERROR_HANDLE);
}

UINT code_page_before = 0;

void put_code_page_back() {
  ::SetConsoleOutputCP(code_page_before);
}

}  // namespace

// Windows gives a closed stream's place to nobody; but a console has to be told that UTF-8 comes,
// and that colours are meant as such.
void occupy_standard_streams() {
  if (!is_terminal(1) && !is_terminal(2)) return;
  code_page_before = ::GetConsoleOutputCP();
  if (::SetConsoleOutputCP(CP_UTF8)) std::atexit(put_code_page_back);
  for (const int number : {1, 2}) {
    DWORD mode = 0;
    if (!::GetConsoleMode(stream(number), &mode)) continue;
    ::SetConsoleMode(stream(number), mode | ENABLE_VIRTUAL_TERMINAL_PROCESSING);
  }
}

bool is_terminal(int number) {
  DWORD mode = 0;
  return ::GetConsoleMode(stream(number), &mode) != 0;
}

long read_standard_stream(int number, char* to, std::size_t size, int& code) {
  DWORD count = 0;
  if (::ReadFile(stream(number), to, static_cast<DWORD>(size), &count, nullptr)) {
    return static_cast<long>(count);
  }
  const DWORD failure = ::GetLastError();
  if (failure == ERROR_BROKEN_PIPE || failure == ERROR_HANDLE_EOF) return 0;
  code = static_cast<int>(failure);
  return -1;
}

long write_standard_stream(int number, const char* from, std::size_t size, int& code) {
  // A console takes no more at once than fits its own buffer.
  constexpr std::size_t kMost = std::size_t{1} << 14;
  DWORD count = 0;
  const auto wanted = static_cast<DWORD>(std::min(size, kMost));
  if (::WriteFile(stream(number), from, wanted, &count, nullptr)) return static_cast<long>(count);
  code = static_cast<int>(::GetLastError());
  return -1;
}

std::string stream_failure(int code) {
  const auto failure = static_cast<DWORD>(code);
  const bool nobody_reads = failure == ERROR_NO_DATA || failure == ERROR_BROKEN_PIPE ||
                            failure == ERROR_PIPE_NOT_CONNECTED;
  return nobody_reads ? "quiet" : windows::message_of(failure);
}

}  // namespace ecac
