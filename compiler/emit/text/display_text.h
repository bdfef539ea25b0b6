#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Text that cannot steer a terminal or mislead a reader: control characters become their pictures
/// (`␛`), bidirectional controls, characters without width and bad bytes U+FFFD. Line ends in a
/// message become `␊`.
std::string printable(std::string_view text);

/// A control character above ASCII, one that steers the direction of a line, or one without width.
bool is_unseen(char32_t scalar);

}  // namespace ecac
