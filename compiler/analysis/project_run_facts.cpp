#include "compiler/analysis/project_run_facts.h"

#include "compiler/support/path_text.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

/// A value of ecac.json with its place.
template <class T>
std::optional<Configured<T>> placed(const Config& config,
                                    const std::optional<Written<T>>& written) {
  if (!written) return std::nullopt;
  return Configured<T>{written->value, {config.id, written->range}};
}

}  // namespace

std::vector<AppConfiguration> configured_apps(const Config& config) {
  std::vector<AppConfiguration> apps;
  for (const AppSetting& setting : config.apps) {
    apps.push_back({.name = setting.name.value,
                    .client_type = placed(config, setting.client_type),
                    .site = placed(config, setting.site),
                    .guest_profile = placed(config, setting.guest_profile)});
  }
  return apps;
}

std::vector<CredentialConfiguration> configured_credentials(const Config& config) {
  std::vector<CredentialConfiguration> credentials;
  for (const CredentialSettings& setting : config.credentials) {
    credentials.push_back({.name = setting.name.value,
                           .mcp = placed(config, setting.mcp),
                           .resource = placed(config, setting.resource)});
  }
  return credentials;
}

RunFacts run_facts_of(const DiscoveredProject& project, std::string today) {
  const Config& config = *project.config;
  RunFacts facts;
  facts.today = std::move(today);
  facts.target = config.deploy.target;
  facts.source_org = config.deploy.source_org;
  facts.apps = configured_apps(config);
  facts.credentials = configured_credentials(config);
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
  for (const Written<std::string>& pattern : config.replaced_elsewhere) {
    facts.replaced_elsewhere.push_back(pattern.value);
  }
  return facts;
}

}  // namespace ecac
