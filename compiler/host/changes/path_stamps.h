#pragma once

#include <cstdint>
#include <string>
#include <tuple>

namespace ecac {

/// What tells, without reading, that another thing stands at a path than before: a link counts with
/// what it leads to. Times are in nanoseconds of the file system's clock.
struct PathStamp {
  std::uint64_t device = 0;
  std::uint64_t number = 0;  ///< 0 if nothing stands there
  std::int64_t changed = 0;  ///< when content, names or rights last did
  std::int64_t size = 0;
  bool link = false;
  bool directory = false;

  friend bool operator==(const PathStamp& a, const PathStamp& b) {
    return std::tie(a.device, a.number, a.changed, a.size, a.link, a.directory) ==
           std::tie(b.device, b.number, b.changed, b.size, b.link, b.directory);
  }
};

PathStamp stamp_of(const std::string& path);

/// Now, on the clock by which file systems of this machine stamp.
std::int64_t stamp_clock();

}  // namespace ecac
