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
  return file.checked && !file.wrong_suffix && !file.kept && file.exclusion == Exclusion::none;
}

static void check(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  FileId first = FileId::none;
  std::vector<SymbolId> apps;
  for (const TypeSchema& type : ctx.schema().types()) {
    if (!is_admin_policy(type)) continue;
    for (const FileId id : project.files_of(type.id)) {
      const ProjectFile& file = project.file(id);
      const SymbolId app = is_deployed(file) ? app_of(file) : SymbolId::none;
      if (app == SymbolId::none) continue;
      apps.push_back(app);
      if (first == FileId::none || project.path_before(id, first)) first = id;
    }
  }
  if (apps.empty()) return;
  // A project may have thousands of apps, of which few are listed.
  std::sort(apps.begin(), apps.end());
  apps.erase(std::unique(apps.begin(), apps.end()), apps.end());
  std::vector<std::string_view> names;
  names.reserve(apps.size());
  for (const SymbolId app : apps) names.push_back(project.name_of(app));
  const auto listed = static_cast<std::ptrdiff_t>(std::min(names.size(), kMostAppsListed));
  std::partial_sort(names.begin(), names.begin() + listed, names.end());
  ctx.report(cases::PKG013_policies, {first, project.file(first).facts.root_tag()},
             fmt::format("this deploy replaces what the admin of the org has decided in the "
                         "policies of {}",
                         list_of_apps(names)))
      .subject("policies")
      .help(
          "leave policies to the org after the first deploy; what a deploy keeps is listed under "
          "`deploy.noOverwrite` in `ecac.json`");
}

extern const Rule rule{.id = rules::PKG013, .unit = UnitKind::project, .check = check};

}  // namespace ecac::deploy_overwrites_admin_policy
