#include "compiler/diagnostics/cases/global_oauth_without_oauth_settings.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/schema/root_element.h"
#include "compiler/schema/values/OauthScope.h"

namespace ecac::global_oauth_without_oauth_settings {

/// The missing file, in the usual folder beside that of the global settings or in the same one.
static std::vector<FixOperation> create_settings(RuleContext& ctx, FileId global_file) {
  const ProjectView& project = ctx.project();
  const ProjectFile& global = project.file(global_file);
  const TypeSchema& type = ctx.schema().type(types::ExtlClntAppOauthSettings);
  const std::string_view app = ctx.subject_name();
  const std::string name = fmt::format("{}{}", app, type.name_ending);
  if (ctx.is_defined(ctx.symbol(type.id, name))) return {};
  std::string folder = project.directory_of(global_file);
  const std::string_view usual = ctx.schema().type(global.type).directory;
  if (folder.ends_with(usual) && !usual.empty() &&
      (folder.size() == usual.size() || folder[folder.size() - usual.size() - 1] == '/')) {
    folder.replace(folder.size() - usual.size(), usual.size(), type.directory);
  }
  if (!folder.empty() && folder.back() != '/') folder += '/';
  namespace settings = fields::ExtlClntAppOauthSettings;
  const auto element = [&](FieldId field, std::string_view value) {
    return NewElement{.name = std::string(ctx.schema().field(field).name),
                      .value = std::string(value)};
  };
  NewElement root{.name = std::string(type.name)};
  root.children = {element(settings::commaSeparatedOauthScopes, values::OauthScope::Api),
                   element(settings::externalClientApplication, app),
                   element(settings::label, name)};
  root.children.front().comment = "which scopes the app grants is for you to choose";
  return {CreateDocument{.path = fmt::format("{}{}.{}{}", folder, name, type.suffix,
                                             global.source_format ? "-meta.xml" : ""),
                         .root = std::move(root),
                         .name_space = std::string(kMetadataNamespace),
                         .like = global_file}};
}

static void check(RuleContext& ctx) {
  const auto globals = ctx.bundle().members(types::ExtlClntAppGlobalOauthSettings);
  if (globals.empty() || ctx.bundle().has(types::ExtlClntAppOauthSettings)) return;
  const bool here = ctx.is_defined(ctx.subject());
  const ProjectView& project = ctx.project();
  if (!here && !project.is_known(types::ExternalClientApplication, ctx.subject_name())) return;
  if (ctx.has_lost_member(types::ExtlClntAppOauthSettings)) return;
  for (const BundleMember& global : globals) {
    const Place place = {global.site.file, project.use(global.site).range};
    FindingBuilder finding =
        here ? ctx.report(cases::REF002_missing, place,
                          fmt::format("app `{}` has global OAuth settings but no `.{}` file; the "
                                      "deploy is reported to be refused",
                                      ctx.subject_name(),
                                      ctx.schema().type(types::ExtlClntAppOauthSettings).suffix))
             : ctx.report(cases::REF002_known_app, place,
                          fmt::format("app `{}` has global OAuth settings here but no `.{}` file; "
                                      "it has to be in the org already",
                                      ctx.subject_name(),
                                      ctx.schema().type(types::ExtlClntAppOauthSettings).suffix));
    finding.subject(ctx.subject_name());
    if (!here) continue;
    finding.note(
        "the org answers: The external client app configured in your global OAuth Settings "
        "doesn't have a valid OAuth settings configuration");
    finding.fix("Create the OAuth settings", Applicability::unsafe,
                create_settings(ctx, global.site.file));
  }
}

extern const Rule rule{.id = rules::REF002, .unit = UnitKind::bundle, .check = check};

}  // namespace ecac::global_oauth_without_oauth_settings
