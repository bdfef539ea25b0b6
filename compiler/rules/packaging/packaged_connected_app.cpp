#include "compiler/diagnostics/cases/packaged_connected_app.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"

namespace ecac::packaged_connected_app {

namespace ids = fields::ConnectedApp;

/// The name of the app, with the namespace that the package gives it.
static std::string packaged_name(const RuleContext& ctx) {
  const std::string_view name = ctx.project().name_of(ctx.file().definition);
  return fmt::format("{}__{}", ctx.project().settings().name_space, ctx.project().canonical(name));
}

static void check(RuleContext& ctx) {
  const FileFacts& facts = ctx.facts();
  if (!facts.usable() || ctx.file().exclusion != Exclusion::none ||
      ctx.file().definition == SymbolId::none) {
    return;
  }
  if (ctx.project().is_managed(ctx.project().name_of(ctx.file().definition))) return;
  const PackageFolder* package = package_of(ctx, ctx.file_id());
  const bool managed = package != nullptr && !ctx.project().settings().name_space.empty();
  if (facts.find(ids::developerName) == nullptr) {
    if (!managed || facts.notes().is_meant(ids::developerName)) return;
    ctx.report(cases::PKG014_full_form, facts.root_tag(),
               fmt::format("a managed package cannot take up connected app `{}` with its content: "
                           "the build of {} fails",
                           ctx.project().name_of(ctx.file().definition), shown_package(*package)))
        .subject("ConnectedApp")
        .help(fmt::format("put the app into a first-generation package of the namespace; here say "
                          "`<developerName>{}</developerName>`, `label` and `version` alone",
                          packaged_name(ctx)));
    return;
  }
  const FieldFact* name = facts.judgeable(ids::developerName);
  if (name == nullptr) return;
  if (package == nullptr) {
    ctx.report(cases::PKG014_no_package, name->value,
               "`developerName` names an app of a managed package, and no package is built from "
               "this directory; a deploy to an org wants the content of the app")
        .subject("developerName");
    return;
  }
  if (!managed || facts.text(*name) == packaged_name(ctx)) return;
  ctx.report(cases::PKG014_other_name, name->value,
             fmt::format("`developerName` is `{}`; with the namespace of the project the app is "
                         "called `{}`",
                         facts.text(*name), packaged_name(ctx)))
      .subject("developerName");
}

extern const Rule rule{
    .id = rules::PKG014, .unit = UnitKind::file, .types = {types::ConnectedApp}, .check = check};

}  // namespace ecac::packaged_connected_app
