#include "compiler/workspace/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "compiler/diagnostics/preset_info.h"
#include "compiler/support/limits.h"
#include "compiler/support/net/host_patterns.h"
#include "compiler/support/net/uri.h"
#include "compiler/support/text/date_text.h"
#include "compiler/syntax/json_document.h"
#include "compiler/workspace/config_values.h"

namespace ecac {
namespace {

bool says_nothing(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

constexpr std::string_view kTopKeys[] = {
    "$schema", "apiVersion",   "apps",         "baseline", "complete",          "credentials",
    "deploy",  "enforced",     "environments", "exclude",  "extends",           "hosts",
    "known",   "mode",         "overrides",    "preset",   "replacedElsewhere", "rules",
    "schemes", "waiverPolicy", "waivers"};
/// Each may be held against each file.
constexpr std::size_t kMostOverrides = 100;
constexpr std::string_view kOverrideKeys[] = {"paths", "rules"};
constexpr std::string_view kWaiverKeys[] = {"component", "element", "fingerprint", "owner",
                                            "reason",    "rule",    "until"};
constexpr std::string_view kWaiverPolicyKeys[] = {"maxDays", "ownerRequired", "untilRequired"};
constexpr std::string_view kAppKeys[] = {"clientType", "guestProfile", "site", "suppress"};
constexpr std::string_view kCredentialKeys[] = {"mcp", "resource", "suppress"};
constexpr std::string_view kDeployKeys[] = {"noOverwrite", "sourceOrg", "target"};
constexpr std::string_view kSeverities[] = {"error", "warning", "info", "off"};
constexpr std::string_view kModes[] = {"lint", "predeploy", "audit"};
constexpr std::string_view kClientTypes[] = {"public", "confidential"};
// In the order of their enumerations, which begin with `unknown`.
constexpr std::string_view kTargets[] = {"source-org", "other-org", "new-org"};
constexpr std::string_view kSourceOrgs[] = {"production", "dev-hub", "sandbox", "scratch-org"};

class ConfigReader : private ConfigValues {
 public:
  ConfigReader(ConfigResult& result, std::string_view text) : ConfigValues(result, text) {}

  void read() {
    JsonBreak broken;
    JsonValue root;
    if (!parse_json(text_, JsonComments::allowed, root, broken)) {
      report(broken.range, fmt::format("this is not valid JSON: {}", broken.message));
      return;
    }
    set_file(root, result_.config.id);
    read(std::move(root));
  }

  void read(JsonValue document) {
    result_.config.document = std::move(document);
    const JsonValue& root = result_.config.document;
    if (root.kind != JsonKind::object) {
      report(root.range,
             fmt::format("the configuration must be an object, not {}", to_string(root.kind)));
      return;
    }
    for (std::size_t i = 0; i < root.keys.size(); ++i) {
      const JsonKey& key = root.keys[i];
      const JsonValue& value = root.items[i];
      if (is_repeated(root, i)) continue;
      if (key.text == "mode") {
        read_mode(value);
      } else if (key.text == "preset") {
        read_preset(value);
      } else if (key.text == "apiVersion") {
        read_api_version(value);
      } else if (key.text == "rules") {
        read_rules(value, result_.config.rules);
      } else if (key.text == "overrides") {
        read_overrides(value);
      } else if (key.text == "exclude") {
        read_list(key.text, value, result_.config.exclude);
      } else if (key.text == "known") {
        read_list(key.text, value, result_.config.known);
      } else if (key.text == "complete") {
        read_list(key.text, value, result_.config.complete);
      } else if (key.text == "apps") {
        read_named(key.text, value, "the app",
                   [this](const JsonKey& name, const JsonValue& app) { read_app(name, app); });
      } else if (key.text == "credentials") {
        read_named(key.text, value, "the credential",
                   [this](const JsonKey& name, const JsonValue& credential) {
                     read_credential(name, credential);
                   });
      } else if (key.text == "deploy") {
        read_deploy(value);
      } else if (key.text == "environments") {
        read_environments(value);
      } else if (key.text == "replacedElsewhere") {
        read_list(key.text, value, result_.config.replaced_elsewhere);
      } else if (key.text == "hosts") {
        read_hosts(value);
      } else if (key.text == "schemes") {
        read_schemes(value);
      } else if (key.text == "waivers") {
        read_waivers(value);
      } else if (key.text == "enforced") {
        read_list(key.text, value, result_.config.enforced);
      } else if (key.text == "baseline") {
        read_baseline(value);
      } else if (key.text == "waiverPolicy") {
        read_waiver_policy(value);
      } else if (key.text == "extends") {
        read_extends(value);
      } else if (key.text == "$schema") {
        // For editors, which know what to do with it.
        expect(value, JsonKind::string, "`$schema`");
      } else {
        unknown_key(key, kTopKeys);
      }
    }
  }

 private:
  void read_mode(const JsonValue& value) {
    if (!expect(value, JsonKind::string, "`mode`")) return;
    const std::optional<Mode> mode = parse_mode(value.text);
    if (mode) {
      result_.config.mode = {*mode, {value.file, value.inner_range()}};
    } else {
      report(value.inner_range(),
             fmt::format("`{}` is no mode; {}", value.text, nearest_or_all(value.text, kModes)));
    }
  }

  void read_preset(const JsonValue& value) {
    if (!expect(value, JsonKind::string, "`preset`")) return;
    result_.config.preset = written(value);
    if (find_preset(value.text) != nullptr) return;
    std::vector<std::string_view> names;
    for (const PresetInfo& preset : all_presets()) names.push_back(preset.name);
    report(value.inner_range(),
           fmt::format("`{}` is no preset; {}", value.text, nearest_or_all(value.text, names)));
  }

  void read_api_version(const JsonValue& value) {
    if (value.kind == JsonKind::number) {
      report(value.range,
             fmt::format("`apiVersion` must be a string, not a number; write \"{0}\", on the "
                         "command line --config 'apiVersion=\"{0}\"'",
                         value.text));
      return;
    }
    if (!expect(value, JsonKind::string, "`apiVersion`")) return;
    std::string_view digits = value.text;
    if (digits.ends_with(".0")) digits.remove_suffix(2);
    std::uint16_t version = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), version);
    if (error != std::errc() || end != digits.data() + digits.size() || version == 0 ||
        version > 999) {
      report(value.inner_range(),
             fmt::format("`{}` is no API version; write it like 66.0", value.text));
      return;
    }
    result_.config.api_version = {version, {value.file, value.inner_range()}};
  }

  /// Which files they are, whoever joins them looks up in the document.
  void read_extends(const JsonValue& value) {
    if (value.kind == JsonKind::array) {
      std::vector<Configured<std::string>> paths;
      read_list("extends", value, paths);
    } else if (value.kind != JsonKind::string) {
      report(value.range, fmt::format("`extends` must be a path or an array of paths, not {}",
                                      to_string(value.kind)));
    } else if (value.text.empty()) {
      report(value.range, "`extends` is empty");
    }
  }

  void read_overrides(const JsonValue& value) {
    if (!expect(value, JsonKind::array, "`overrides`")) return;
    if (value.items.size() > kMostOverrides) {
      report(value.range, fmt::format("`overrides` has more than {} entries", kMostOverrides));
      return;
    }
    for (const JsonValue& item : value.items) {
      if (!expect(item, JsonKind::object, "an entry of `overrides`")) continue;
      RuleOverride override{.file = item.file};
      for_each_known_key(item, kOverrideKeys, [&](const JsonKey& key, const JsonValue& part) {
        if (key.text == "paths") {
          read_list(key.text, part, override.paths);
          override.list = {part.file, part.range};
        } else {
          read_rules(part, override.rules);
        }
      });
      if (item.find("paths") == nullptr || item.find("rules") == nullptr) {
        report(item.range, "an entry of `overrides` needs `paths` and `rules`");
      }
      result_.config.overrides.push_back(std::move(override));
    }
  }

  void read_rules(const JsonValue& rules, std::vector<RuleSetting>& out) {
    if (!expect(rules, JsonKind::object, "`rules`")) return;
    for (std::size_t i = 0; i < rules.keys.size(); ++i) {
      const JsonKey& key = rules.keys[i];
      const JsonValue& value = rules.items[i];
      if (is_repeated(rules, i)) continue;
      if (!expect(value, JsonKind::string, fmt::format("the severity of `{}`", key.text))) continue;
      const auto severity = parse_severity(value.text);
      if (!severity) {
        report(value.inner_range(), fmt::format("`{}` is no severity; {}", value.text,
                                                nearest_or_all(value.text, kSeverities)));
        continue;
      }
      out.push_back({written(key), {*severity, {value.file, value.inner_range()}}});
    }
  }

  void read_app(const JsonKey& name, const JsonValue& value) {
    AppConfiguration app{.name = name.text, .place = {name.file, name.range}};
    for_each_known_key(value, kAppKeys, [&](const JsonKey& key, const JsonValue& item) {
      if (key.text == "suppress") {
        read_suppressions(name, item);
        return;
      }
      if (!expect(item, JsonKind::string, fmt::format("`{}`", key.text))) return;
      if (key.text == "clientType") {
        read_client_type(item, app);
      } else if (key.text == "site") {
        app.site = written(item);
      } else {
        app.guest_profile = written(item);
      }
    });
    result_.config.apps.push_back(std::move(app));
  }

  void read_credential(const JsonKey& name, const JsonValue& value) {
    CredentialConfiguration credential{.name = name.text, .place = {name.file, name.range}};
    for_each_known_key(value, kCredentialKeys, [&](const JsonKey& key, const JsonValue& item) {
      if (key.text == "suppress") {
        read_suppressions(name, item);
      } else if (key.text == "mcp") {
        if (!expect(item, JsonKind::boolean, "`mcp`")) return;
        credential.mcp = Configured<bool>{item.boolean, {item.file, item.range}};
      } else if (expect(item, JsonKind::string, fmt::format("`{}`", key.text))) {
        credential.resource = written(item);
      }
    });
    result_.config.credentials.push_back(std::move(credential));
  }

  void read_suppressions(const JsonKey& name, const JsonValue& value) {
    if (!expect(value, JsonKind::object, "`suppress`")) return;
    SuppressedRules suppressed{.name = name.text};
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      const JsonKey& key = value.keys[i];
      const JsonValue& reason = value.items[i];
      if (is_repeated(value, i)) continue;
      const std::string what = fmt::format("the reason to suppress `{}`", key.text);
      if (!expect(reason, JsonKind::string, what)) continue;
      if (says_nothing(reason.text)) {
        report(reason.range, what + " is empty");
        continue;
      }
      suppressed.rules.push_back({written(key), written(reason)});
    }
    result_.config.suppressed.push_back(std::move(suppressed));
  }

  void read_hosts(const JsonValue& value) {
    read_list("hosts", value, result_.config.hosts);
    for (const Configured<std::string>& host : result_.config.hosts) {
      if (is_host_pattern(host.value)) continue;
      report(host.place.range, fmt::format("`{}` is no host; write it alone, like "
                                           "login.example.com or *.example.com",
                                           host.value));
    }
  }

  void read_schemes(const JsonValue& value) {
    read_list("schemes", value, result_.config.schemes);
    for (const Configured<std::string>& scheme : result_.config.schemes) {
      if (scheme_prefix(scheme.value + ':') == scheme.value.size() + 1) continue;
      report(
          scheme.place.range,
          fmt::format("`{}` is no scheme; write it alone, like com.example.portal", scheme.value));
    }
  }

  void read_waivers(const JsonValue& value) {
    if (!expect(value, JsonKind::array, "`waivers`")) return;
    if (value.items.size() > limits::kWaivers) {
      report(value.range, fmt::format("`waivers` has more than {} entries; turn rules off instead",
                                      limits::kWaivers));
      return;
    }
    for (const JsonValue& item : value.items) {
      if (expect(item, JsonKind::object, "an entry of `waivers`")) read_waiver(item);
    }
  }

  void read_waiver(const JsonValue& value) {
    WaiverEntry waiver{.place = {value.file, value.range}};
    const std::size_t errors = result_.errors.size();
    for_each_known_key(value, kWaiverKeys, [&](const JsonKey& key, const JsonValue& item) {
      if (!expect(item, JsonKind::string, fmt::format("`{}`", key.text))) return;
      if (item.text.empty()) {
        report(item.range, fmt::format("`{}` is empty", key.text));
        return;
      }
      Configured<std::string>& part = key.text == "rule"          ? waiver.rule
                                      : key.text == "component"   ? waiver.component
                                      : key.text == "element"     ? waiver.element
                                      : key.text == "fingerprint" ? waiver.fingerprint
                                      : key.text == "reason"      ? waiver.reason
                                      : key.text == "owner"       ? waiver.owner
                                                                  : waiver.until;
      part = written(item);
    });
    if (result_.errors.size() != errors) return;
    if (waiver.rule.value.empty() && waiver.fingerprint.value.empty()) {
      report(value.range, "a waiver needs a `rule` or a `fingerprint`");
    } else if (says_nothing(waiver.reason.value)) {
      report(value.range, "a waiver needs a `reason`");
    } else if (!waiver.until.value.empty() &&
               (waiver.until.value.size() != 10 || !is_date_or_time(waiver.until.value))) {
      report(waiver.until.place.range,
             fmt::format("`{}` is no date; write it like 2026-01-31", waiver.until.value));
    } else {
      result_.config.waivers.push_back(std::move(waiver));
    }
  }

  void read_waiver_policy(const JsonValue& value) {
    if (!expect(value, JsonKind::object, "`waiverPolicy`")) return;
    WaiverPolicy& policy = result_.config.waiver_policy;
    for_each_known_key(value, kWaiverPolicyKeys, [&](const JsonKey& key, const JsonValue& item) {
      if (key.text == "untilRequired") {
        read_list(key.text, item, policy.until_required);
      } else if (key.text == "ownerRequired") {
        read_list(key.text, item, policy.owner_required);
      } else if (expect(item, JsonKind::number, "`maxDays`")) {
        const std::string_view digits = item.text;
        const auto [end, error] =
            std::from_chars(digits.data(), digits.data() + digits.size(), policy.max_days);
        if (error != std::errc() || end != digits.data() + digits.size() || policy.max_days == 0) {
          report(item.range, "`maxDays` must be a whole number from 1");
        }
      }
    });
  }

  void read_baseline(const JsonValue& value) {
    if (!expect(value, JsonKind::string, "`baseline`")) return;
    if (value.text.empty()) {
      report(value.range, "`baseline` names a file");
      return;
    }
    result_.config.baseline = written(value);
  }

  void read_deploy(const JsonValue& value) {
    if (!expect(value, JsonKind::object, "`deploy`")) return;
    DeploySettings& deploy = result_.config.deploy;
    for_each_known_key(value, kDeployKeys, [&](const JsonKey& key, const JsonValue& item) {
      if (key.text == "noOverwrite") {
        read_list(key.text, item, deploy.no_overwrite);
      } else if (key.text == "target") {
        deploy.target = read_word<DeployTarget>(key.text, item, "target", kTargets);
      } else {
        deploy.source_org = read_word<SourceOrg>(key.text, item, "kind of org", kSourceOrgs);
      }
    });
  }

  void read_environments(const JsonValue& value) {
    if (!expect(value, JsonKind::object, "`environments`")) return;
    for (std::size_t i = 0; i < value.keys.size(); ++i) {
      const JsonKey& key = value.keys[i];
      if (is_repeated(value, i)) continue;
      DeployEnvironment environment{written(key), {}};
      const std::size_t errors = result_.errors.size();
      read_list(fmt::format("environments.{}", key.text), value.items[i], environment.directories);
      if (result_.errors.size() != errors) continue;
      if (environment.directories.empty()) {
        report(value.items[i].range, fmt::format("the environment `{}` has no folders", key.text));
        continue;
      }
      result_.config.environments.push_back(std::move(environment));
    }
  }

  void read_client_type(const JsonValue& value, AppConfiguration& app) {
    const auto* known = std::ranges::find(kClientTypes, value.text);
    if (known == std::end(kClientTypes)) {
      report(value.inner_range(), fmt::format("`{}` is no client type; {}", value.text,
                                              nearest_or_all(value.text, kClientTypes)));
      return;
    }
    app.client_type = Configured<ClientType>{
        known == kClientTypes ? ClientType::public_client : ClientType::confidential,
        {value.file, value.inner_range()}};
  }
};

ConfigResult result_for(FileId id, std::string path) {
  ConfigResult result;
  result.config.id = id;
  result.config.path = std::move(path);
  return result;
}

}  // namespace

ConfigResult parse_config(FileId id, std::string path, std::string_view text) {
  ConfigResult result = result_for(id, std::move(path));
  ConfigReader(result, text).read();
  return result;
}

ConfigResult read_config(FileId id, std::string path, std::string_view text, JsonValue value) {
  ConfigResult result = result_for(id, std::move(path));
  set_file(value, id);
  ConfigReader(result, text).read(std::move(value));
  return result;
}

ConfigResult read_joined_config(FileId id, std::string path, JsonValue document) {
  ConfigResult result = result_for(id, std::move(path));
  // Its ranges are those of other texts.
  ConfigReader(result, {}).read(std::move(document));
  for (ConfigError& error : result.errors) {
    error.range = {};
    error.line = error.column = 1;
  }
  return result;
}

}  // namespace ecac
