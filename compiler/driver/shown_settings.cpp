#include "compiler/driver/shown_settings.h"

#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "compiler/driver/check.h"
#include "compiler/model/foreign_file.h"

namespace ecac {

namespace {

std::string_view standing_of(const ProjectFile& file) {
  switch (file.exclusion) {
    case Exclusion::force_ignored: return "ignored by .forceignore";
    case Exclusion::not_in_manifest: return "not in the manifest";
    case Exclusion::outside_packages: return "outside the package directories";
    case Exclusion::none: break;
  }
  return file.checked ? "checked" : "context";
}

}  // namespace

static std::string joined(const std::vector<Written<std::string>>& words) {
  std::string text;
  for (const Written<std::string>& word : words) {
    if (!text.empty()) text += ", ";
    text += word.value;
  }
  return text;
}

/// A version of which nothing is known is judged by what holds in the newest that is.
static std::string version_in_words(const Project& project) {
  const ApiVersion newest = project.schema().newest_version();
  std::string version = fmt::format("{}.0", project.api_version());
  if (project.api_version() > newest) {
    version += fmt::format(", newer than the newest known, {}.0", newest);
  }
  return version;
}

void add_shown_settings(const CheckRequest& request, const Workspace& workspace,
                        const AnalysedProject& project, const ShownPaths& shown,
                        std::vector<ShownSetting>& settings) {
  const DiscoveredProject& discovered = project.discovered();
  const SfdxProjectFile& file = discovered.project_file;
  const Config& config = *discovered.config;
  const auto setting = [&](std::string name, std::string value, std::string origin) {
    std::string root = shown(discovered.root);
    settings.push_back(
        {root.empty() ? "." : root, std::move(name), std::move(value), std::move(origin)});
  };
  setting("mode", std::string(to_string(request.mode)), "command line or default");
  setting("preset", request.preset.empty() ? "default" : request.preset,
          request.preset.empty() ? "default" : "--preset");
  setting("api version", version_in_words(project.project()),
          request.api_version                         ? "--api-version"
          : workspace.deploy_version(discovered) != 0 ? "the manifest"
          : file.source_api_version                   ? "sfdx-project.json"
                                                      : "the newest known");
  const ManifestFile* manifest = workspace.manifest_of(discovered);
  setting("manifest", manifest == nullptr ? "none" : shown(manifest->path),
          manifest == nullptr        ? "default"
          : request.manifest.empty() ? "of the folder"
                                     : "--manifest");
  setting("namespace", file.ns.value.empty() ? "none" : file.ns.value,
          discovered.has_project_file ? "sfdx-project.json" : "default");
  setting("configuration", config.path.empty() ? "none" : shown(config.path),
          request.isolated         ? "--isolated"
          : request.config.empty() ? "nearest"
                                   : "--config");
  const std::string path = config.path.empty() ? std::string() : shown(config.path);
  for (const RuleSetting& rule : config.rules) {
    setting("rule " + rule.selector.value, std::string(to_string(rule.severity.value)), path);
  }
  for (const RuleOverride& override : config.overrides) {
    const std::string where = joined(override.paths);
    for (const RuleSetting& rule : override.rules) {
      setting(fmt::format("rule {} in {}", rule.selector.value, where),
              std::string(to_string(rule.severity.value)), path);
    }
  }
  const auto list = [&](std::string name, const std::vector<Written<std::string>>& words) {
    if (!words.empty()) setting(std::move(name), joined(words), path);
  };
  list("enforced", config.enforced);
  list("exclude", config.exclude);
  list("known", config.known);
  list("complete", config.complete);
  for (const SuppressedRules& suppressed : config.suppressed) {
    for (const Suppression& each : suppressed.rules) {
      setting(fmt::format("suppressed {} of {}", each.selector.value, suppressed.name),
              each.reason.value, path);
    }
  }
  for (const WaiverEntry& waiver : config.waivers) {
    std::string what = waiver.rule.value.empty() ? waiver.fingerprint.value : waiver.rule.value;
    if (!waiver.component.value.empty()) what += " of " + waiver.component.value;
    setting("waived " + what, waiver.reason.value, path);
  }
}

void add_shown_files(const Project& project, const ShownPaths& shown,
                     std::vector<ShownFile>& files) {
  for (const FileId id : project.files()) {
    const ProjectFile& file = project.file(id);
    const TypeSchema& type = project.schema().type(file.type);
    if (type.read != ReadDepth::fields || is_foreign(project, id)) continue;
    files.push_back(
        {shown(project.path(id)), std::string(type.name), std::string(standing_of(file))});
  }
}

}  // namespace ecac
