#include "compiler/workspace/workspace.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/discovery_assembly.h"
#include "compiler/workspace/discovery/schema_matcher.h"
#include "compiler/workspace/plan_stage.h"

namespace ecac {

namespace {

/// The whole part of `66.0`; 0 for what is no version.
ApiVersion version_number(std::string_view text) {
  unsigned version = 0;
  for (const char c : text.substr(0, text.find('.'))) {
    if (c < '0' || c > '9' || version > 999) return 0;
    version = version * 10 + static_cast<unsigned>(c - '0');
  }
  return static_cast<ApiVersion>(version);
}

}  // namespace

Workspace::Workspace(const Host& host, WorkspaceRequest request)
    : Workspace(host, std::move(request), std::make_shared<SourceStore>(host.files)) {}

Workspace::Workspace(const Host& host, WorkspaceRequest request,
                     std::shared_ptr<SourceStore> sources)
    : host_(host),
      request_(std::move(request)),
      sources_(std::move(sources)),
      schema_(request_.schema == nullptr ? SchemaSet::embedded() : request_.schema) {
  read_manifests();
  read_known();
  discover_projects();
  read_own_manifests();
  add_manifest_files();
}

std::optional<ManifestFile> Workspace::read_named(std::string_view what, const std::string& name) {
  const auto complain = [&](const std::string& text) {
    failures_.push_back({fmt::format("cannot read {} {}: {}", what, name, text),
                         absolute_path(request_.current_directory, name)});
  };
  const std::string path = absolute_path(request_.current_directory, name);
  std::string text;
  if (const auto read = sources_->read(path, text, limits::kSettingsFile); !read) {
    complain(read.error().message);
    return std::nullopt;
  }
  Result<ManifestFile> manifest = parse_manifest(name, text);
  if (!manifest) {
    complain(manifest.error().message);
    return std::nullopt;
  }
  check_version(what, *manifest);
  manifest->path = path;
  named_manifests_.push_back(path);
  return *std::move(manifest);
}

void Workspace::read_manifests() {
  if (!request_.manifest.empty()) manifest_ = read_named("the manifest", request_.manifest);
  for (const std::string& name : request_.destructive) {
    const auto removed = read_named("the destructive changes", name);
    if (!removed) continue;
    add_removals(*removed, removals_);
    const bool any = std::ranges::any_of(
        removed->members, [](const ManifestMember& member) { return member.name.value == "*"; });
    if (!any) continue;
    failures_.push_back(
        {fmt::format(
             "the destructive changes {} delete `*`, which no org takes; name each component",
             name),
         removed->path});
  }
}

/// Which components a manifest names is for the rules, which see it among the files of the project.
void Workspace::check_version(std::string_view what, const ManifestFile& manifest) {
  if (!manifest.version || version_number(manifest.version->value) != 0) return;
  failures_.push_back(
      {fmt::format("{} {} has the version `{}`; write it like {}.0", what, manifest.path,
                   manifest.version->value, schema_->newest_version()),
       absolute_path(request_.current_directory, manifest.path)});
}

/// The manifests of a run are files of the project that it deploys: the innermost around them, else
/// the first.
void Workspace::add_manifest_files() {
  for (DiscoveredProject& project : discovery_.projects) {
    if (project.own_manifest.empty() || manifest_) continue;
    for (const std::string_view name : kDestructiveManifests) {
      const std::string path = join_path(parent_path(project.own_manifest), name);
      if (project.find(path) != nullptr) add_deploy_manifest(*sources_, path, project);
    }
  }
  if (discovery_.projects.empty()) return;
  for (const std::string& path : named_manifests_) {
    std::string_view root;
    for (const DiscoveredProject& project : discovery_.projects) {
      if (is_within(path, project.root) && project.root.size() > root.size()) root = project.root;
    }
    if (root.empty()) root = discovery_.projects.front().root;
    for (DiscoveredProject& project : discovery_.projects) {
      if (project.root == root) add_deploy_manifest(*sources_, path, project);
    }
  }
}

void Workspace::read_own_manifests() {
  if (manifest_) return;
  for (const DiscoveredProject& project : discovery_.projects) {
    if (project.own_manifest.empty()) continue;
    std::string text;
    if (!sources_->read(project.own_manifest, text, limits::kSettingsFile)) continue;
    // One that cannot be used is a file of the project, whose findings say so.
    Result<ManifestFile> manifest = parse_manifest(project.own_manifest, text);
    if (manifest) own_manifests_.emplace(project.own_manifest, std::move(*manifest));
    if (!request_.destructive.empty()) continue;
    Removals removals;
    for (const std::string_view name : kDestructiveManifests) {
      std::string path = join_path(parent_path(project.own_manifest), name);
      if (sources_->kind(path) != EntryKind::file) continue;
      if (!sources_->read(path, text, limits::kSettingsFile)) continue;
      const Result<ManifestFile> removed = parse_manifest(std::move(path), text);
      if (removed) add_removals(*removed, removals);
    }
    if (!removals.empty()) own_removals_.emplace(project.own_manifest, std::move(removals));
  }
}

const ManifestFile* Workspace::manifest_of(const DiscoveredProject& project) const {
  if (manifest_) return &*manifest_;
  const auto own = own_manifests_.find(project.own_manifest);
  return own == own_manifests_.end() ? nullptr : &own->second;
}

const Removals* Workspace::removals_of(const DiscoveredProject& project) const {
  if (!removals_.empty()) return &removals_;
  const auto own = own_removals_.find(project.own_manifest);
  return own == own_removals_.end() ? nullptr : &own->second;
}

bool Workspace::limits_deploy(const DiscoveredProject& project) const {
  const ManifestFile* manifest = manifest_of(project);
  return manifest != nullptr && (manifest_.has_value() || !manifest->members.empty());
}

KnownComponents Workspace::known_of(const DiscoveredProject& project) const {
  KnownComponents known = known_;
  const ManifestFile* manifest = manifest_of(project);
  if (manifest == nullptr) return known;
  const std::string folder(parent_path(manifest->path));
  if (is_plan_stage(*sources_, folder)) add_stages_before(*sources_, folder, known);
  return known;
}

ApiVersion Workspace::deploy_version(const DiscoveredProject& project) const {
  if (request_.api_version) return *request_.api_version;
  const ManifestFile* manifest = manifest_of(project);
  if (manifest != nullptr && manifest->version) return version_number(manifest->version->value);
  return project.config->api_version ? project.config->api_version->value : 0;
}

void Workspace::read_known() {
  for (const std::string& entry : request_.known) {
    const auto added = add_known(*sources_, request_.current_directory, entry, known_);
    if (!added) failures_.push_back({added.error().message});
  }
}

void Workspace::discover_projects() {
  DiscoveryOptions options;
  options.current_directory = request_.current_directory;
  options.paths = request_.paths;
  options.deleted = request_.deleted;
  options.exclude = request_.exclude;
  options.force_exclude = request_.force_exclude;
  options.isolated = request_.isolated;
  options.config_settings = request_.config_settings;
  options.environment = request_.deploy_environment;
  if (!request_.config.empty()) {
    options.config_path = absolute_path(request_.current_directory, request_.config);
  }
  const SchemaMatcher matcher(*schema_);
  discovery_ = discover(*sources_, matcher, options, host_.executor);
  if (!discovery_.unknown_environment.empty()) {
    failures_.push_back({discovery_.unknown_environment});
  }
}

}  // namespace ecac
