#pragma once

#include "compiler/support/certificate_reader.h"

namespace ecac {

/// The reader on top of OpenSSL.
const CertificateReader& openssl_certificate_reader();

}  // namespace ecac
