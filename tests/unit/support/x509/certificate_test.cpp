#include "compiler/support/x509/certificate.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/support/certificate_text.h"
#include "tests/unit/support/x509/der_writer.h"

namespace ecac {
namespace {

using test::base64_of;
using test::bytes_of_hex;
using test::CertificateParts;
using test::element;
using Kind = CertificateInfo::Kind;

TEST(Certificate, TellsWhatItIs) {
  const CertificateInfo info = read_certificate(test::kRsaCertificate);
  EXPECT_EQ(info.kind, Kind::certificate);
  EXPECT_EQ(info.problem, "");
  EXPECT_EQ(info.subject, "CN=quay.example.com");
  EXPECT_EQ(info.key, "RSA 2048");
  EXPECT_EQ(info.fingerprint,
            "99474f7eab8318b3f7d5b48459b5f354"
            "39f1940e977c25d56f79d36cd3ee4067");
  EXPECT_EQ(info.not_before, "2026-11-29T14:57:34Z");
  EXPECT_EQ(info.not_after, "2048-10-24T14:57:34Z");
}

TEST(Certificate, IsPemOrBareBase64WithAnyBlanks) {
  const std::string bare = base64_of(CertificateParts().der());
  const std::string fingerprint = read_certificate(bare).fingerprint;
  EXPECT_EQ(fingerprint.size(), 64U);
  const std::string lines = bare.substr(0, 64) + "\r\n \t" + bare.substr(64) + "\n";
  for (const std::string& text :
       {lines, "-----BEGIN CERTIFICATE-----\n" + lines + "-----END CERTIFICATE-----\n",
        "\n  -----BEGIN CERTIFICATE-----" + lines + "-----END CERTIFICATE-----",
        "Certificate:\n    Data:\n-----BEGIN CERTIFICATE-----\n" + lines +
            "-----END CERTIFICATE-----\nmore words"}) {
    EXPECT_EQ(read_certificate(text).fingerprint, fingerprint) << text;
  }
}

TEST(Certificate, IsToldApartFromWhatElseStandsThere) {
  const std::string one = test::kRsaCertificate;
  EXPECT_EQ(read_certificate(one + one).kind, Kind::several);
  EXPECT_EQ(read_certificate("-----BEGIN CERTIFICATE REQUEST-----\nMIHX\n"
                             "-----END CERTIFICATE REQUEST-----")
                .kind,
            Kind::signing_request);
  EXPECT_EQ(read_certificate("-----BEGIN NEW CERTIFICATE REQUEST-----\nMIHX\n").kind,
            Kind::signing_request);
  for (const std::string_view name : {"", "RSA ", "EC ", "ENCRYPTED ", "OPENSSH "}) {
    const std::string key = "-----BEGIN " + std::string(name) + "PRIVATE KEY-----\nnone\n";
    EXPECT_EQ(read_certificate(key).kind, Kind::private_key);
    EXPECT_EQ(read_certificate(one + key).kind, Kind::private_key);
  }
}

TEST(Certificate, IsNoOtherText) {
  for (const std::string_view text :
       {"", " ", "Quay_Signing", "-----BEGIN CERTIFICATE-----", "====", "Zm9vYmFy!",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
        "-----BEGIN X509 CERTIFICATE-----\nZm9v\n-----END X509 CERTIFICATE-----"}) {
    const CertificateInfo info = read_certificate(text);
    EXPECT_EQ(info.kind, Kind::not_a_certificate) << text;
    EXPECT_EQ(info.problem, "it is not the base64 text of a certificate") << text;
  }
  EXPECT_EQ(read_certificate("Zm9vYmFy").problem, "its bytes are not an X.509 certificate");
}

TEST(Certificate, NeedsAllOfItsBytes) {
  const std::string der = CertificateParts().der();
  const std::string bare = base64_of(der);
  const std::string begin = "-----BEGIN CERTIFICATE-----\n";
  const std::string end = "-----END CERTIFICATE-----\n";
  EXPECT_EQ(read_certificate(begin + bare).kind, Kind::not_a_certificate);
  EXPECT_EQ(read_certificate(bare + end).kind, Kind::not_a_certificate);
  EXPECT_EQ(read_certificate(end + begin + bare).kind, Kind::not_a_certificate);
  for (std::size_t size = 0; size < der.size(); ++size) {
    EXPECT_EQ(read_certificate(base64_of(der.substr(0, size))).kind, Kind::not_a_certificate);
  }
  for (std::size_t size = 0; size < bare.size(); ++size) {
    EXPECT_EQ(read_certificate(bare.substr(0, size)).kind, Kind::not_a_certificate);
  }
  EXPECT_EQ(read_certificate(base64_of(der + "more")).fingerprint,
            read_certificate(bare).fingerprint);
}

TEST(Certificate, IsRefusedWhenAPartIsOfAnotherForm) {
  const auto kind = [](const CertificateParts& parts) {
    return read_certificate(base64_of(parts.der())).kind;
  };
  EXPECT_EQ(kind({}), Kind::certificate);
  const std::vector<std::pair<std::string CertificateParts::*, std::vector<std::string>>> wrong = {
      {&CertificateParts::version, {"a000", "a00102", "a00402010200", "a003040102"}},
      {&CertificateParts::serial, {"", "0200", "02020001", "040101"}},
      {&CertificateParts::inner_algorithm, {"", "3000", "30020500", "310406022a03"}},
      {&CertificateParts::issuer, {"", "3100", "30020500", "0c0161"}},
      {&CertificateParts::not_before, {"", "0c0161", "3700", "170132170132"}},
      {&CertificateParts::subject, {"", "30023000"}},
      {&CertificateParts::key, {"", "3000", "0500"}},
      {&CertificateParts::rest,
       {"0500", "a300", "a3020500", "a30430023000", "a30430003000", "a30b3009300706022a0304010005",
        "82008100", "820100810100", "8100", "a000", "a30d300b300906022a030201000400"}},
      {&CertificateParts::outer_algorithm, {"", "3000"}},
      {&CertificateParts::signature, {"", "0300", "040161", "0301000500"}},
  };
  for (const auto& [part, values] : wrong) {
    for (const std::string& hex : values) {
      CertificateParts parts;
      parts.*part = bytes_of_hex(hex);
      EXPECT_EQ(kind(parts), Kind::not_a_certificate) << hex;
    }
  }
}

TEST(Certificate, MayHaveNoDateThatCanBeRead) {
  CertificateParts parts;
  parts.not_before = element(0x17, "soon");
  const CertificateInfo info = read_certificate(base64_of(parts.der()));
  EXPECT_EQ(info.kind, Kind::certificate);
  EXPECT_EQ(info.not_before, "");
  EXPECT_EQ(info.not_after, "2048-10-24T18:20:53Z");
}

}  // namespace
}  // namespace ecac
