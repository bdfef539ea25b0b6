#pragma once

#include <optional>
#include <string_view>

#include "compiler/support/x509/certificate.h"

namespace ecac::test {

/// What libcrypto makes of the bytes of a certificate; none if it takes them for none.
std::optional<CertificateInfo> read_by_libcrypto(std::string_view der);

}  // namespace ecac::test
