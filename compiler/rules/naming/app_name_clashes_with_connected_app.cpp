#include "compiler/diagnostics/cases/app_name_clashes_with_connected_app.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"

namespace ecac::app_name_clashes_with_connected_app {

static void check(RuleContext& ctx) {
  const TypeId other = ctx.schema().type(ctx.file().type).clashing_type;
  if (other == TypeId::none || !ctx.has_any(other) || !ctx.facts().usable()) return;
  const ProjectView& project = ctx.project();
  const SymbolId clash = ctx.same_ignoring_case(other, project.name_of(ctx.file().definition));
  if (clash == SymbolId::none) return;
  const FileId file = ctx.definitions(clash)[0];
  ctx.report(cases::NAM004_same_name, ctx.facts().root_tag(),
             fmt::format("external client app `{}` and Connected App `{}` have the same name; one "
                         "is reported to block the deploy of the other",
                         ctx.file().full_name, project.name_of(clash)))
      .subject(ctx.file().full_name)
      .label({file, project.file(file).facts.root_tag()}, "the Connected App")
      .help("rename one of them, or remove the Connected App once nobody uses it");
}

extern const Rule rule{.id = rules::NAM004,
                       .unit = UnitKind::file,
                       .types = {types::ExternalClientApplication},
                       .check = check};

}  // namespace ecac::app_name_clashes_with_connected_app
