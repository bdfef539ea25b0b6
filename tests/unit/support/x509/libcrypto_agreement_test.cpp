#include <gtest/gtest.h>
#include <openssl/asn1.h>
#include <openssl/objects.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/x509/attribute_names.h"
#include "compiler/support/x509/certificate_structure.h"
#include "compiler/support/x509/der.h"
#include "compiler/support/x509/object_identifier.h"
#include "tests/unit/support/x509/der_writer.h"
#include "tests/unit/support/x509/libcrypto_reader.h"
#include "tests/unit/support/x509/made_certificates.h"

namespace ecac::test {
namespace {

using x509::DerElement;
using x509::DerReader;
using x509::DerTag;

using Answer = std::optional<CertificateInfo>;

std::string dump(const Answer& answer) {
  if (!answer) return "no certificate";
  return answer->subject + " | " + answer->key + " | " + answer->fingerprint + " | " +
         answer->not_before + " | " + answer->not_after;
}

bool has_key_of(std::string_view der, std::string_view algorithm) {
  return der.find(object_identifier(algorithm)) != std::string_view::npos;
}

/// Calls `visit` with each element and with those inside of it; false if that does or if some bytes
/// are no element.
template <class Visit>
bool all_elements(std::string_view bytes, const Visit& visit, int depth = 0) {
  DerReader in(bytes);
  while (const std::optional<DerElement> element = in.next()) {
    const bool constructed = (static_cast<std::uint8_t>(element->tag) & 0x20) != 0;
    if (!visit(*element)) return false;
    if (constructed && depth < 20 && !all_elements(element->contents, visit, depth + 1)) {
      return false;
    }
  }
  return in.at_end();
}

bool is_der(std::string_view bytes) {
  return all_elements(bytes, [](const DerElement& element) { return is_sound(element); });
}

/// Whether a BIT STRING has bits that do not count and are not 0.
bool has_stray_bits(std::string_view der) {
  return !all_elements(der, [](const DerElement& element) {
    const std::string_view bits = element.contents;
    if (element.tag != DerTag::bit_string || bits.size() < 2) return true;
    const unsigned unused = (1U << static_cast<unsigned>(bits.front())) - 1;
    return (static_cast<std::uint8_t>(bits.back()) & unused) == 0;
  });
}

std::string with_escaped_hash(std::string subject) {
  for (std::size_t at = 0; (at = subject.find("=#", at)) != std::string::npos; ++at) {
    const bool alone = at + 2 == subject.size() || subject[at + 2] == ',' || subject[at + 2] == '+';
    if (alone) subject.insert(at + 1, 1, '\\');
  }
  return subject;
}

/// The parts of a certificate that we can read.
struct Parts {
  std::string_view issuer;
  std::string_view subject;
  std::string_view key;  ///< the contents of its BIT STRING
};

Parts parts_of(std::string_view der) {
  Parts parts;
  DerReader in(DerReader(DerReader(der).next()->contents).next()->contents);
  in.next(DerTag::explicit_0);
  in.next();  // serial number
  in.next();  // signature algorithm
  parts.issuer = in.next()->contents;
  in.next();  // validity
  parts.subject = in.next()->contents;
  DerReader key(in.next()->contents);
  key.next();  // algorithm
  parts.key = key.next()->contents.substr(1);
  return parts;
}

/// Whether a name has an attribute that has a name in libcrypto, and none with us.
bool has_attribute_of_other_arc(std::string_view name) {
  DerReader parts(name);
  while (const std::optional<DerElement> part = parts.next()) {
    DerReader attributes(part->contents);
    while (const std::optional<DerElement> attribute = attributes.next()) {
      const std::string type = x509::dotted(DerReader(attribute->contents).next()->contents);
      if (x509::attribute_name(type).empty() && OBJ_txt2nid(type.c_str()) != NID_undef) return true;
    }
  }
  return false;
}

/// libcrypto does not reckon with times of a zone before 1900.
std::string known_to_both(const std::string& theirs, const std::string& ours) {
  return theirs.empty() && ours < "1900" ? ours : theirs;
}

/// A certificate of both, differently read: whether it is a difference that we mean.
///
/// * `#` alone is a value that begins with `#`, and so RFC 2253 escapes it.
/// * Whether a point lies on its curve we do not work out, nor what signatures a key of RSA-PSS is
///   for; the key is shown nevertheless.
/// * libcrypto has names for what is no attribute of a name; we show that by its numbers.
/// * A key that is written in BER, not in DER, we do not know.
/// * libcrypto shows and hashes what it writes anew from what it read, where bits that do not count
///   are 0; we take the bytes that are there.
bool is_meant(std::string_view der, CertificateInfo theirs, const CertificateInfo& ours) {
  theirs.subject = with_escaped_hash(theirs.subject);
  const bool not_looked_into =
      has_key_of(der, "1.2.840.10045.2.1") || has_key_of(der, "1.2.840.113549.1.1.10");
  if (theirs.key.empty() && not_looked_into) theirs.key = ours.key;
  if (ours.key.empty() && !is_der(parts_of(der).key)) theirs.key = ours.key;
  if (has_stray_bits(der)) {
    theirs.fingerprint = ours.fingerprint;
    if (ours.subject.find('#') != std::string::npos) theirs.subject = ours.subject;
  }
  if (has_attribute_of_other_arc(parts_of(der).subject)) theirs.subject = ours.subject;
  theirs.not_before = known_to_both(theirs.not_before, ours.not_before);
  theirs.not_after = known_to_both(theirs.not_after, ours.not_after);
  return dump(ours) == dump(theirs);
}

/// Whether a name has a value of a type that libcrypto does not take in names.
bool has_value_of_other_type(std::string_view name) {
  constexpr unsigned long kTaken = B_ASN1_PRINTABLE;
  DerReader parts(name);
  while (const std::optional<DerElement> part = parts.next()) {
    DerReader attributes(part->contents);
    while (const std::optional<DerElement> attribute = attributes.next()) {
      DerReader in(attribute->contents);
      in.next();
      const auto type = static_cast<std::uint8_t>(in.next()->tag);
      const unsigned long bit = type < 0x40 ? ASN1_tag2bit(type & 0x1F) : 0;
      if ((bit & kTaken) == 0) return true;
    }
  }
  return false;
}

/// What only one of the two takes for a certificate: whether that is meant.
///
/// * X.501 lets the value of an attribute be of any type; libcrypto has a list of those that it
///   takes.
/// * libcrypto takes BER, too, and SEQUENCEs and SETs that do not say that elements are in them.
bool is_meant_by_one(std::string_view der, bool ours) {
  if (!ours) return !is_der(der);
  const Parts parts = parts_of(der);
  return has_value_of_other_type(parts.issuer) || has_value_of_other_type(parts.subject);
}

/// "" if we read what libcrypto reads, or mean not to.
std::string disagreement(std::string_view der) {
  const Answer theirs = read_by_libcrypto(der);
  const Answer ours = x509::read_structure(der);
  if (dump(theirs) == dump(ours)) return {};
  const bool meant =
      theirs && ours ? is_meant(der, *theirs, *ours) : is_meant_by_one(der, ours.has_value());
  if (meant) return {};
  return "libcrypto: " + dump(theirs) + "\necac:      " + dump(ours) + "\n" + base64_of(der);
}

TEST(LibcryptoAgreement, SoundCertificatesAreReadTheSame) {
  const std::vector<MadeCertificate> certificates = made_certificates();
  EXPECT_GT(certificates.size(), 280U);
  std::size_t different = 0;
  for (const MadeCertificate& certificate : certificates) {
    const Answer theirs = read_by_libcrypto(certificate.der);
    const Answer ours = x509::read_structure(certificate.der);
    EXPECT_TRUE(theirs) << certificate.what;
    EXPECT_EQ(disagreement(certificate.der), "") << certificate.what;
    different += dump(theirs) != dump(ours) ? 1 : 0;
  }
  EXPECT_EQ(different, 1U);  // `#`
}

/// One byte changed, taken out or put in, or the end cut off.
std::string damaged(std::string der, std::mt19937& random) {
  const auto below = [&](std::size_t size) { return static_cast<std::size_t>(random()) % size; };
  // What is far behind is mostly a signature, which nobody looks into.
  const std::size_t at = below(std::min<std::size_t>(der.size(), 2000));
  switch (below(6)) {
    case 0: der[at] = static_cast<char>(der[at] ^ (1 << below(8))); break;
    case 1: der[at] = static_cast<char>(random()); break;
    case 2: der[at] = static_cast<char>(der[at] + 1); break;
    case 3: der.erase(at, 1); break;
    case 4: der.insert(at, 1, static_cast<char>(random())); break;
    default: der.resize(at); break;
  }
  return der;
}

TEST(LibcryptoAgreement, DamagedCertificatesAreReadTheSameButForWhatIsMeant) {
  const std::vector<MadeCertificate> certificates = made_certificates();
  std::mt19937 random(20261130);
  std::map<bool, std::size_t> readable;
  std::size_t failures = 0;
  for (int run = 0; run < 4000 && failures < 5; ++run) {
    const MadeCertificate& certificate = certificates[random() % certificates.size()];
    const std::string der = damaged(certificate.der, random);
    ++readable[read_by_libcrypto(der).has_value()];
    const std::string found = disagreement(der);
    failures += found.empty() ? 0 : 1;
    EXPECT_EQ(found, "") << certificate.what;
  }
  EXPECT_GT(readable[true], 1200U);
  EXPECT_GT(readable[false], 1200U);
}

}  // namespace
}  // namespace ecac::test
