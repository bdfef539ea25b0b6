#include "compiler/workspace/workspace.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/support/edit_distance.h"
#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/workspace/discovery/schema_matcher.h"

namespace ecac {

namespace {

constexpr std::size_t kShortestTypo = 6;

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
    : host_(host),
      request_(std::move(request)),
      sources_(std::make_shared<SourceStore>(host.files)),
      schema_(request_.schema == nullptr ? SchemaSet::embedded() : request_.schema) {
  read_manifest();
  read_known();
  discover_projects();
  read_own_manifests();
}

void Workspace::read_manifest() {
  if (request_.manifest.empty()) return;
  const std::string path = absolute_path(request_.current_directory, request_.manifest);
  std::string text;
  if (const auto read = sources_->read(path, text, limits::kSettingsFile); !read) {
    failures_.push_back(
        fmt::format("cannot read the manifest {}: {}", request_.manifest, read.error().message));
    return;
  }
  Result<ManifestFile> manifest = parse_manifest(request_.manifest, text);
  if (!manifest) {
    failures_.push_back(fmt::format("cannot read the manifest {}: {}", request_.manifest,
                                    manifest.error().message));
    return;
  }
  manifest_ = *manifest;
  manifest_->path = path;
  check_manifest(*manifest_);
}

/// What would make a deploy of something else than was meant.
void Workspace::check_manifest(const ManifestFile& manifest) {
  const auto complain = [&](const std::string& text) {
    failures_.push_back(fmt::format("the manifest {} {}", request_.manifest, text));
  };
  if (manifest.version && version_number(manifest.version->value) == 0) {
    complain(fmt::format("has the version `{}`; write it like {}.0", manifest.version->value,
                         schema_->newest_version()));
  }
  std::set<std::string_view> known;
  std::map<std::string_view, std::string_view> others;
  for (const TypeSchema& type : schema_->types()) {
    if (type.metadata_name.empty()) {
      known.insert(type.name);
    } else {
      known.insert(type.metadata_name);
      others.emplace(type.name, type.metadata_name);
    }
  }
  const std::vector<std::string_view> words(known.begin(), known.end());
  std::set<std::string_view> told;
  for (const ManifestMember& member : manifest.members) {
    const std::string_view name = member.type.value;
    if (known.contains(name) || !told.insert(name).second) continue;
    const auto other = others.find(name);
    // Names of a few letters are near to those of types that are not known here.
    const std::string_view meant = other != others.end()          ? other->second
                                   : name.size() >= kShortestTypo ? nearest_word(name, words)
                                                                  : std::string_view();
    if (meant.empty()) continue;
    complain(fmt::format("names components of the type `{}`; did you mean `{}`?", name, meant));
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
  }
}

const ManifestFile* Workspace::manifest_of(const DiscoveredProject& project) const {
  if (manifest_) return &*manifest_;
  const auto own = own_manifests_.find(project.own_manifest);
  return own == own_manifests_.end() ? nullptr : &own->second;
}

bool Workspace::limits_deploy(const DiscoveredProject& project) const {
  const ManifestFile* manifest = manifest_of(project);
  return manifest != nullptr && (manifest_.has_value() || !manifest->members.empty());
}

ApiVersion Workspace::deploy_version(const DiscoveredProject& project) const {
  if (request_.api_version) return *request_.api_version;
  const ManifestFile* manifest = manifest_of(project);
  return manifest != nullptr && manifest->version ? version_number(manifest->version->value) : 0;
}

void Workspace::read_known() {
  for (const std::string& entry : request_.known) {
    const auto added = add_known(*sources_, request_.current_directory, entry, known_);
    if (!added) failures_.push_back(added.error().message);
  }
}

void Workspace::discover_projects() {
  DiscoveryOptions options;
  options.current_directory = request_.current_directory;
  options.paths = request_.paths;
  options.exclude = request_.exclude;
  options.isolated = request_.isolated;
  options.environment = request_.deploy_environment;
  if (!request_.config.empty()) {
    options.config_path = absolute_path(request_.current_directory, request_.config);
  }
  const SchemaMatcher matcher(*schema_);
  discovery_ = discover(*sources_, matcher, options, host_.executor);
  if (!discovery_.unknown_environment.empty()) {
    failures_.push_back(discovery_.unknown_environment);
  }
}

}  // namespace ecac
