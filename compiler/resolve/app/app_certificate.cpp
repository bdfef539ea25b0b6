#include "compiler/resolve/app/app_certificate.h"

#include <fmt/format.h>

#include "compiler/schema/field_ids.h"
#include "compiler/support/text/date_text.h"
#include "compiler/support/utf8.h"

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
  CertificateInfo info = context.certificates().read(*text.value);
  certificate.kind = info.kind;
  certificate.subject = std::move(info.subject);
  certificate.key = std::move(info.key);
  certificate.fingerprint = std::move(info.fingerprint);
  certificate.not_after = std::move(info.not_after);
  certificate.expired = days_between(context.today(), certificate.not_after).value_or(0) < 0;
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

void add_certificate_conditions(const ResolvedCertificate& certificate, FlowBuilder& flow) {
  if (!certificate.present.is(true)) return;
  const Origin& written = certificate.present.origin;
  flow.need("certificateReadable", "the certificate can be read",
            {certificate.problem.empty(), written}, kCertificate)
      .seen(certificate.problem.empty() ? certificate.key : certificate.problem);
  if (certificate.key.empty()) return;
  flow.need("certificateKey", "its key is an RSA key", {has_rsa_key(certificate), written},
            kCertificate)
      .seen(certificate.key);
  if (certificate.expired) {
    flow.need(
        "certificateDate", "the certificate has not expired",
        Resolved<bool>::unknown(fmt::format("whether the org takes a certificate that expired "
                                            "on {}",
                                            certificate.not_after.substr(0, 10)),
                                kCertificate),
        kCertificate);
  }
  if (certificate.too_long) {
    flow.need(
        "certificateSize", "the certificate is not too large",
        Resolved<bool>::unknown("whether the org takes a certificate of this size", kCertificate),
        kCertificate);
  }
}

}  // namespace ecac
