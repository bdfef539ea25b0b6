#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace ecac {

/// The bytes of a base64 text (RFC 4648, section 4) with its padding; none if it is anything else,
/// blanks included.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace ecac
