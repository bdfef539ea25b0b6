#include "compiler/diagnostics/cases/callback_shared_or_placeholder.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"

namespace ecac::callback_shared_or_placeholder {

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) {
    const Uri& uri = callback.uri();
    if (callback.has_wildcard() || uri.host.empty() || !callback.is_literal(uri.host)) continue;
    const KnownHost* host = ctx.schema().baseline().host(uri.host, uri.path);
    if (host == nullptr || host->use == KnownHost::Use::client || !redirects.certain()) continue;
    if (host->use == KnownHost::Use::shared_tool) {
      // Where the project says itself which hosts are meant, callback-not-allowed judges by that.
      if (!ctx.run().hosts.empty()) continue;
      ctx.report(cases::SEC012_shared_tool, callback.place(uri.host),
                 fmt::format("callback `{}` hands codes to `{}`, a tool that everybody shares; "
                             "keep it out of production apps",
                             callback.shown(), host->name))
          .subject(callback.subject());
    } else {
      ctx.report(cases::SEC012_echo_page, callback.place(uri.host),
                 fmt::format("callback `{}` shows codes on a page of `{}`; keep it out of "
                             "production apps",
                             callback.shown(), uri.host))
          .subject(callback.subject());
    }
  }
}

extern const Rule rule{.id = rules::SEC012, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_shared_or_placeholder
