#include "compiler/resolve/app/app_certificate.h"

#include <fmt/format.h>

#include <charconv>

#include "compiler/diagnostics/cases/jwt_certificate_expired.h"
#include "compiler/diagnostics/cases/jwt_certificate_invalid.h"
#include "compiler/diagnostics/cases/private_key_material.h"
#include "compiler/schema/field_ids.h"
#include "compiler/support/text/date_text.h"
#include "compiler/support/utf8.h"
#include "compiler/support/x509/certificate.h"

namespace ecac {

namespace {

constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;

}  // namespace

ResolvedCertificate resolve_certificate(const ProjectContext& context, const ValueReader& global) {
  ResolvedCertificate certificate;
  certificate.present = global.present(kCertificate);
  if (!certificate.present.is(true)) return certificate;
  const Resolved<std::string> text = global.text(kCertificate);
  if (!text.known()) return certificate;
  CertificateInfo info = read_certificate(*text.value);
  certificate.kind = info.kind;
  certificate.subject = std::move(info.subject);
  certificate.key = std::move(info.key);
  certificate.fingerprint = std::move(info.fingerprint);
  certificate.not_after = std::move(info.not_after);
  certificate.not_before = std::move(info.not_before);
  certificate.expired = days_between(context.today(), certificate.not_after).value_or(0) < 0;
  certificate.not_yet_valid = days_between(context.today(), certificate.not_before).value_or(0) > 0;
  const int limit = context.schema().field(kCertificate).max_length;
  certificate.too_long = limit != 0 && utf8_length(*text.value) > static_cast<std::size_t>(limit);
  switch (info.kind) {
    case CertificateInfo::Kind::certificate: break;
    case CertificateInfo::Kind::several: certificate.problem = "more than one certificate"; break;
    case CertificateInfo::Kind::signing_request:
      certificate.problem = "a signing request, not a certificate";
      break;
    case CertificateInfo::Kind::private_key: certificate.problem = "a private key"; break;
    case CertificateInfo::Kind::not_a_certificate:
      certificate.problem = std::move(info.problem);
      break;
  }
  return certificate;
}

bool has_rsa_key(const ResolvedCertificate& certificate) {
  return certificate.key.starts_with("RSA");
}

int key_bits(const ResolvedCertificate& certificate) {
  const std::string_view key = certificate.key;
  const std::size_t blank = key.find(' ');
  int bits = 0;
  if (blank != std::string_view::npos) {
    std::from_chars(key.data() + blank + 1, key.data() + key.size(), bits);
  }
  return bits;
}

void add_certificate_conditions(const ResolvedCertificate& certificate, FlowBuilder& flow) {
  if (!certificate.present.is(true)) return;
  const Origin& written = certificate.present.origin;
  flow.need(Condition::certificate_readable, {certificate.problem.empty(), written})
      .seen(certificate.problem.empty() ? certificate.key : certificate.problem);
  if (certificate.kind == CertificateInfo::Kind::private_key) {
    flow.told_by(Condition::certificate_readable, cases::SCT003_key);
  }
  if (certificate.key.empty()) return;
  const bool is_short = has_rsa_key(certificate) && key_bits(certificate) < kSmallestKey;
  flow.need(Condition::certificate_key, {has_rsa_key(certificate) && !is_short, written})
      .seen(certificate.key);
  if (is_short) flow.told_by(Condition::certificate_key, cases::FLW011_short_key);
  if (certificate.expired || certificate.not_yet_valid) {
    const std::string_view day =
        certificate.expired ? certificate.not_after : certificate.not_before;
    flow.need(
        Condition::certificate_date,
        Resolved<bool>::unknown(
            fmt::format("whether the org takes a certificate that {} {}",
                        certificate.expired ? "expired on" : "is valid from", day.substr(0, 10)),
            kCertificate));
    if (!certificate.expired) {
      flow.told_by(Condition::certificate_date, cases::FLW012_not_yet_valid);
    }
  }
  if (certificate.too_long) {
    flow.need(
        Condition::certificate_size,
        Resolved<bool>::unknown("whether the org takes a certificate of this size", kCertificate));
  }
}

}  // namespace ecac
