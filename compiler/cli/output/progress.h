#pragma once

#include <cstddef>

#include "compiler/cli/world.h"
#include "compiler/support/mutex.h"

namespace ecac {

/// A bar on a terminal's standard error, drawn only when the work lasts longer than half a second,
/// gone when the work is done. Does nothing where standard error is no terminal.
class Progress {
 public:
  explicit Progress(const World& world);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// May be called from any thread.
  void update(std::size_t done, std::size_t total);
  void clear();
  double elapsed() const;

 private:
  const World& world_;
  Mutex mutex_;
  double started_;
  double drawn_at_ = 0;
  bool visible_ = false;
};

}  // namespace ecac
