#pragma once

#include <string_view>

namespace ecac {

/// Whether the whole text is what a pattern says, in which `*` stands for any characters. Takes at
/// most the product of the two lengths.
bool matches_wildcard(std::string_view pattern, std::string_view text);

}  // namespace ecac
