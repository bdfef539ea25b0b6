#include "compiler/diagnostics/cases/non_packageable_type_in_package.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/deploy_context.h"
#include "compiler/support/path_text.h"

namespace ecac::non_packageable_type_in_package {

/// What belongs to an app or a credential and never travels in a package. Settings of the org do
/// not either, but they are no part of an app that somebody may expect to find there.
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

static void check(RuleContext& ctx) {
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  if (!stays_behind(type) || ctx.file().exclusion != Exclusion::none) return;
  const auto* package = package_of(ctx, ctx.file_id());
  if (package == nullptr || !ctx.facts().usable()) return;
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
