#include "compiler/diagnostics/cases/profile_session_zero.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/policies_guest.h"
#include "compiler/schema/values/SessionTimeout.h"

namespace ecac::profile_session_zero {

static void check(RuleContext& ctx) {
  if (!may_say(ctx, fields::ExtlClntAppOauthConfigurablePolicies::isGuestCodeCredFlowEnabled,
               true)) {
    return;
  }
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !lets_guests_in(*app)) return;
  const Origin& origin = app->guest_token.minutes.origin;
  if (origin.kind != OriginKind::written ||
      origin.field != fields::ProfileSessionSetting::sessionTimeout) {
    return;
  }
  const FileFacts& facts = ctx.project().file(origin.place.file).facts;
  const FieldFact* timeout = facts.find(origin.field);
  if (timeout == nullptr || facts.text(*timeout) != "0") return;
  const FieldId org_field = fields::SecuritySettings::sessionSettings_sessionTimeout;
  const Resolved<std::string> org = ctx.org().reader(ctx.org().security_settings()).text(org_field);
  if (!org.known() || org.is(values::SessionTimeout::TwoHours) ||
      org.origin.kind != OriginKind::written) {
    return;
  }
  const FieldFact* profile = facts.find(fields::ProfileSessionSetting::profile);
  const std::string_view name = profile == nullptr ? std::string_view() : facts.text(*profile);
  ctx.report(
         cases::POL015_zero, origin.place,
         fmt::format("0 means two hours for profile `{}` and so for guests of `{}`; it does not "
                     "mean the org's `{}`",
                     name, app->name, *org.value))
      .subject(name)
      .label(org.origin.place, "does not apply to the profile");
}

extern const Rule rule{.id = rules::POL015, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::profile_session_zero
