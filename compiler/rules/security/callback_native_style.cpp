#include "compiler/diagnostics/cases/callback_native_style.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/host_kind.h"

namespace ecac::callback_native_style {

static bool is_web(const Uri& uri) {
  return equal_ignoring_case(uri.scheme, "http") || equal_ignoring_case(uri.scheme, "https");
}

/// A client on users' devices, by its switches: no secret is asked of it, and its codes are bound.
static bool is_native(const ResolvedApp& app) {
  return app.client.secret_required_for_code.is(false) && app.pkce.is(true);
}

static void check_packaged(RuleContext& ctx, const ResolvedApp& app, Redirects& redirects,
                           const CallbackUri& callback) {
  if (is_web(callback.uri()) && is_native(app)) {
    ctx.report(cases::SEC011_native_client, callback.place(),
               fmt::format("callback `{}` leads to the user's own machine, as that of a program "
                           "there does; the app is packaged, so every subscriber has it",
                           callback.shown()))
        .subject(callback.subject());
    return;
  }
  const std::string_view what =
      is_web(callback.uri()) ? "leads to the user's own machine" : "opens a program on a device";
  FindingBuilder finding = ctx.report(
      redirects.soften(cases::SEC011_packaged, cases::SEC011_packaged_placeholder),
      callback.place(),
      fmt::format("callback `{}` {}; a packaged app should not keep what its developers need",
                  callback.shown(), what));
  finding.subject(callback.subject());
  redirects.explain(finding);
}

static void check_callback(RuleContext& ctx, const ResolvedApp& app, Redirects& redirects,
                           const CallbackUri& callback) {
  const Uri& uri = callback.uri();
  const bool web = is_web(uri);
  const KnownScheme* scheme = ctx.schema().baseline().scheme(uri.scheme);
  if (scheme != nullptr && scheme->use != KnownScheme::Use::vendor) return;
  if (web && (equal_ignoring_case(uri.scheme, "https") || !callback.is_literal(uri.host) ||
              host_kind(uri.host) != HostKind::loopback)) {
    return;
  }
  if (callback.has_wildcard()) return;
  if (app.distribution.is(values::ExtlClntAppDistState::Packaged)) {
    return check_packaged(ctx, app, redirects, callback);
  }
  if (!redirects.certain()) return;
  if (web && equal_ignoring_case(uri.host, "localhost")) {
    ctx.report(cases::SEC011_localhost, callback.place(uri.host),
               "`localhost` can resolve elsewhere; the loopback address `127.0.0.1` cannot")
        .subject(callback.subject());
  } else if (!web && scheme == nullptr && ctx.run().schemes.empty() &&
             uri.scheme.find('.') == std::string_view::npos) {
    ctx.report(cases::SEC011_unowned_scheme, callback.place(uri.scheme),
               fmt::format("scheme `{}` is not a reversed domain name, so any other app on the "
                           "device can claim it",
                           uri.scheme))
        .subject(uri.scheme);
  }
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) {
    check_callback(ctx, *app, redirects, callback);
  }
}

extern const Rule rule{.id = rules::SEC011, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_native_style
