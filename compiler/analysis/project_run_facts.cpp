#include "compiler/analysis/project_run_facts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "compiler/support/path_text.h"
#include "compiler/support/text/ascii.h"
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

/// Entries of the form `Type:Name` that mean one component.
static std::vector<Configured<std::string>> component_entries(
    const std::vector<Configured<std::string>>& list) {
  std::vector<Configured<std::string>> entries;
  for (const Configured<std::string>& entry : list) {
    const bool is_one = entry.value.find('*') == std::string::npos;
    if (is_one && entry.value.find(':') != std::string::npos) entries.push_back(entry);
  }
  return entries;
}

/// Paths are those from the folder of the file, in which no part is `..`.
static bool leads_upward(std::string_view pattern) {
  if (pattern.starts_with('!')) pattern.remove_prefix(1);
  while (!pattern.empty()) {
    const std::string_view part = pattern.substr(0, pattern.find('/'));
    if (part == "..") return true;
    pattern.remove_prefix(std::min(pattern.size(), part.size() + 1));
  }
  return false;
}

static std::vector<Configured<std::string>> hopeless_patterns(const Config& config) {
  std::vector<Configured<std::string>> hopeless;
  const auto add = [&](const std::vector<Configured<std::string>>& patterns) {
    for (const Configured<std::string>& pattern : patterns) {
      if (leads_upward(pattern.value)) hopeless.push_back(pattern);
    }
  };
  add(config.exclude);
  for (const RuleOverride& override : config.overrides) {
    if (override.paths.empty()) hopeless.push_back({"", override.list});
    add(override.paths);
  }
  return hopeless;
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
    facts.waived_components.push_back({waiver.component, waiver.place});
  }
  for (const Configured<std::string>& host : config.hosts) facts.hosts.add(host.value);
  for (const Configured<std::string>& scheme : config.schemes) {
    facts.schemes.insert(ascii::in_small_letters(scheme.value));
  }
  facts.known_components = component_entries(config.known);
  facts.hopeless_patterns = hopeless_patterns(config);
  facts.kept_components = component_entries(config.deploy.no_overwrite);
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
