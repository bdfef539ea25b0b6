#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagnostics/rule_info.h"
#include "compiler/resolve/org/run_facts.h"
#include "compiler/source/source_store.h"
#include "compiler/support/file_tree.h"
#include "compiler/syntax/json_document.h"

namespace ecac {

/// `"rules": {"SEC008": "off"}`. Whether the selector names a rule is not known here.
struct RuleSetting {
  Configured<std::string> selector = {};  ///< code, code prefix, rule name, family or ALL
  Configured<Severity> severity = {};
};

/// `{"paths": ["legacy/"], "rules": {"SEC008": "off"}}`
struct RuleOverride {
  FileId file = FileId::none;  ///< that says it; patterns are seen from its folder
  std::vector<Configured<std::string>> paths = {};  ///< gitignore patterns
  Place list = {};                                  ///< of all of them
  std::vector<RuleSetting> rules = {};
};

/// `"FLW027": "switched off until the launch"`: a rule that is silent about one app or credential,
/// and why.
struct Suppression {
  Configured<std::string> selector = {};
  Configured<std::string> reason = {};
};

/// The rules that are silent about one app or credential.
struct SuppressedRules {
  std::string name = {};
  std::vector<Suppression> rules = {};
};

/// One entry of `waivers`: findings that somebody accepts, why, and until when. What is not said
/// narrows nothing.
struct WaiverEntry {
  Place place = {};                        ///< of the whole entry
  Configured<std::string> rule = {};       ///< a selector; "" where the fingerprint says it
  Configured<std::string> component = {};  ///< `Type:Name`, with `*`
  Configured<std::string> element = {};    ///< the end of its path: `isPkceRequired`
  Configured<std::string> fingerprint = {};
  Configured<std::string> reason = {};  ///< never empty
  Configured<std::string> owner = {};
  Configured<std::string> until = {};  ///< the last day, `2026-01-31`
};

/// `"waiverPolicy"`: what waivers have to say.
struct WaiverPolicy {
  std::vector<Configured<std::string>> until_required = {};  ///< selectors of rules
  std::vector<Configured<std::string>> owner_required = {};
  unsigned max_days = 0;  ///< that an end may lie ahead; 0 is any number
};

/// What it says of the deploy.
struct DeploySettings {
  DeployTarget target = DeployTarget::unknown;
  SourceOrg source_org = SourceOrg::unknown;
  std::vector<Configured<std::string>> no_overwrite = {};  ///< `Type:Name`, or a file
};

/// `"environments": {"uat": ["src/app", "env/uat"]}`: folders, from the file's folder, that go to
/// one kind of org together.
struct DeployEnvironment {
  Configured<std::string> name = {};
  std::vector<Configured<std::string>> directories = {};
};

/// One ecac.json as written, with what it extends and what the command line adds. Paths and
/// patterns are seen from the folder of the file that says them, which their place tells.
struct Config {
  FileId id = FileId::none;  ///< of the file
  std::string path = {};     ///< "" when there is none
  /// Where the configuration stands in the file: "", or `/plugins/ecac` of a sfdx-project.json.
  std::string pointer = {};
  struct File {
    FileId id = FileId::none;
    std::string path = {};  ///< absolute
  };
  std::vector<File> extended = {};  ///< the other files, once each
  FileId settings = FileId::none;   ///< the text of what the command line adds
  JsonValue document = {};          ///< all of it joined, each value with its file
  std::optional<Configured<Mode>> mode = {};
  std::optional<Configured<std::string>> preset = {};  ///< of all_presets()
  std::optional<Configured<std::uint16_t>> api_version = {};
  std::vector<RuleSetting> rules = {};  ///< in the order of the file
  std::vector<RuleOverride> overrides = {};
  std::vector<Configured<std::string>> exclude = {};  ///< gitignore patterns
  std::vector<Configured<std::string>> known = {};    ///< `Type:Name`, or a file
  /// Metadata types of which the org has nothing but what the project has
  std::vector<Configured<std::string>> complete = {};
  std::vector<AppConfiguration> apps = {};
  std::vector<CredentialConfiguration> credentials = {};
  std::vector<SuppressedRules> suppressed = {};
  std::vector<WaiverEntry> waivers = {};
  Configured<std::string> baseline = {};               ///< a file; "" is none
  std::string baseline_path = {};                      ///< of that file, absolute
  std::vector<Configured<std::string>> enforced = {};  ///< selectors of rules that nothing waives
  WaiverPolicy waiver_policy = {};
  DeploySettings deploy = {};
  /// Where callbacks and endpoints may lead: a host or `*.` and a domain; empty is anywhere.
  std::vector<Configured<std::string>> hosts = {};
  std::vector<Configured<std::string>> schemes = {};  ///< that callbacks may have beside https
  std::vector<DeployEnvironment> environments = {};   ///< in the order of the file
  std::vector<Configured<std::string>> replaced_elsewhere = {};  ///< names of variables, with `*`
};

/// The mode of a project: the one that was asked for, else that of its configuration, else lint.
Mode mode_of(const Config& config, std::optional<Mode> asked);

/// A mistake in a configuration file: the run ends with exit code 2.
struct ConfigError {
  std::string path = {};
  TextRange range = {};
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< Unicode scalar values, from 1
  std::string message = {};
};

/// A mistake that only shows when the configuration is used, with its file, line and column.
ConfigError config_error(const SourceStore& sources, Place place, std::string message);

/// The folder that the paths of an entry are seen from.
std::string config_folder(const SourceStore& sources, Place place);

/// What the settings of the command line are called where a file is called by its path.
inline constexpr std::string_view kCommandLineConfig = "--config";
bool is_of_command_line(const SourceStore& sources, Place place);

/// A configuration as far as it could be read, and what is wrong with it.
struct ConfigResult {
  Config config = {};
  std::vector<ConfigError> errors = {};
};

/// Of one text alone.
ConfigResult parse_config(FileId id, std::string path, std::string_view text);
/// Of a value that stands in a text, as the member of another document.
ConfigResult read_config(FileId id, std::string path, std::string_view text, JsonValue value);
/// Of the joined document of texts that each were read without a mistake; what is too much only in
/// all of them together is told at the beginning of `path`.
ConfigResult read_joined_config(FileId id, std::string path, JsonValue document);

/// The nearest ecac.json in the folder or above it, up to the folder `last`; "" if there is none.
/// What stands above belongs to somebody else.
std::string find_config(const FileTree& tree, std::string_view directory, std::string_view last);

}  // namespace ecac
