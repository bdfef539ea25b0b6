#include "compiler/diagnostics/cases/type_needs_newer_api.h"

#include <fmt/format.h>

#include "compiler/rules/engine/rule.h"
#include "compiler/rules/shared/api_versions.h"

namespace ecac::type_needs_newer_api {

static CaseId case_of(VersionGap gap) {
  switch (gap) {
    case VersionGap::certain: return cases::VER001_deploy_version;
    case VersionGap::likely: return cases::VER001_source_version;
    case VersionGap::none:
    case VersionGap::unconfirmed: break;
  }
  return cases::VER001_unconfirmed;
}

static void check(RuleContext& ctx) {
  const ProjectView& project = ctx.project();
  const VersionGap gap = type_gap(project, ctx.file().type);
  if (gap == VersionGap::none || !ctx.facts().usable()) return;
  const TypeSchema& type = ctx.schema().type(ctx.file().type);
  const ApiVersion first = first_version(type.since, type.documented_since);
  FindingBuilder finding =
      ctx.report(case_of(gap), ctx.facts().root_tag(),
                 fmt::format("`{}` {} from API {}.0; {}", type.name,
                             gap == VersionGap::unconfirmed ? "is only known" : "exists", first,
                             version_in_words(project)));
  finding.subject(type.name);
  const ProjectSettings& settings = project.settings();
  if (settings.version_origin != VersionOrigin::project_file) return;
  finding.fix(fmt::format("Raise `sourceApiVersion` to {}.0", first), Applicability::unsafe,
              {SetJsonValue{{settings.project_file, "/sourceApiVersion"},
                            {.text = fmt::format("{}.0", first)}}});
}

extern const Rule rule{.id = rules::VER001, .unit = UnitKind::file, .check = check};

}  // namespace ecac::type_needs_newer_api
