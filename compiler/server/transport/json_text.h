#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "compiler/support/result.h"

namespace ecac {

using Json = nlohmann::json;

/// Objects and arrays in one another; what reads and writes JSON calls itself for each.
inline constexpr std::size_t kDeepestMessage = 200;

/// The value of a message: UTF-8, and no deeper than that. Halves of surrogate pairs, which some
/// editors send where a character was cut, are read as U+FFFD.
Result<Json> parse_message(std::string_view text);

/// On one line. What is not UTF-8 in it becomes U+FFFD.
std::string write_message(const Json& value);

}  // namespace ecac
