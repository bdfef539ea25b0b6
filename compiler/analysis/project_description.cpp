#include "compiler/analysis/project_description.h"

#include "compiler/model/well_known_files.h"

namespace ecac {

namespace {

/// Whether the configuration says the API version of the deploy.
bool is_configured(const AnalysedProject& analysed) {
  const auto& said = analysed.discovered().config->api_version;
  return said && said->value == analysed.project().api_version();
}

}  // namespace

ProjectDescription description_of(const AnalysedProject& analysed, bool asked_version) {
  const DiscoveredProject& discovered = analysed.discovered();
  ProjectDescription description;
  for (const PackageDirectory& directory : discovered.project_file.package_directories) {
    description.package_directories.push_back(directory.path);
  }
  if (discovered.has_project_file) {
    description.file = Place{discovered.project_file.id, {}};
  }
  description.root = discovered.root;
  switch (analysed.project().settings().version_origin) {
    case VersionOrigin::deploy:
      description.api_version_from = asked_version             ? std::string_view("--api-version")
                                     : is_configured(analysed) ? kConfigFileName
                                                               : std::string_view("the manifest");
      break;
    case VersionOrigin::project_file: description.api_version_from = kProjectFileName; break;
    case VersionOrigin::newest_known: description.api_version_from = "the newest known"; break;
  }
  return description;
}

}  // namespace ecac
