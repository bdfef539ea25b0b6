#include "compiler/emit/overview/deploy_overview.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "compiler/emit/plan/plan_stages.h"
#include "compiler/emit/plan/plan_text.h"

namespace ecac {

namespace {

std::string_view words_of(EnvironmentKind kind) {
  switch (kind) {
    case EnvironmentKind::secret: return "secret";
    case EnvironmentKind::org_specific: return "of one org";
    case EnvironmentKind::username: return "user name";
    case EnvironmentKind::url: return "address";
    case EnvironmentKind::callback_url: return "callback address";
  }
  return "";
}

}  // namespace

OverviewDeploy deploy_overview(const ResolvedProject& project, const ShownWords& shown) {
  OverviewDeploy deploy;
  for (const PlanStage& stage : plan_stages(project)) {
    // `02-permission-sets`
    std::string words = stage.folder.substr(stage.folder.find('-') + 1);
    std::ranges::replace(words, '-', ' ');
    deploy.stages.push_back(std::move(words));
  }
  if (!project.deploy.components.empty()) {
    deploy.plan = plan_text(project, PlanFormat::markdown, "");
  }
  const SchemaSet& schema = *project.schema;
  for (const EnvironmentValue& value : project.deploy.environment_values) {
    OverviewValue row;
    row.component =
        fmt::format("{} {}", schema.type(value.component.type).name, shown(value.component.name));
    if (value.field != FieldId::none) row.field = schema.field(value.field).name;
    if (!value.parameter.empty()) row.field += fmt::format(" ({})", shown(value.parameter));
    row.kind = words_of(value.kind);
    std::vector<std::string> details;
    if (!value.hosts.empty()) details.push_back(fmt::format("{}", fmt::join(value.hosts, ", ")));
    if (!value.variables.empty()) {
      details.push_back(fmt::format("from {}", fmt::join(value.variables, ", ")));
    }
    if (value.placeholder) details.emplace_back("still a placeholder");
    row.detail = shown(fmt::format("{}", fmt::join(details, "; ")));
    deploy.values.push_back(std::move(row));
  }
  return deploy;
}

}  // namespace ecac
