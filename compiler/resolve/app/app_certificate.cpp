#include "compiler/resolve/app/app_certificate.h"

#include "compiler/schema/field_ids.h"

namespace ecac {

ResolvedCertificate resolve_certificate(const ProjectContext& context, const ValueReader& global) {
  const FieldId field = fields::ExtlClntAppGlobalOauthSettings::certificate;
  ResolvedCertificate certificate;
  certificate.present = global.present(field);
  if (!certificate.present.is(true)) return certificate;
  const Resolved<std::string> text = global.text(field);
  if (!text.known()) return certificate;
  CertificateInfo info = context.certificates().read(*text.value);
  certificate.kind = info.kind;
  certificate.subject = std::move(info.subject);
  certificate.key = std::move(info.key);
  certificate.fingerprint = std::move(info.fingerprint);
  certificate.not_after = std::move(info.not_after);
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

}  // namespace ecac
