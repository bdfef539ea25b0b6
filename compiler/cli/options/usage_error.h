#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "compiler/report/report.h"

namespace ecac {

/// The command line cannot be understood. Thrown while arguments are read, caught in `run_command`,
/// which prints it in one line.
class UsageError : public std::runtime_error {
 public:
  explicit UsageError(const std::string& message, FailureKind kind = FailureKind::option)
      : std::runtime_error(message), kind_(kind) {}
  /// What a report of the run calls it.
  FailureKind kind() const { return kind_; }

 private:
  FailureKind kind_;
};

/// `; did you mean "X"?` for the known word nearest to `word`, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace ecac
