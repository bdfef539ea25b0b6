#pragma once

#include <span>
#include <string>
#include <string_view>

namespace ecac {

/// A value as it may be repeated in a message: one line, at most some 60 characters.
std::string shown(std::string_view value);

/// "`AwsRegion` and `AwsService`"
std::string list_of_names(std::span<const std::string_view> names, std::string_view last = "and");
/// The same of names that people chose, of which there may be thousands: the first twelve.
std::string list_of_names(std::span<const std::string> names);

}  // namespace ecac
