#include "compiler/diagnostics/cases/asset_token_incomplete.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "compiler/resolve/values/record_id.h"
#include "compiler/rules/shared/app_fields.h"

namespace ecac::asset_token_incomplete {

namespace oauth_fields = fields::ExtlClntAppOauthSettings;

static constexpr FieldId kCertificate = oauth_fields::assetTokenSigningCertificate;
static constexpr std::array kParts = {Condition::asset_token_audiences,
                                      Condition::asset_token_signing_certificate,
                                      Condition::asset_token_validity};

static void check(RuleContext& ctx) {
  const bool any = std::any_of(kParts.begin(), kParts.end(), [&](Condition part) {
    return may_have(ctx, definition_of(part).field);
  });
  if (!any) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  std::string there;
  std::string missing;
  Place first = {};
  for (const Condition condition : kParts) {
    const FieldId part = definition_of(condition).field;
    const std::string_view name = ctx.schema().field(part).name;
    const Resolved<bool>& present = condition_of(*app, FlowKind::asset_token, condition);
    // Nothing can be said of what a placeholder or a repair leaves open.
    if (!present.known() || is_misspelt(ctx, *app, part)) return;
    std::string& list = *present.value ? there : missing;
    if (*present.value && there.empty()) first = app_field(ctx, *app, part).place;
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", name);
  }
  if (!there.empty() && !missing.empty()) {
    ctx.report(cases::FLW029_incomplete, first,
               fmt::format("asset tokens need audiences, certificate and validity; {} {}, and no "
                           "{}",
                           there, there.find(',') == std::string::npos ? "is here" : "are here",
                           missing))
        .subject(missing);
  }
  const AppField certificate = app_field(ctx, *app, kCertificate);
  if (certificate.is_absent()) return;
  const std::string_view value = ctx.project().file(certificate.file).facts.text(*certificate.fact);
  if (!is_record_id(value)) return;
  ctx.report(cases::FLW029_record_id, certificate.place,
             fmt::format("`{}` is a record id, as the guide wants it; another org gives the same "
                         "certificate another id",
                         value))
      .subject(value);
}

extern const Rule rule{.id = rules::FLW029, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::asset_token_incomplete
