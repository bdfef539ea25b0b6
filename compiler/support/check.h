#pragma once

#include <stdexcept>
#include <string>

namespace ecac {

/// A broken promise of our own, never of the input. Caught per rule, file, request and repository
/// and reported as PRJ005.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

/// Throws InternalError; aborts instead in fuzz and sanitizer builds, where nothing may hide it.
[[noreturn]] void fail_check(const char* expression, const char* file, int line);

}  // namespace ecac

/// States what must hold whatever the input is. Stays in every build.
#define ECAC_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::ecac::fail_check(#condition, __FILE__, __LINE__))
