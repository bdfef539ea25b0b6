#include <chrono>
#include <tuple>

#include "compiler/host/changes/interruption.h"
#include "compiler/host/changes/path_stamps.h"
#include "compiler/platform/host/imports.h"

namespace ecac {

PathStamp stamp_of(const std::string& path) {
  std::int64_t numbers[5] = {};
  if (host::host_stamp(path.data(), path.size(), numbers) < 0) return {};
  return {.device = static_cast<std::uint64_t>(numbers[0]),
          .number = static_cast<std::uint64_t>(numbers[1]),
          .changed = numbers[2],
          .size = numbers[3],
          .link = (numbers[4] & 1) != 0,
          .directory = (numbers[4] & 2) != 0};
}

std::int64_t stamp_clock() {
  using namespace std::chrono;
  // Stamps may be coarser than this clock.
  const auto now = system_clock::now().time_since_epoch() - seconds(1);
  return duration_cast<nanoseconds>(now).count();
}

// A signal ends the host, and with it this module.
Interruption::Interruption() = default;
Interruption::~Interruption() = default;

bool Interruption::came() const {
  return false;
}

bool Interruption::wait(int milliseconds) const {
  host::host_pause(milliseconds);
  return false;
}

int Interruption::descriptor() const {
  return -1;
}

}  // namespace ecac
