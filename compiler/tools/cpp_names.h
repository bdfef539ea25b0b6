#pragma once

#include <cstddef>
#include <string_view>

namespace ecac::tools {

/// Letters, digits and `_`, beginning with a letter.
bool is_identifier(std::string_view name);

bool is_keyword(std::string_view name);

/// The line of a text that an offset of it lies on; the first is 1.
std::size_t line_of(std::string_view text, std::ptrdiff_t offset);

}  // namespace ecac::tools
