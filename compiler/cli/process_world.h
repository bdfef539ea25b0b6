#pragma once

#include <memory>

#include "compiler/cli/world.h"

namespace ecac {

/// The real outside: standard streams, environment, clock, signals, as the platform gives them
/// (compiler/host). The only code of ours that touches them.
class ProcessWorld {
 public:
  ProcessWorld();
  ~ProcessWorld();
  ProcessWorld(const ProcessWorld&) = delete;
  ProcessWorld& operator=(const ProcessWorld&) = delete;

  const World& world() const;

 private:
  struct Outside;
  std::unique_ptr<Outside> outside_;
};

}  // namespace ecac
