#include "compiler/diagnostics/cases/callback_dangerous_scheme.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_fields.h"
#include "compiler/rules/shared/security_callbacks.h"

namespace ecac::callback_dangerous_scheme {

static void check(RuleContext& ctx) {
  if (!may_have(ctx, fields::ExtlClntAppGlobalOauthSettings::callbackUrl)) return;
  const ResolvedApp* app = ctx.app();
  if (app == nullptr) return;
  Redirects redirects(ctx, *app);
  for (const CallbackUri& callback : callbacks_of(ctx)) {
    const KnownScheme* scheme = ctx.schema().baseline().scheme(callback.uri().scheme);
    if (scheme == nullptr || scheme->use != KnownScheme::Use::dangerous) continue;
    FindingBuilder finding =
        ctx.report(redirects.soften(cases::SEC010_dangerous, cases::SEC010_placeholder),
                   callback.place(callback.uri().scheme),
                   fmt::format("callback scheme `{}` can run or leak the response that carries the "
                               "code",
                               scheme->name));
    finding.subject(scheme->name);
    redirects.explain(finding);
  }
}

extern const Rule rule{.id = rules::SEC010, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::callback_dangerous_scheme
