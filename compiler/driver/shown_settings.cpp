#include "compiler/driver/shown_settings.h"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

#include "compiler/driver/check.h"
#include "compiler/model/foreign_file.h"
#include "compiler/secrets/redaction.h"
#include "compiler/syntax/json_document.h"

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

/// A part of a key as `--config` takes it.
static std::string key_part(const std::string& key) {
  if (!key.empty() && key.find_first_of(".=\"\\") == std::string::npos) return key;
  std::string quoted = "\"";
  for (const char c : key) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

/// The members of a configuration, one after the other.
class ConfigurationLister {
 public:
  ConfigurationLister(const SourceStore& sources, const ShownPaths& shown, const Redactor& redactor,
                      std::string project, std::vector<ShownSetting>& settings)
      : sources_(sources),
        shown_(shown),
        redactor_(redactor),
        project_(std::move(project)),
        settings_(settings) {}

  void list(const JsonValue& value, const std::string& name) {
    if (value.kind == JsonKind::object) {
      for (std::size_t i = 0; i < value.items.size(); ++i) {
        const std::string part = key_part(value.keys[i].text);
        std::string inner = name;
        inner += '.';
        inner += part;
        list(value.items[i], inner);
      }
    } else if (value.kind == JsonKind::array) {
      for (const JsonValue& item : value.items) add(item, name);
    } else {
      add(value, name);
    }
  }

  /// The same as a document.
  NewJsonValue document_of(const JsonValue& value) const {
    NewJsonValue document;
    document.text = value.text;
    switch (value.kind) {
      case JsonKind::string: document.text = redactor_.redact(value.text); break;
      case JsonKind::null: document = literal("null"); break;
      case JsonKind::boolean: document = literal(value.boolean ? "true" : "false"); break;
      case JsonKind::number: document = literal(value.text); break;
      case JsonKind::array: document.kind = NewJsonValue::Kind::array; break;
      case JsonKind::object: document.kind = NewJsonValue::Kind::object; break;
    }
    for (const JsonKey& key : value.keys) document.keys.push_back(redactor_.redact(key.text));
    for (const JsonValue& item : value.items) document.items.push_back(document_of(item));
    return document;
  }

 private:
  static NewJsonValue literal(std::string text) {
    return {.kind = NewJsonValue::Kind::literal, .text = std::move(text)};
  }

  void add(const JsonValue& value, const std::string& name) {
    ShownSetting setting{.project = project_, .name = redactor_.redact(name)};
    setting.value = redactor_.redact(words_of(value));
    const Place place = {value.file, value.range};
    if (is_of_command_line(sources_, place)) {
      setting.origin = kCommandLineConfig;
    } else {
      const ConfigError at = config_error(sources_, place, {});
      setting.origin = shown_(at.path);
      setting.place = {setting.origin, shown_.from_root(at.path), at.line, at.column};
    }
    settings_.push_back(std::move(setting));
  }

  /// In one line, as a person would say it.
  static std::string words_of(const JsonValue& value) {
    std::string words;
    switch (value.kind) {
      case JsonKind::null: return "null";
      case JsonKind::boolean: return value.boolean ? "true" : "false";
      case JsonKind::number:
      case JsonKind::string: return value.text;
      case JsonKind::array:
        for (const JsonValue& item : value.items) {
          words += (words.empty() ? "" : ", ") + words_of(item);
        }
        return '[' + words + ']';
      case JsonKind::object:
        for (std::size_t i = 0; i < value.items.size(); ++i) {
          words += words.empty() ? "" : ", ";
          words += value.keys[i].text + ": " + words_of(value.items[i]);
        }
        return '{' + words + '}';
    }
    return words;
  }

  const SourceStore& sources_;
  const ShownPaths& shown_;
  const Redactor& redactor_;
  std::string project_;
  std::vector<ShownSetting>& settings_;
};

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
                        SettingsReport& report) {
  const DiscoveredProject& discovered = project.discovered();
  const SfdxProjectFile& file = discovered.project_file;
  const Config& config = *discovered.config;
  std::string root = shown(discovered.root);
  if (root.empty()) root = ".";
  const Redactor redactor(project.project().schema().secret_names());
  const auto setting = [&](std::string name, const std::string& value, std::string origin) {
    report.settings.push_back({.project = root,
                               .name = std::move(name),
                               .value = redactor.redact(value),
                               .origin = std::move(origin)});
  };
  if (!discovered.environment.empty()) {
    setting("environment", discovered.environment, "environments of the configuration");
  }
  // What the configuration says, and no option, stands among its keys.
  std::set<std::string_view> hidden;
  if (request.mode || !config.mode) {
    setting("mode", std::string(to_string(mode_of(config, request.mode))),
            request.mode ? "--mode" : "default");
    hidden.insert("mode");
  }
  if (!request.preset.empty() || !config.preset) {
    setting("preset", request.preset.empty() ? "default" : request.preset,
            request.preset.empty() ? "default" : "--preset");
    hidden.insert("preset");
  }
  const ManifestFile* manifest = workspace.manifest_of(discovered);
  const bool by_manifest = manifest != nullptr && manifest->version;
  setting("api version", version_in_words(project.project()),
          request.api_version       ? "--api-version"
          : by_manifest             ? "the manifest"
          : config.api_version      ? "apiVersion of the configuration"
          : file.source_api_version ? "sfdx-project.json"
                                    : "the newest known");
  if (request.api_version || by_manifest) hidden.insert("apiVersion");
  setting("manifest", manifest == nullptr ? "none" : shown(manifest->path),
          manifest == nullptr        ? "default"
          : request.manifest.empty() ? "of the folder"
                                     : "--manifest");
  setting("namespace", file.ns.value.empty() ? "none" : file.ns.value,
          discovered.has_project_file ? "sfdx-project.json" : "default");
  setting("configuration", config.path.empty() ? "none" : shown(config.path),
          request.isolated          ? "--isolated"
          : !request.config.empty() ? "--config"
          : config.path.empty()     ? "default"
          : !config.pointer.empty() ? "plugins.ecac of the project file"
                                    : "nearest");
  for (const Config::File& extended : config.extended) {
    setting("extended", shown(extended.path), "extends");
  }
  if (config.deploy.target == DeployTarget::unknown) setting("deploy.target", "unknown", "default");
  if (config.deploy.source_org == SourceOrg::unknown) {
    setting("deploy.sourceOrg", "unknown", "default");
  }
  ConfigurationLister lister(*workspace.sources(), shown, redactor, root, report.settings);
  for (std::size_t i = 0; i < config.document.items.size(); ++i) {
    const std::string& key = config.document.keys[i].text;
    if (!hidden.contains(key)) lister.list(config.document.items[i], key_part(key));
  }
  NewJsonValue document = lister.document_of(config.document);
  // Without a file nothing is said, which is an object, too.
  document.kind = NewJsonValue::Kind::object;
  report.configurations.push_back({root, std::move(document)});
}

static void cover(NewJsonValue& value, const SecretValues& secrets) {
  if (value.kind == NewJsonValue::Kind::string) value.text = Redactor::without(value.text, secrets);
  for (std::string& key : value.keys) key = Redactor::without(key, secrets);
  for (NewJsonValue& item : value.items) cover(item, secrets);
}

void cover_settings(const std::vector<std::string>& secrets, SettingsReport& report) {
  if (secrets.empty()) return;
  const SecretValues values(secrets, Redactor::kShortestRepeatedValue);
  for (ShownSetting& setting : report.settings) {
    setting.name = Redactor::without(setting.name, values);
    setting.value = Redactor::without(setting.value, values);
  }
  for (auto& configuration : report.configurations) cover(configuration.document, values);
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
