#pragma once

#include <memory>

#include "compiler/cli/world.h"

namespace ecac {

/// The real outside: standard streams, environment, clock, signals. The only code of ours that
/// touches them.
class ProcessWorld {
 public:
  ProcessWorld();
  ~ProcessWorld();
  ProcessWorld(const ProcessWorld&) = delete;
  ProcessWorld& operator=(const ProcessWorld&) = delete;

  const World& world() const;

 private:
  struct Streams;
  std::unique_ptr<Streams> streams_;
};

}  // namespace ecac
