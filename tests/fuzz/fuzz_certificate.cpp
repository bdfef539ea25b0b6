#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/support/text/date_text.h"
#include "compiler/support/x509/certificate.h"
#include "compiler/support/x509/certificate_structure.h"
#include "tests/fuzz/promises.h"
#include "tests/unit/support/x509/der_writer.h"

namespace {

using ecac::CertificateInfo;
using ecac::fuzz::demand;
using Kind = CertificateInfo::Kind;

bool is_shown_as_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c <= '~'; });
}

bool is_time(std::string_view text) {
  return text.empty() || text.starts_with("0000") || ecac::is_date_or_time(text);
}

void demand_whole(const CertificateInfo& info) {
  const bool is_certificate = info.kind == Kind::certificate;
  demand(info.problem.empty() == (info.kind != Kind::not_a_certificate),
         "a problem of what has none, or none of what has one");
  demand(is_certificate == !info.fingerprint.empty(), "a fingerprint of no certificate");
  demand(is_shown_as_ascii(info.subject), "a subject that is not shown as ASCII");
  demand(is_shown_as_ascii(info.key), "a key that is not shown as ASCII");
  demand(is_time(info.not_before) && is_time(info.not_after), "a time that is none");
  if (is_certificate) return;
  demand(info.subject.empty() && info.key.empty() && info.not_after.empty(),
         "something known of no certificate");
}

bool are_equal(const CertificateInfo& a, const CertificateInfo& b) {
  return a.kind == b.kind && a.problem == b.problem && a.subject == b.subject && a.key == b.key &&
         a.fingerprint == b.fingerprint && a.not_before == b.not_before &&
         a.not_after == b.not_after;
}

}  // namespace

// Any bytes, read as a text and as DER, give an answer that can be shown. DER gives the same one in
// base64 and in PEM, and with other bytes behind it.
// NOLINTNEXTLINE(readability-identifier-naming): the name is libFuzzer's
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  demand_whole(ecac::read_certificate(bytes));
  const std::optional<CertificateInfo> info = ecac::x509::read_structure(bytes);
  const std::string base64 = ecac::test::base64_of(bytes);
  const CertificateInfo bare = ecac::read_certificate(base64);
  const CertificateInfo pem = ecac::read_certificate("-----BEGIN CERTIFICATE-----\n" + base64 +
                                                     "\n-----END CERTIFICATE-----\n");
  demand(are_equal(bare, pem), "another answer in PEM than in base64");
  demand(info.has_value() == (bare.kind == Kind::certificate), "another answer in base64");
  if (!info) return 0;
  demand_whole(*info);
  demand(are_equal(*info, bare), "another certificate in base64");
  const std::optional<CertificateInfo> longer =
      ecac::x509::read_structure(std::string(bytes) + "more");
  demand(longer && are_equal(*info, *longer), "another certificate with bytes behind it");
  return 0;
}
