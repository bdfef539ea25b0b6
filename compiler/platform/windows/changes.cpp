#include <windows.h>

#include <algorithm>
#include <atomic>

#include "compiler/host/changes/interruption.h"
#include "compiler/host/changes/path_stamps.h"
#include "compiler/platform/windows/handle.h"

namespace ecac {
namespace windows_changes {

/// Of a number of 100 nanoseconds since 1601.
static std::int64_t nanoseconds(std::int64_t file_time) {
  constexpr std::int64_t kFrom1601To1970 = 116'444'736'000'000'000;
  return (file_time - kFrom1601To1970) * 100;
}

static std::int64_t changed_at(HANDLE file) {
  FILE_BASIC_INFO times{};
  if (!::GetFileInformationByHandleEx(file, FileBasicInfo, &times, sizeof times)) return 0;
  return nanoseconds(std::max(times.ChangeTime.QuadPart, times.LastWriteTime.QuadPart));
}

static std::atomic<bool> came{false};
static HANDLE event = nullptr;

/// The first time says that the event is taken care of, the second leaves it to the system.
static BOOL WINAPI note(DWORD /*kind*/) {
  if (came.exchange(true)) return FALSE;
  ::SetEvent(event);
  return TRUE;
}

}  // namespace windows_changes

PathStamp stamp_of(const std::string& path) {
  using windows::Handle;
  PathStamp stamp;
  const Handle itself(windows::open_to_ask(path, true));
  BY_HANDLE_FILE_INFORMATION known{};
  if (!itself.is_open() || !::GetFileInformationByHandle(itself.get(), &known)) return stamp;
  stamp.link = (known.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0;
  stamp.changed = windows_changes::changed_at(itself.get());
  const Handle target(windows::open_to_ask(path));
  if (!target.is_open() || !::GetFileInformationByHandle(target.get(), &known)) return stamp;
  stamp.device = known.dwVolumeSerialNumber;
  stamp.number = (std::uint64_t{known.nFileIndexHigh} << 32) | known.nFileIndexLow;
  stamp.size =
      static_cast<std::int64_t>((std::uint64_t{known.nFileSizeHigh} << 32) | known.nFileSizeLow);
  stamp.directory = (known.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0;
  stamp.changed = std::max(stamp.changed, windows_changes::changed_at(target.get()));
  return stamp;
}

std::int64_t stamp_clock() {
  FILETIME now{};
  ::GetSystemTimeAsFileTime(&now);
  const auto ticks =
      static_cast<std::int64_t>((std::uint64_t{now.dwHighDateTime} << 32) | now.dwLowDateTime);
  constexpr std::int64_t kSecond = 1'000'000'000;  // stamps may be coarser
  return windows_changes::nanoseconds(ticks) - kSecond;
}

Interruption::Interruption() {
  windows_changes::came = false;
  windows_changes::event = ::CreateEventW(nullptr, TRUE, FALSE, nullptr);
  ::SetConsoleCtrlHandler(windows_changes::note, TRUE);
}

Interruption::~Interruption() {
  ::SetConsoleCtrlHandler(windows_changes::note, FALSE);
  if (windows_changes::event != nullptr) ::CloseHandle(windows_changes::event);
  windows_changes::event = nullptr;
}

bool Interruption::came() const {
  return windows_changes::came;
}

bool Interruption::wait(int milliseconds) const {
  if (windows_changes::event == nullptr) {
    ::Sleep(static_cast<DWORD>(milliseconds));
  } else {
    ::WaitForSingleObject(windows_changes::event, static_cast<DWORD>(milliseconds));
  }
  return came();
}

int Interruption::descriptor() const {
  return -1;
}

}  // namespace ecac
