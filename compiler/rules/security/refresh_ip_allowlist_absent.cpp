#include "compiler/diagnostics/cases/refresh_ip_allowlist_absent.h"

#include <fmt/format.h>

#include <algorithm>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/app_findings.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::refresh_ip_allowlist_absent {

/// A client on a user's device has no address of its own, and is exempt. What a placeholder will
/// be, nobody knows.
static bool may_live_on_a_device(const ResolvedCallback& callback) {
  return callback.kind == CallbackKind::loopback || callback.kind == CallbackKind::custom_scheme ||
         callback.kind == CallbackKind::unresolved;
}

static void check(RuleContext& ctx) {
  const ResolvedApp* app = ctx.app();
  if (app == nullptr || !app->distribution.is(values::ExtlClntAppDistState::Packaged)) return;
  if (app->distribution.origin.kind != OriginKind::written) return;
  if (!gets_refresh_tokens(ctx.org(), *app) || app->token_addresses_limited.is(true)) return;
  if (std::any_of(app->callbacks.begin(), app->callbacks.end(), may_live_on_a_device)) return;
  ctx.report(cases::SEC007_absent, app->distribution.origin.place,
             fmt::format("`{}` is packaged, and no `tokenIpRanges` limit its refresh tokens to the "
                         "addresses of its servers",
                         app->name))
      .subject(app->name)
      .note(
          "the list is mostly kept in the org's Setup and not in source; then this is settled "
          "there");
}

extern const Rule rule{.id = rules::SEC007, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::refresh_ip_allowlist_absent
