#include "compiler/diagnostics/cases/jwt_certificate_invalid.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/diagnostics/words.h"
#include "compiler/resolve/app/app_certificate.h"
#include "compiler/rules/shared/app_fields.h"
#include "compiler/support/text/ascii.h"

namespace ecac::jwt_certificate_invalid {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;

/// What a component may be called, and no certificate of any length.
static bool is_name(std::string_view text) {
  return text.size() <= 80 && std::all_of(text.begin(), text.end(), ascii::is_word);
}

static void check_key(RuleContext& ctx, const AppField& field,
                      const ResolvedCertificate& certificate) {
  const std::string_view key = certificate.key;
  const std::size_t blank = key.find(' ');
  if (blank == std::string_view::npos) return;
  const int bits = key_bits(certificate);
  if (!has_rsa_key(certificate)) {
    ctx.report(cases::FLW011_other_key, field.place,
               fmt::format("the certificate holds a key of type {}; assertions are verified with "
                           "RSA keys only",
                           key.substr(0, blank)))
        .subject(key);
  } else if (bits < kSmallestKey) {
    ctx.report(cases::FLW011_short_key, field.place,
               fmt::format("the RSA key of the certificate has {} bits; {} are needed", bits,
                           kSmallestKey))
        .subject(key);
  }
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kCertificate)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->certificate.present.is(true)) return;
  const AppField field = app_field(ctx, *app, kCertificate);
  if (field.is_absent()) return;
  using Kind = CertificateInfo::Kind;
  switch (app->certificate.kind) {
    case Kind::certificate: check_key(ctx, field, app->certificate); return;
    case Kind::private_key: return;  // is worse than invalid, and reported so
    case Kind::several:
      ctx.report(cases::FLW011_several, field.place,
                 "more than one certificate; `certificate` holds the one that verifies assertions")
          .subject(ctx.subject_name());
      return;
    case Kind::signing_request:
      ctx.report(cases::FLW011_unreadable, field.place,
                 "this is a signing request; `certificate` holds the certificate made from it")
          .subject(ctx.subject_name());
      return;
    case Kind::not_a_certificate: break;
  }
  const std::string_view text = ctx.project().file(field.file).facts.text(*field.fact);
  if (is_name(text)) {
    ctx.report(cases::FLW011_name, field.place,
               fmt::format("`{}` is a name; here stands the text of the certificate, in base64 or "
                           "PEM",
                           shown(text)))
        .subject(text);
    return;
  }
  ctx.report(cases::FLW011_unreadable, field.place,
             fmt::format("`certificate` holds an X.509 certificate in base64 or PEM; {}",
                         app->certificate.problem))
      .subject(app->certificate.problem);
}

extern const Rule rule{.id = rules::FLW011, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_certificate_invalid
