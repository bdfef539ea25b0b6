#include "compiler/support/x509/certificate_structure.h"

#include <string>
#include <utility>

#include "compiler/support/hash/sha256.h"
#include "compiler/support/x509/der.h"
#include "compiler/support/x509/der_time.h"
#include "compiler/support/x509/distinguished_name.h"
#include "compiler/support/x509/public_key.h"

namespace ecac::x509 {

namespace {

/// [0] EXPLICIT INTEGER, which version 1 does not write.
bool skip_version(DerReader& in) {
  const std::optional<DerElement> version = in.next(DerTag::explicit_0);
  if (!version) return true;
  DerReader number(version->contents);
  return number.skip(DerTag::integer) && number.at_end();
}

std::optional<DerElement> next_time(DerReader& in) {
  const std::optional<DerElement> time = in.next(DerTag::utc_time);
  return time ? time : in.next(DerTag::generalized_time);
}

/// SEQUENCE { notBefore Time, notAfter Time }
bool read_validity(DerReader& in, CertificateInfo& info) {
  const std::optional<DerElement> validity = in.next(DerTag::sequence);
  if (!validity) return false;
  DerReader times(validity->contents);
  const std::optional<DerElement> not_before = next_time(times);
  const std::optional<DerElement> not_after = next_time(times);
  if (!not_before || !not_after || !times.at_end()) return false;
  info.not_before = time_text(*not_before);
  info.not_after = time_text(*not_after);
  return true;
}

/// SEQUENCE { id OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, value OCTET STRING }
bool is_extension(std::string_view contents) {
  DerReader parts(contents);
  if (!parts.skip(DerTag::object_identifier)) return false;
  parts.skip(DerTag::boolean);
  return parts.skip(DerTag::octet_string) && parts.at_end();
}

/// [3] EXPLICIT SEQUENCE OF Extension, which may be left out.
bool skip_extensions(DerReader& in) {
  const std::optional<DerElement> written = in.next(DerTag::explicit_3);
  if (!written) return true;
  DerReader list(written->contents);
  const std::optional<DerElement> extensions = list.next(DerTag::sequence);
  if (!extensions || !list.at_end()) return false;
  DerReader each(extensions->contents);
  while (const std::optional<DerElement> extension = each.next(DerTag::sequence)) {
    if (!is_extension(extension->contents)) return false;
  }
  return each.at_end();
}

/// TBSCertificate
bool read_body(DerReader& in, CertificateInfo& info) {
  const std::optional<DerElement> body = in.next(DerTag::sequence);
  if (!body) return false;
  DerReader parts(body->contents);
  if (!skip_version(parts)) return false;
  if (!parts.skip(DerTag::integer) || !skip_algorithm(parts)) return false;
  if (!read_name(parts)) return false;  // of the issuer
  if (!read_validity(parts, info)) return false;
  std::optional<std::string> subject = read_name(parts);
  if (!subject) return false;
  std::optional<std::string> key = read_public_key(parts);
  if (!key) return false;
  info.subject = std::move(*subject);
  info.key = std::move(*key);
  parts.skip(DerTag::implicit_1);  // identifiers of issuer and subject, of old
  parts.skip(DerTag::implicit_2);
  return skip_extensions(parts) && parts.at_end();
}

}  // namespace

std::optional<CertificateInfo> read_structure(std::string_view bytes) {
  const std::optional<DerElement> certificate = DerReader(bytes).next(DerTag::sequence);
  if (!certificate) return std::nullopt;
  DerReader parts(certificate->contents);
  CertificateInfo info{CertificateInfo::Kind::certificate};
  if (!read_body(parts, info) || !skip_algorithm(parts)) return std::nullopt;
  if (!parts.skip(DerTag::bit_string) || !parts.at_end()) return std::nullopt;
  Sha256 hash;
  hash.update(certificate->whole);
  info.fingerprint = hash.hex_digest();
  return info;
}

}  // namespace ecac::x509
