#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "compiler/host/changes/interruption.h"
#include "compiler/support/changes/change_watch.h"

namespace ecac {

/// A way to hear of changes on a disk.
class ChangeSource {
 public:
  enum class Heard { change, quiet, interrupted };

  virtual ~ChangeSource() = default;
  /// Takes these paths in place of those before. `since`: a moment of stamp_clock; whether a path
  /// that is new here has changed after it. False if the system cannot do it for so many.
  virtual bool follow(const AskedPaths& paths, std::int64_t since, bool& changed) = 0;
  /// Waits for a change of these paths, at most so many milliseconds; -1 is for ever.
  virtual Heard listen(int milliseconds) = 0;
};

/// By what the system tells of (inotify); null where it tells nothing.
std::unique_ptr<ChangeSource> open_notice_source(const Interruption& interruption);
/// By looking again and again, so that it costs a twentieth of one processor at most.
std::unique_ptr<ChangeSource> open_polling_source(const Interruption& interruption);

/// Of a disk, until a signal ends it. `poll`: does not rely on the system's notices, which do not
/// come for some network and container file systems.
std::unique_ptr<ChangeWatch> open_change_watch(bool poll);

}  // namespace ecac
