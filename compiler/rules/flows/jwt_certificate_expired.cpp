#include "compiler/diagnostics/cases/jwt_certificate_expired.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <optional>

#include "compiler/rules/shared/app_fields.h"

namespace ecac::jwt_certificate_expired {

static constexpr FieldId kCertificate = fields::ExtlClntAppGlobalOauthSettings::certificate;
static constexpr int kSoon = 30;

/// The day with which `2027-01-31…` begins.
static std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 5, text.data() + 7, month);
  std::from_chars(text.data() + 8, text.data() + 10, day);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, kCertificate)) return;
  const auto today = day_of(ctx.run().today);
  if (!today) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const auto end = day_of(app->certificate.not_after);
  if (!end) return;
  const Place place = app_field(ctx, *app, kCertificate).place;
  const std::string_view shown_end = std::string_view(app->certificate.not_after).substr(0, 10);
  const auto days = (*end - *today).count();
  if (days < 0) {
    ctx.report(cases::FLW012_expired, place,
               fmt::format("the certificate expired on {}; JWTs signed with its key will probably "
                           "be refused",
                           shown_end))
        .subject(app->certificate.fingerprint);
  } else if (days < kSoon) {
    ctx.report(cases::FLW012_expires_soon, place,
               fmt::format("the certificate expires on {}, {}", shown_end,
                           days == 0   ? std::string("today")
                           : days == 1 ? std::string("tomorrow")
                                       : fmt::format("in {} days", days)))
        .subject(app->certificate.fingerprint);
  }
}

extern const Rule rule{.id = rules::FLW012, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::jwt_certificate_expired
