#include "compiler/host/changes/path_stamps.h"

#include <sys/stat.h>

#include <algorithm>
#include <ctime>

namespace ecac {

namespace path_stamps {

static std::int64_t nanoseconds(const timespec& time) {
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

static std::int64_t changed_at(const struct stat& status) {
#ifdef __APPLE__
  return nanoseconds(status.st_ctimespec);
#else
  return nanoseconds(status.st_ctim);
#endif
}

}  // namespace path_stamps

PathStamp stamp_of(const std::string& path) {
  PathStamp stamp;
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return stamp;
  stamp.link = S_ISLNK(status.st_mode);
  stamp.changed = path_stamps::changed_at(status);
  const std::int64_t of_link = stamp.changed;
  if (stamp.link && ::stat(path.c_str(), &status) != 0) return stamp;
  stamp.device = static_cast<std::uint64_t>(status.st_dev);
  stamp.number = static_cast<std::uint64_t>(status.st_ino);
  stamp.size = status.st_size;
  stamp.directory = S_ISDIR(status.st_mode);
  stamp.changed = std::max(of_link, path_stamps::changed_at(status));
  return stamp;
}

std::int64_t stamp_clock() {
  timespec now{};
#ifdef CLOCK_REALTIME_COARSE
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
#else
  ::clock_gettime(CLOCK_REALTIME, &now);
  now.tv_sec -= 1;  // stamps may be coarser
#endif
  return path_stamps::nanoseconds(now);
}

}  // namespace ecac
