#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ecac::bench {

/// What one run of a program took, measured from outside.
struct ChildRun {
  double seconds = 0;          ///< from before the start to after the end
  double cpu_seconds = 0;      ///< user and system, all threads
  std::size_t peak_bytes = 0;  ///< largest resident set
  int exit_code = -1;          ///< -1 when a signal ended it
  std::string output = {};     ///< standard output; standard error goes nowhere
};

/// Starts a program and waits for its end. Throws when it cannot be started.
ChildRun run_child(const std::vector<std::string>& command);

}  // namespace ecac::bench
