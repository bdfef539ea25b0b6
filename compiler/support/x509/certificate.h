#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecac {

/// What an X.509 text is, as far as rules ask.
struct CertificateInfo {
  enum class Kind : std::uint8_t {
    certificate,        ///< one certificate that parses
    several,            ///< more than one
    signing_request,    ///< a CSR
    private_key,        ///< must never be here
    not_a_certificate,  ///< no base64 of one: a name, a truncated body
  } kind = Kind::not_a_certificate;
  std::string problem = {};  ///< for not_a_certificate, in a few words
  // Of one certificate:
  std::string subject = {};      ///< RFC 2253, `CN=portal.example.com,O=Example`
  std::string key = {};          ///< `RSA 2048`
  std::string fingerprint = {};  ///< SHA-256 of the DER bytes, lower-case hex
  std::string not_before = {};   ///< UTC, `2026-01-31T00:00:00Z`
  std::string not_after = {};    ///< UTC, `2027-01-31T00:00:00Z`
};

/// Reads a text that should be one certificate, in PEM or in bare base64. It says what the text is
/// and verifies nothing; the answer is the same on every machine.
CertificateInfo read_certificate(std::string_view text);

}  // namespace ecac
