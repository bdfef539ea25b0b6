#include "compiler/diagnostics/cases/local_app_in_package.h"

#include <fmt/format.h>

#include "compiler/rules/shared/deploy_context.h"
#include "compiler/rules/shared/packaged_app.h"
#include "compiler/schema/values/ExtlClntAppDistState.h"

namespace ecac::local_app_in_package {

static void check(RuleContext& ctx) {
  const auto header = header_of(ctx);
  if (!header || header->distribution != values::ExtlClntAppDistState::Local) return;
  if (ctx.project().file(header->file).exclusion != Exclusion::none) return;
  const PackageFolder* package = package_of(ctx, header->file);
  if (package == nullptr) return;
  ctx.report(cases::PKG015_local, {header->file, header->state->value},
             fmt::format("`{}` stays in the org that made it, and {} is built from this folder; a "
                         "packaged app has distribution state `{}`",
                         ctx.subject_name(), shown_package(*package),
                         values::ExtlClntAppDistState::Packaged))
      .subject(ctx.subject_name())
      .help(
          "package the app in Setup first, which also gives it `orgScopedExternalApp`; or move it "
          "to a directory of `packageDirectories` without `package`");
}

extern const Rule rule{.id = rules::PKG015, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::local_app_in_package
