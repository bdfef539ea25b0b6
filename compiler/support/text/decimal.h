#pragma once

#include <optional>
#include <string_view>

namespace ecac {

/// The number that the whole text is, in decimal digits with a dot and an exponent, or `inf` or
/// `nan`; nothing if it is none or leaves the range of a double. Neither blanks nor a plus stand in
/// front.
std::optional<double> decimal_number(std::string_view text);

/// The same by the C library, for a standard library that does not read such numbers (libc++ before
/// 20). Right in the locale "C" only, the one that WASI has.
std::optional<double> decimal_number_by_c(std::string_view text);

}  // namespace ecac
