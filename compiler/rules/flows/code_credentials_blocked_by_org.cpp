#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/app_fields.h"

namespace ecac::code_credentials_blocked_by_org {

static constexpr FieldId kOffered = fields::ExtlClntAppGlobalOauthSettings::isCodeCredFlowEnabled;
static constexpr FieldId kAllowed = fields::OauthOidcSettings::oAuthCdCrdtFlowEnable;

/// Whether the settings are here, and would not touch the switch of the org.
static bool leaves_alone(const RuleContext& ctx, const SettingFiles& settings) {
  return std::all_of(settings.files.begin(), settings.files.end(), [&](FileId file) {
    const FileFacts& facts = ctx.project().file(file).facts;
    return facts.usable() && !facts.broken() && facts.find(kAllowed) == nullptr;
  });
}

static void check(RuleContext& ctx) {
  if (!may_say(ctx, kOffered, true)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || is_switched_off(*app)) return;
  const FlowKind flow = FlowKind::headless_login;
  if (!condition_of(*app, flow, "codeAndCredentials").is(true)) return;
  const Place offered = app_field(ctx, *app, kOffered).place;
  const std::string_view name = ctx.schema().field(kAllowed).name;
  const SettingFiles& settings = ctx.org().oauth_settings();
  if (settings.files.empty() || leaves_alone(ctx, settings)) {
    ctx.report(cases::FLW014_settings_not_here, offered,
               fmt::format("Code and Credentials also needs `{}` in the org's `OauthOidc` "
                           "settings, which {}",
                           name,
                           settings.files.empty() ? "are not in this project"
                                                  : "say nothing of it in this project"))
        .subject(ctx.subject_name());
    return;
  }
  const Resolved<bool>& allowed = condition_of(*app, flow, "orgCodeAndCredentials");
  if (!allowed.is(false)) return;
  AppField in_org{.files = settings};
  in_org.fact = ctx.org().reader().fact(settings, kAllowed, in_org.file);
  FindingBuilder finding = ctx.report(
      cases::FLW014_blocked, offered,
      fmt::format("Code and Credentials is on here, but the org blocks it: `{}` is `false`", name));
  finding.subject(ctx.subject_name()).label(allowed.origin.place, "blocked here");
  if (in_org.fact != nullptr) {
    finding.fix("Allow it in the org", Applicability::unsafe,
                set_field(ctx, in_org, kAllowed, "true"));
  }
}

extern const Rule rule{.code = "FLW014", .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::code_credentials_blocked_by_org
