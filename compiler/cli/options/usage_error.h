#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

namespace ecac {

/// The command line cannot be understood. Thrown while arguments are read, caught in `run_command`,
/// which prints it in one line.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// `; did you mean "X"?` for the known word nearest to `word`, or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

}  // namespace ecac
