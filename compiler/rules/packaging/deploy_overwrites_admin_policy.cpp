#include "compiler/diagnostics/cases/deploy_overwrites_admin_policy.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/rules/shared/app_findings.h"

namespace ecac::deploy_overwrites_admin_policy {

static bool is_admin_policy(const TypeSchema& type) {
  return type.owner == Owner::admin && type.role == "policies";
}

static bool is_deployed(const ProjectFile& file) {
  return file.checked && !file.gone && !file.wrong_suffix && !file.kept &&
         file.exclusion == Exclusion::none;
}

static void check(RuleContext& ctx) {
  const Project& project = ctx.project();
  bool any = false;
  for (const TypeSchema& type : ctx.schema().types()) {
    any = any || (is_admin_policy(type) && ctx.has_any(type.id));
  }
  if (!any) return;
  std::vector<FileId> files;
  std::vector<std::string_view> apps;
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    if (!is_admin_policy(ctx.schema().type(file.type)) || !is_deployed(file)) continue;
    const SymbolId app = app_of(file);
    if (app == SymbolId::none) continue;
    files.push_back(id);
    apps.push_back(project.symbols().name(app));
  }
  if (files.empty()) return;
  std::sort(apps.begin(), apps.end());
  apps.erase(std::unique(apps.begin(), apps.end()), apps.end());
  const FileId first = *std::min_element(
      files.begin(), files.end(), [&](FileId a, FileId b) { return project.path_before(a, b); });
  ctx.report(cases::PKG013_policies, {first, project.file(first).facts.root_tag()},
             fmt::format("this deploy replaces what the admin of the org has decided in the "
                         "policies of {}",
                         list_of_apps(apps)))
      .subject("policies")
      .help(
          "leave policies to the org after the first deploy; what a deploy keeps is listed under "
          "`deploy.noOverwrite` in `ecac.json`");
}

extern const Rule rule{.code = "PKG013", .unit = UnitKind::project, .check = check};

}  // namespace ecac::deploy_overwrites_admin_policy
