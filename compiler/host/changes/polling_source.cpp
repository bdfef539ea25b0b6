#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "compiler/host/changes/disk_change_watch.h"
#include "compiler/host/changes/path_stamps.h"

namespace ecac {

namespace polling_sources {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds kLeast{500};
/// Of the time that a look takes.
constexpr int kRest = 20;

class PollingSource final : public ChangeSource {
 public:
  explicit PollingSource(const Interruption& interruption) : interruption_(interruption) {}

  bool follow(const AskedPaths& paths, std::int64_t since, bool& changed) override {
    listed_ = paths.folders;
    std::map<std::string, PathStamp, std::less<>> stamps;
    const auto add = [&](const std::string& path) {
      const auto [entry, first] = stamps.try_emplace(path);
      if (!first) return;
      entry->second = look_at(path);
      const auto known = stamps_.find(path);
      if (known == stamps_.end()) {
        changed = changed || (entry->second.number != 0 && entry->second.changed >= since);
      } else {
        changed = changed || !(known->second == entry->second);
      }
    };
    for (const std::string& path : paths.files) add(path);
    for (const std::string& path : paths.folders) add(path);
    stamps_ = std::move(stamps);
    return true;
  }

  Heard listen(int milliseconds_allowed) override {
    const Clock::time_point start = Clock::now();
    while (true) {
      const bool for_ever = milliseconds_allowed < 0;
      const milliseconds rest = for_ever ? pause_ : milliseconds(milliseconds_allowed);
      if (interruption_.wait(static_cast<int>(rest.count()))) return Heard::interrupted;
      const Clock::time_point began = Clock::now();
      const bool changed = look();
      const auto took = std::chrono::duration_cast<milliseconds>(Clock::now() - began);
      pause_ = std::max(kLeast, took * kRest);
      if (changed) return Heard::change;
      if (!for_ever && Clock::now() - start >= rest) return Heard::quiet;
    }
  }

 private:
  /// Of a folder whose names nobody asked for, only whether it is there.
  PathStamp look_at(const std::string& path) const {
    PathStamp stamp = stamp_of(path);
    if (stamp.directory && !listed_.contains(path)) stamp.changed = stamp.size = 0;
    return stamp;
  }

  bool look() {
    bool changed = false;
    for (auto& [path, stamp] : stamps_) {
      const PathStamp now = look_at(path);
      if (now == stamp) continue;
      stamp = now;
      changed = true;
    }
    return changed;
  }

  const Interruption& interruption_;
  std::map<std::string, PathStamp, std::less<>> stamps_ = {};
  std::set<std::string, std::less<>> listed_ = {};
  milliseconds pause_ = kLeast;
};

}  // namespace polling_sources

std::unique_ptr<ChangeSource> open_polling_source(const Interruption& interruption) {
  return std::make_unique<polling_sources::PollingSource>(interruption);
}

}  // namespace ecac
