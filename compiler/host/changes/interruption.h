#pragma once

namespace ecac {

/// While it lives, a signal by which a person ends a program (Ctrl-C, a hang-up, kill) does not end
/// it but can be waited for. A second one ends it as usual. One at a time.
class Interruption {
 public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  bool came() const;
  /// Waits for it, at most so many milliseconds; whether it came.
  bool wait(int milliseconds) const;
  /// What can be read from once a signal came; -1 where the system gives no such descriptor.
  int descriptor() const;
};

}  // namespace ecac
