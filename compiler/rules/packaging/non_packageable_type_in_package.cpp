#include "compiler/diagnostics/cases/non_packageable_type_in_package.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"
#include "compiler/support/path_text.h"

namespace ecac::non_packageable_type_in_package {

/// What belongs to an app or a credential and never travels in a package.
static bool stays_behind(const TypeSchema& type) {
  return type.packageable == "false" &&
         (type.role == "settings" || type.role == "policies" || type.role == "credential");
}

static std::vector<FixOperation> ignore_type(const RuleContext& ctx, const TypeSchema& type) {
  const ProjectSettings& settings = ctx.project().settings();
  std::string line = fmt::format("**/*.{}-meta.xml", type.suffix);
  std::string path = join_path(settings.root, ".forceignore");
  if (!settings.has_ignore_file) return {CreateOperation{std::move(path), line + '\n'}};
  return {AddTopLine{ctx.project().id_of(path), std::move(line)}};
}

/// Settings belong to the org that takes the package; some kinds of packages set a few of them.
static void report_settings(RuleContext& ctx, const TypeSchema& type,
                            const PackageFolder& package) {
  ctx.report(cases::PKG001_org_settings, ctx.facts().root_tag(),
             fmt::format("`{}` are settings of an org, and {} is built from this folder; a managed "
                         "package does not bring them to its subscribers",
                         type.name, shown_package(package)))
      .subject(type.name)
      .help("move the file to a directory of `packageDirectories` that has no `package`");
}

static void check(RuleContext& ctx) {
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  const bool is_org = type.packageable == "false" && type.role == "org";
  if (!(stays_behind(type) || is_org) || ctx.file().exclusion != Exclusion::none) return;
  const auto* package = package_of(ctx, ctx.file_id());
  if (package == nullptr || !ctx.facts().usable()) return;
  if (is_org) return report_settings(ctx, type, *package);
  FindingBuilder finding =
      ctx.report(cases::PKG001_in_package, ctx.facts().root_tag(),
                 fmt::format("`{}` cannot be packaged: the build of {} fails or drops the file",
                             type.name, shown_package(*package)));
  finding.subject(type.name)
      .help("move the file to a directory of `packageDirectories` that has no `package`")
      .note("`.forceignore` keeps it out of the package as well, but also out of source deploys");
  if (type.role == "credential") return;
  finding.fix("Ignore the files of this type", Applicability::unsafe, ignore_type(ctx, type));
}

extern const Rule rule{.id = rules::PKG001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::non_packageable_type_in_package
