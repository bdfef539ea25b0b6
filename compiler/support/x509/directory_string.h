#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/x509/der.h"

namespace ecac::x509 {

/// Whether values of a type are texts.
bool is_text(DerTag tag);

/// A text of any type in UTF-8; none if its bytes are no text of that type. In a T61String the
/// bytes are taken as Latin-1, which is what is written there.
std::optional<std::string> text_of(const DerElement& value);

/// A text in UTF-8 as RFC 2253 writes values, and nothing but printable ASCII: other bytes are `\`
/// and two hexadecimal digits.
std::string escaped(std::string_view text);

}  // namespace ecac::x509
