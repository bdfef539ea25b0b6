#pragma once

#include <string>
#include <string_view>

namespace ecac::x509 {

/// The contents of a sound OBJECT IDENTIFIER as numbers with dots between them: `2.5.4.3`. One that
/// is longer than any in use is shown by its bytes, `#2A…`.
std::string dotted(std::string_view contents);

/// `#`, and each byte as two capital hexadecimal digits, as RFC 2253 shows what has no other form.
std::string shown_bytes(std::string_view bytes);

}  // namespace ecac::x509
