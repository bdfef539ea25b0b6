#include "compiler/diagnostics/cases/introspect_all_tokens.h"

#include <fmt/format.h>

#include "compiler/rules/shared/app_findings.h"

namespace ecac::introspect_all_tokens {

static void check(RuleContext& ctx) {
  const WrittenField all =
      written(ctx, fields::ExtlClntAppGlobalOauthSettings::isIntrospectAllTokens);
  if (!says(all, true)) return;
  const WrittenField app =
      written(ctx, fields::ExtlClntAppGlobalOauthSettings::externalClientApplication);
  ctx.report(cases::SEC014_all_tokens, all.fact->value,
             app ? fmt::format("`{}` may introspect every token in the org", app.text)
                 : std::string("the app may introspect every token in the org"));
}

extern const Rule rule{.id = rules::SEC014,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppGlobalOauthSettings},
                       .check = check};

}  // namespace ecac::introspect_all_tokens
