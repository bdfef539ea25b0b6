#include "compiler/analysis/project_run_facts.h"

#include "compiler/source/line_index.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/replaced_file_tree.h"

namespace ecac {

namespace {

constexpr std::size_t kLargestConfig = std::size_t{16} << 20;

/// Lines and columns of values in ecac.json.
class ConfigPlaces {
 public:
  ConfigPlaces(const FileTree& files, const Config& config, std::string_view root) {
    if (config.path.empty() || !files.read(config.path, text_, kLargestConfig)) return;
    lines_.reset(text_);
    shown_ = is_within(config.path, root) ? std::string(relative_path(config.path, root))
                                          : std::string(file_name(config.path));
  }
  ConfigPlaces(const ConfigPlaces&) = delete;
  ConfigPlaces& operator=(const ConfigPlaces&) = delete;

  template <class T>
  std::optional<Configured<T>> of(const std::optional<Written<T>>& written) const {
    if (!written) return std::nullopt;
    const LineColumn at = lines_.position(written->range.begin);
    return Configured<T>{written->value, {shown_, at.line, at.column}};
  }

 private:
  std::string text_;
  LineIndex lines_;
  std::string shown_;
};

}  // namespace

std::vector<AppConfiguration> configured_apps(const FileTree& files, const Config& config,
                                              std::string_view root) {
  if (config.apps.empty()) return {};
  const ConfigPlaces places(files, config, root);
  std::vector<AppConfiguration> apps;
  for (const AppSetting& setting : config.apps) {
    apps.push_back({.name = setting.name.value,
                    .client_type = places.of(setting.client_type),
                    .site = places.of(setting.site),
                    .guest_profile = places.of(setting.guest_profile)});
  }
  return apps;
}

std::vector<CredentialConfiguration> configured_credentials(const FileTree& files,
                                                            const Config& config,
                                                            std::string_view root) {
  if (config.credentials.empty()) return {};
  const ConfigPlaces places(files, config, root);
  std::vector<CredentialConfiguration> credentials;
  for (const CredentialSettings& setting : config.credentials) {
    credentials.push_back({.name = setting.name.value,
                           .mcp = places.of(setting.mcp),
                           .resource = places.of(setting.resource)});
  }
  return credentials;
}

RunFacts run_facts_of(const FileTree& files, const DiscoveredProject& project, std::string today) {
  const Config& config = *project.config;
  RunFacts facts;
  facts.today = std::move(today);
  facts.target = config.deploy.target;
  facts.source_org = config.deploy.source_org;
  facts.apps = configured_apps(files, config, project.root);
  facts.credentials = configured_credentials(files, config, project.root);
  if (project.has_project_file) facts.project_file = project.project_file.path;
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
