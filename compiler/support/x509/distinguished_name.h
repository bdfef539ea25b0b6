#pragma once

#include <optional>
#include <string>

#include "compiler/support/x509/der.h"

namespace ecac::x509 {

/// Reads a Name (X.501) and writes it by RFC 2253, the last part first:
/// `CN=portal.example.com,O=Example`. None if what comes next is no name.
std::optional<std::string> read_name(DerReader& in);

}  // namespace ecac::x509
