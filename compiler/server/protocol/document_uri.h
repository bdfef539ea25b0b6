#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ecac {

/// The absolute path that a `file:` address means, in our form (`/C:/a`, `/UNC:/server/share`);
/// none for an address of anything else.
std::optional<std::string> path_of_uri(std::string_view uri);

/// The address of a file. What editors write otherwise, such as `c%3A`, they take as the same.
std::string uri_of_path(std::string_view path);

/// With `%` and two digits for all that is not a letter, a digit or one of `-._~` and `kept`.
std::string percent_encoded(std::string_view text, std::string_view kept = {});
std::string percent_decoded(std::string_view text);

}  // namespace ecac
