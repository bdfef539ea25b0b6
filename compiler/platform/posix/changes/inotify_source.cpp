#include "compiler/host/changes/disk_change_watch.h"

#ifdef __linux__

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "compiler/host/changes/path_stamps.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace inotify_sources {

constexpr std::uint32_t kNames = IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO;
constexpr std::uint32_t kContent = IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB;
constexpr std::uint32_t kSelf = IN_DELETE_SELF | IN_MOVE_SELF;
constexpr std::uint32_t kGone = kSelf | IN_UNMOUNT | IN_IGNORED;

using Paths = std::set<std::string, std::less<>>;

class InotifySource final : public ChangeSource {
 public:
  InotifySource(const Interruption& interruption, int descriptor)
      : interruption_(interruption), descriptor_(descriptor) {}
  ~InotifySource() override { ::close(descriptor_); }
  InotifySource(const InotifySource&) = delete;
  InotifySource& operator=(const InotifySource&) = delete;

  bool follow(const AskedPaths& paths, std::int64_t since, bool& changed) override {
    // What is still in the queue is about what was read, or about what is not asked any more.
    changed = drain() || changed;
    const Paths known = std::exchange(asked_, paths.files);
    listed_ = paths.folders;
    Paths wanted;
    for (const std::string& folder : paths.folders) want(folder, wanted);
    for (const std::string& file : paths.files) {
      want(std::string(parent_path(file)), wanted);
      if (!known.contains(file) && stamp_of(file).link) note_target(file);
    }
    for (const std::string& target : targets_) {
      asked_.insert(target);
      want(std::string(parent_path(target)), wanted);
    }
    std::erase_if(watches_, [&](const auto& watch) {
      if (wanted.contains(watch.first)) return false;
      release(watch.first, watch.second);
      return true;
    });
    for (const std::string& folder : wanted) {
      if (!watches_.contains(folder) && !add(folder, since, changed)) return false;
    }
    // Only now, for from here on the system tells.
    for (const std::string& file : paths.files) {
      if (!known.contains(file)) changed = changed || has_changed(file, since);
    }
    return true;
  }

  Heard listen(int milliseconds) override {
    using Clock = std::chrono::steady_clock;
    const auto until = Clock::now() + std::chrono::milliseconds(milliseconds);
    while (true) {
      int rest = -1;
      if (milliseconds >= 0) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now());
        rest = std::max(0, static_cast<int>(left.count()));
      }
      std::array<pollfd, 2> waiting = {pollfd{descriptor_, POLLIN, 0},
                                       pollfd{interruption_.descriptor(), POLLIN, 0}};
      const int ready = interruption_.came() ? 0 : ::poll(waiting.data(), waiting.size(), rest);
      if (interruption_.came()) return Heard::interrupted;
      if (ready > 0 && drain()) return Heard::change;
      // Notices of what nobody asked for do not make it longer.
      if (milliseconds >= 0 && Clock::now() >= until) return Heard::quiet;
    }
  }

 private:
  static bool has_changed(const std::string& path, std::int64_t since) {
    const PathStamp stamp = stamp_of(path);
    return stamp.number != 0 && stamp.changed >= since;
  }

  /// Somebody may write to what a link leads to, in its own folder.
  void note_target(const std::string& link) {
    std::error_code error;
    const std::string target = std::filesystem::canonical(link, error).string();
    if (!error) targets_.insert(target);
  }

  /// False if the system watches no more of them.
  bool add(const std::string& folder, std::int64_t since, bool& changed) {
    const int watch = ::inotify_add_watch(descriptor_, folder.c_str(),
                                          kNames | kContent | kSelf | IN_ONLYDIR | IN_EXCL_UNLINK);
    if (watch < 0 && (errno == ENOSPC || errno == ENOMEM)) return false;
    if (watch < 0) {
      changed = changed || errno == ENOENT || errno == ENOTDIR;  // gone meanwhile
      return true;
    }
    watches_[folder] = watch;
    folders_[watch].insert(folder);
    changed = changed || has_changed(folder, since);
    return true;
  }

  /// The folder, or where it is not the nearest one above it, in which its name would appear.
  void want(const std::string& folder, Paths& wanted) {
    if (wanted.contains(folder)) return;
    std::string at = folder;
    std::error_code error;
    while (at.size() > 1 && !std::filesystem::is_directory(at, error)) {
      asked_.insert(at);
      at = parent_path(at);
    }
    wanted.insert(at.empty() ? "/" : at);
  }

  void release(const std::string& folder, int watch) {
    const auto folders = folders_.find(watch);
    if (folders == folders_.end()) return;
    folders->second.erase(folder);
    if (!folders->second.empty()) return;  // another path leads there
    folders_.erase(folders);
    ::inotify_rm_watch(descriptor_, watch);
  }

  /// Reads all notices; whether one of them is of what was asked.
  bool drain() {
    bool changed = false;
    alignas(inotify_event) std::array<char, 1 << 14> buffer;
    while (true) {
      const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
      if (size < 0 && errno == EINTR) continue;
      if (size <= 0) return changed;
      for (ssize_t at = 0; at < size;) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof(event));
        const char* name = buffer.data() + at + sizeof(event);
        changed =
            take(event, event.len == 0 ? std::string_view() : std::string_view(name)) || changed;
        at += static_cast<ssize_t>(sizeof(event) + event.len);
      }
    }
  }

  bool take(const inotify_event& event, std::string_view name) {
    if ((event.mask & IN_Q_OVERFLOW) != 0) return true;
    const auto folders = folders_.find(event.wd);
    if (folders == folders_.end()) return false;
    if ((event.mask & kGone) != 0) {
      // The folder of that name is another one from now on, if there is one.
      for (const std::string& folder : folders->second) watches_.erase(folder);
      folders_.erase(folders);
      if ((event.mask & IN_IGNORED) == 0) ::inotify_rm_watch(descriptor_, event.wd);
      return true;
    }
    return std::ranges::any_of(folders->second, [&](const std::string& folder) {
      if ((event.mask & kNames) != 0 && listed_.contains(folder)) return true;
      return asked_.contains(join_path(folder, name));
    });
  }

  const Interruption& interruption_;
  int descriptor_;
  Paths asked_ = {};
  Paths listed_ = {};
  Paths targets_ = {};                           ///< of links that were met so far
  std::map<std::string, int> watches_ = {};      ///< by folder
  std::unordered_map<int, Paths> folders_ = {};  ///< by watch
};

}  // namespace inotify_sources

std::unique_ptr<ChangeSource> open_notice_source(const Interruption& interruption) {
  const int descriptor = ::inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
  if (descriptor < 0) return nullptr;
  return std::make_unique<inotify_sources::InotifySource>(interruption, descriptor);
}

}  // namespace ecac

#else

namespace ecac {

std::unique_ptr<ChangeSource> open_notice_source(const Interruption& /*interruption*/) {
  return nullptr;
}

}  // namespace ecac

#endif
