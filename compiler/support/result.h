#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "compiler/support/check.h"

namespace ecac {

/// Why the machine refused, as far as a caller may care.
enum class ErrorKind : std::uint8_t {
  other,
  not_found,
  permission,
  is_directory,
  not_directory,
  not_regular,
  too_large,
  invalid,
};

/// Why there is no value, as a sentence without a full stop; `kind` is for code that must choose.
struct Error {
  std::string message;
  ErrorKind kind = ErrorKind::other;
};

/// A value, or why there is none.
template <class T>
class [[nodiscard]] Result {
 public:
  // Implicit, so that a function returns either without ceremony.
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return state_.index() == 0; }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  // By value, so that a loop over `*make_result()` does not dangle.
  T operator*() && { return std::move(value()); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  const Error& error() const {
    ECAC_CHECK(state_.index() == 1);
    return *std::get_if<1>(&state_);
  }

 private:
  T& value() {
    ECAC_CHECK(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }
  const T& value() const {
    ECAC_CHECK(state_.index() == 0);
    return *std::get_if<0>(&state_);
  }

  std::variant<T, Error> state_;
};

/// Success, or why not.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}

  explicit operator bool() const { return !error_.has_value(); }
  const Error& error() const {
    ECAC_CHECK(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace ecac
