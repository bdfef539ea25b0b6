#include "compiler/diagnostics/cases/jwt_certificate_expired.h"

#include <fmt/format.h>

#include <optional>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/support/text/date_text.h"

namespace ecac::jwt_certificate_expired {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;
static constexpr int kSoon = 30;

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kCertificate)) return;
  const std::string_view today = ctx.run().today;
  if (today.empty()) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const ResolvedCertificate& certificate = app->certificate;
  const Place place = app_field(ctx, *app, kCertificate).place;
  if (certificate.not_yet_valid) {
    ctx.report(cases::FLW012_not_yet_valid, place,
               fmt::format("the certificate is valid from {} on; whether JWTs signed with its key "
                           "are taken before is not certain",
                           std::string_view(certificate.not_before).substr(0, 10)))
        .subject(certificate.fingerprint);
    return;
  }
  const std::optional<int> days = days_between(today, certificate.not_after);
  if (!days) return;
  const std::string_view shown_end = std::string_view(certificate.not_after).substr(0, 10);
  if (certificate.expired) {
    ctx.report(cases::FLW012_expired, place,
               fmt::format("the certificate expired on {}; whether JWTs signed with its key are "
                           "still taken is not certain",
                           shown_end))
        .subject(certificate.fingerprint);
  } else if (*days < kSoon) {
    ctx.report(cases::FLW012_expires_soon, place,
               fmt::format("the certificate expires on {}, {}", shown_end,
                           *days == 0   ? std::string("today")
                           : *days == 1 ? std::string("tomorrow")
                                        : fmt::format("in {} days", *days)))
        .subject(certificate.fingerprint);
  }
}

extern const Rule rule{.id = rules::FLW012, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_certificate_expired
