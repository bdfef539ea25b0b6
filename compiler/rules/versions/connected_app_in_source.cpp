#include "compiler/diagnostics/cases/connected_app_in_source.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"

namespace ecac::connected_app_in_source {

static void check(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  if (!ctx.facts().usable() || file.exclusion != Exclusion::none) return;
  const std::string_view name =
      file.definition == SymbolId::none ? file.full_name : ctx.project().name_of(file.definition);
  if (ctx.project().is_known(file.type, name)) return;
  // An installed app, and the short form in a package: the package brings the app.
  if (ctx.project().is_managed(name) ||
      ctx.facts().find(fields::ConnectedApp::developerName) != nullptr) {
    return;
  }
  const bool added = is_new(ctx, ctx.file_id());
  if (!added && ctx.run().target != DeployTarget::new_org) return;
  ctx.report(added ? cases::VER005_added : cases::VER005_new_org, ctx.facts().root_tag(),
             fmt::format("connected app `{}` would be created; since Spring '26 orgs no longer "
                         "create them, by Metadata API neither",
                         name))
      .subject(name)
      .help("author an external client app instead");
}

extern const Rule rule{
    .id = rules::VER005, .unit = UnitKind::file, .types = {types::ConnectedApp}, .check = check};

}  // namespace ecac::connected_app_in_source
