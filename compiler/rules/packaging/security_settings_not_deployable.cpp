#include "compiler/diagnostics/cases/security_settings_not_deployable.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::security_settings_not_deployable {

static void check(RuleContext& ctx) {
  const Exclusion exclusion = ctx.file().exclusion;
  if (exclusion == Exclusion::force_ignored || exclusion == Exclusion::not_in_manifest) return;
  if (!ctx.facts().usable()) return;
  ctx.report(cases::PKG012_in_deploy, ctx.facts().root_tag(),
             fmt::format("`{}` is part of the deploy; older tools do not know the type, and "
                         "whether an org accepts it is not documented",
                         ctx.schema().type(ctx.file().type).name))
      .subject("deploy")
      .help(
          "deploy it to a test org first, or leave it to retrieves with a line in `.forceignore`");
}

extern const Rule rule{.id = rules::PKG012,
                       .unit = UnitKind::file,
                       .types = {types::ExtlClntAppOauthSecuritySettings},
                       .check = check};

}  // namespace ecac::security_settings_not_deployable
