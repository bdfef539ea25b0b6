#include "compiler/rules/shared/api_versions.h"

#include <fmt/format.h>

#include <algorithm>

namespace ecac {

static VersionGap sureness(const ProjectView& project, bool confirmed) {
  if (!confirmed) return VersionGap::unconfirmed;
  return project.settings().version_origin == VersionOrigin::deploy ? VersionGap::certain
                                                                    : VersionGap::likely;
}

ApiVersion first_version(ApiVersion since, ApiVersion documented) {
  if (since == 0 || documented == 0) return std::max(since, documented);
  return std::min(since, documented);
}

VersionGap gap_before(const ProjectView& project, ApiVersion first, Standing standing) {
  if (first <= project.api_version()) return VersionGap::none;
  return sureness(project,
                  standing != Standing::unconfirmed && first < project.schema().newest_version());
}

VersionGap gap_after(const ProjectView& project, ApiVersion last) {
  if (last == 0 || project.api_version() <= last) return VersionGap::none;
  return sureness(project, last + 1 < project.schema().newest_version());
}

std::string version_in_words(const ProjectView& project) {
  switch (project.settings().version_origin) {
    case VersionOrigin::deploy: return fmt::format("the deploy uses {}.0", project.api_version());
    case VersionOrigin::project_file:
      return fmt::format("`sourceApiVersion` is {}.0", project.api_version());
    case VersionOrigin::newest_known: break;
  }
  return fmt::format("{}.0 is current", project.api_version());
}

VersionGap type_gap(const ProjectView& project, TypeId type) {
  const TypeSchema& schema = project.schema().type(type);
  return gap_before(project, first_version(schema.since, schema.documented_since),
                    schema.since_standing);
}

}  // namespace ecac
