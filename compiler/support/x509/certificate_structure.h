#pragma once

#include <optional>
#include <string_view>

#include "compiler/support/x509/certificate.h"

namespace ecac::x509 {

/// Reads the certificate (RFC 5280) that some bytes begin with; what comes after it is not looked
/// at. None if they begin with nothing of that form. Extensions are taken apart and not understood,
/// and nothing is verified.
std::optional<CertificateInfo> read_structure(std::string_view bytes);

}  // namespace ecac::x509
