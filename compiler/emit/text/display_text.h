#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Text that cannot steer a terminal or mislead a reader: control characters become their pictures
/// (`␛`), bidirectional controls and bad bytes U+FFFD. Line ends in a message become `␊`.
std::string printable(std::string_view text);

}  // namespace ecac
