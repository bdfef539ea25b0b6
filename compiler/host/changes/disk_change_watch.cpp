#include "compiler/host/changes/disk_change_watch.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "compiler/host/changes/path_stamps.h"

namespace ecac {

namespace change_watches {

/// Who saves several files, or one in several steps, is done by then.
constexpr int kQuiet = 80;  // milliseconds
/// However long something goes on changing, nobody waits longer.
constexpr std::chrono::milliseconds kPatience{1000};

class DiskChangeWatch final : public ChangeWatch {
 public:
  explicit DiskChangeWatch(bool poll) {
    if (!poll) source_ = open_notice_source(interruption_);
    if (source_ == nullptr) source_ = open_polling_source(interruption_);
  }

  void begin() override { since_ = stamp_clock(); }

  void follow(const AskedPaths& paths) override {
    if (source_->follow(paths, since_, changed_)) return;
    source_ = open_polling_source(interruption_);
    source_->follow(paths, since_, changed_);
    remark_ =
        "the system watches no more folders (fs.inotify.max_user_watches); looking for changes "
        "every now and then instead";
  }

  Event wait() override {
    using Heard = ChangeSource::Heard;
    const bool known = std::exchange(changed_, false);
    Heard heard = known ? Heard::change : source_->listen(-1);
    const auto until = std::chrono::steady_clock::now() + kPatience;
    while (heard == Heard::change && std::chrono::steady_clock::now() < until) {
      heard = source_->listen(kQuiet);
    }
    return heard == Heard::interrupted ? Event::interrupted : Event::changed;
  }

  std::string remark() override { return std::exchange(remark_, {}); }

 private:
  Interruption interruption_;
  std::unique_ptr<ChangeSource> source_ = nullptr;
  std::int64_t since_ = 0;
  bool changed_ = false;
  std::string remark_ = {};
};

}  // namespace change_watches

std::unique_ptr<ChangeWatch> open_change_watch(bool poll) {
  return std::make_unique<change_watches::DiskChangeWatch>(poll);
}

}  // namespace ecac
