#include "compiler/diagnostics/cases/callback_insecure_http.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"
#include "compiler/support/edit_distance.h"
#include "compiler/support/net/host_kind.h"

namespace ecac::callback_insecure_http {

static void check_callback(RuleContext& ctx, Redirects& redirects, const CallbackUri& callback) {
  const Uri& uri = callback.uri();
  if (callback.has_wildcard() || !equal_ignoring_case(uri.scheme, "http")) return;
  if (uri.host.empty() || !callback.is_literal(uri.host)) return;
  const HostKind host = host_kind(uri.host);
  if (host == HostKind::loopback) return;
  const bool nearby = host == HostKind::nearby;
  const CaseId rule_case =
      nearby ? redirects.soften(cases::SEC008_private_network, cases::SEC008_private_placeholder)
             : redirects.soften(cases::SEC008_clear_text, cases::SEC008_placeholder);
  FindingBuilder finding =
      ctx.report(rule_case, callback.place(uri.scheme),
                 fmt::format("callback `{}` sends authorization codes in clear text{}; use `https`",
                             callback.shown(), nearby ? " over the local network" : ""));
  finding.subject(callback.subject())
      .fix("Use `https`", Applicability::unsafe,
           ctx.set_text(callback.place().file, callback.place(uri.scheme).range, "https"));
  redirects.explain(finding);
}

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) check_callback(ctx, redirects, callback);
}

extern const Rule rule{.id = rules::SEC008, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_insecure_http
