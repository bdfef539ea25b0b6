#include "compiler/analysis/project_run_facts.h"

#include "compiler/support/path_text.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

/// Where a part is checked names are lacking, and of another folder's file nobody knows for whom
/// else it speaks.
static std::vector<FileId> own_configurations(const DiscoveredProject& project) {
  std::vector<FileId> own;
  if (!project.whole || project.is_outside || !project.environment.empty()) return own;
  const Config& config = *project.config;
  if (!config.path.empty() && parent_path(config.path) == project.root) own.push_back(config.id);
  for (const Config::File& extended : config.extended) {
    if (is_within(extended.path, project.root)) own.push_back(extended.id);
  }
  return own;
}

RunFacts run_facts_of(const DiscoveredProject& project, std::string today) {
  const Config& config = *project.config;
  RunFacts facts;
  facts.today = std::move(today);
  facts.target = config.deploy.target;
  facts.source_org = config.deploy.source_org;
  facts.apps = config.apps;
  facts.own_configurations = own_configurations(project);
  facts.credentials = config.credentials;
  for (const WaiverEntry& waiver : config.waivers) {
    const std::string& component = waiver.component.value;
    if (component.empty() || component.find('*') != std::string::npos) continue;
    facts.waived_components.push_back({component, waiver.component.place});
  }
  if (project.has_project_file) facts.project_file = project.project_file.id;
  for (const PackageDirectory& directory : project.project_file.package_directories) {
    PackageFolder& folder = facts.packages.emplace_back();
    folder.path = join_path(project.root, directory.path);
    if (directory.package) folder.package = directory.package->value;
    folder.is_default = directory.is_default;
    for (const PackageDirectory::Dependency& dependency : directory.dependencies) {
      folder.dependencies.push_back(dependency.package.value);
    }
  }
  facts.replacements = declared_replacements(project.project_file);
  for (const DeclaredReplacement& declared : facts.replacements) {
    if (declared.file_missing && declared.when.empty()) facts.missing_files.push_back(declared);
  }
  for (const Configured<std::string>& pattern : config.replaced_elsewhere) {
    facts.replaced_elsewhere.push_back(pattern.value);
  }
  return facts;
}

}  // namespace ecac
