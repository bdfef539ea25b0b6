#include "compiler/diagnostics/cases/connected_app_in_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"

namespace ecac::connected_app_in_source {

static std::string_view name_of(const RuleContext& ctx, const ProjectFile& file) {
  return file.definition == SymbolId::none ? std::string_view(file.full_name)
                                           : ctx.project().name_of(file.definition);
}

/// Whether a deploy of the file makes an app, unless the org has it.
static bool may_create(const RuleContext& ctx, const ProjectFile& file) {
  if (!file.facts.usable() || file.exclusion != Exclusion::none) return false;
  const std::string_view name = name_of(ctx, file);
  if (ctx.project().is_known(file.type, name)) return false;
  // An installed app, and the short form in a package: the package brings the app.
  return !ctx.project().is_managed(name) &&
         file.facts.find(fields::ConnectedApp::developerName) == nullptr;
}

static void check(RuleContext& ctx) {
  const ProjectFile& file = ctx.file();
  if (!may_create(ctx, file)) return;
  const bool added = is_new(ctx, ctx.file_id());
  if (!added && ctx.run().target != DeployTarget::new_org) return;
  const std::string_view name = name_of(ctx, file);
  ctx.report(added ? cases::VER005_added : cases::VER005_new_org, ctx.facts().root_tag(),
             fmt::format("connected app `{}` would be created; since Spring '26 orgs no longer "
                         "create them, by Metadata API neither",
                         name))
      .subject(name)
      .help("author an external client app instead");
}

/// Scratch orgs are new orgs, and this project makes some. Said once, for most projects of such a
/// kind have a definition, and many deploy to other orgs too.
static void check_scratch_orgs(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  if (project.scratch_definitions().empty() || ctx.run().target != DeployTarget::unknown) return;
  std::vector<FileId> apps;
  for (const FileId id : project.files_of(types::ConnectedApp)) {
    const ProjectFile& file = project.file(id);
    if (file.checked && may_create(ctx, file) && !is_new(ctx, id)) apps.push_back(id);
  }
  if (apps.empty()) return;
  const FileId first = *std::ranges::min_element(
      apps, [&](FileId a, FileId b) { return project.path_before(a, b); });
  const ProjectFile& file = project.file(first);
  const std::string what =
      apps.size() == 1
          ? fmt::format("connected app `{}` cannot be created in the scratch orgs of this project",
                        name_of(ctx, file))
          : fmt::format(
                "{} connected apps cannot be created in the scratch orgs of this project; "
                "this is the first",
                apps.size());
  ctx.report(cases::VER005_scratch_org, {first, file.facts.root_tag()},
             what + "; since Spring '26 new orgs take no connected apps")
      .subject("scratch org")
      .label(project.scratch_definitions().front().place, "scratch orgs are made of this")
      .help("author external client apps instead, or keep these out of scratch orgs");
}

static constexpr Rule kOfTree{
    .id = rules::VER005, .unit = UnitKind::tree, .check = check_scratch_orgs};

extern const Rule rule{.id = rules::VER005,
                       .unit = UnitKind::file,
                       .types = {types::ConnectedApp},
                       .check = check,
                       .also = &kOfTree};

}  // namespace ecac::connected_app_in_source
