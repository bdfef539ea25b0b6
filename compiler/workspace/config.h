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
#include "compiler/workspace/written.h"

namespace ecac {

/// `"rules": {"SEC008": "off"}`. Whether the selector names a rule is not known here.
struct RuleSetting {
  Written<std::string> selector = {};  ///< code, code prefix, rule name, family or ALL
  Written<Severity> severity = {};
};

/// `{"paths": ["legacy/"], "rules": {"SEC008": "off"}}`
struct RuleOverride {
  std::vector<Written<std::string>> paths = {};  ///< gitignore patterns, from the file's folder
  std::vector<RuleSetting> rules = {};
};

/// `"FLW027": "switched off until the launch"`: a rule that is silent about one app or credential,
/// and why.
struct Suppression {
  Written<std::string> selector = {};
  Written<std::string> reason = {};
};

/// The rules that are silent about one app or credential.
struct SuppressedRules {
  std::string name = {};
  std::vector<Suppression> rules = {};
};

/// One entry of `waivers`: findings that somebody accepts, why, and until when. What is not said
/// narrows nothing.
struct WaiverEntry {
  TextRange range = {};                 ///< of the whole entry
  Written<std::string> rule = {};       ///< a selector; "" where the fingerprint says it
  Written<std::string> component = {};  ///< `Type:Name`, with `*`
  Written<std::string> element = {};    ///< the end of its path: `isPkceRequired`
  Written<std::string> fingerprint = {};
  Written<std::string> reason = {};  ///< never empty
  Written<std::string> owner = {};
  Written<std::string> until = {};  ///< the last day, `2026-01-31`
};

/// `"waiverPolicy"`: what waivers have to say.
struct WaiverPolicy {
  std::vector<Written<std::string>> until_required = {};  ///< selectors of rules
  std::vector<Written<std::string>> owner_required = {};
  unsigned max_days = 0;  ///< that an end may lie ahead; 0 is any number
};

/// What it says of the deploy.
struct DeploySettings {
  DeployTarget target = DeployTarget::unknown;
  SourceOrg source_org = SourceOrg::unknown;
  std::vector<Written<std::string>> no_overwrite =
      {};  ///< `Type:Name`, or a file from the file's folder
};

/// `"environments": {"uat": ["src/app", "env/uat"]}`: folders, from the file's folder, that go to
/// one kind of org together.
struct DeployEnvironment {
  Written<std::string> name = {};
  std::vector<Written<std::string>> directories = {};
};

/// One ecac.json as written.
struct Config {
  FileId id = FileId::none;             ///< of the file
  std::string path = {};                ///< "" when there is none
  std::vector<RuleSetting> rules = {};  ///< in the order of the file
  std::vector<RuleOverride> overrides = {};
  std::vector<Written<std::string>> exclude = {};  ///< gitignore patterns, from the file's folder
  std::vector<Written<std::string>> known = {};  ///< `Type:Name`, or a file from the file's folder
  /// Metadata types of which the org has nothing but what the project has
  std::vector<Written<std::string>> complete = {};
  std::vector<AppConfiguration> apps = {};
  std::vector<CredentialConfiguration> credentials = {};
  std::vector<SuppressedRules> suppressed = {};
  std::vector<WaiverEntry> waivers = {};
  Written<std::string> baseline = {};               ///< a file, from the file's folder; "" is none
  std::vector<Written<std::string>> enforced = {};  ///< selectors of rules that nothing waives
  WaiverPolicy waiver_policy = {};
  DeploySettings deploy = {};
  std::vector<DeployEnvironment> environments = {};           ///< in the order of the file
  std::vector<Written<std::string>> replaced_elsewhere = {};  ///< names of variables, with `*`
};

/// A mistake in a configuration file: the run ends with exit code 2.
struct ConfigError {
  std::string path = {};
  TextRange range = {};
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< Unicode scalar values, from 1
  std::string message = {};
};

/// A mistake that only shows when the configuration is used, with its line and column.
ConfigError config_error(const SourceStore& sources, const Config& config, TextRange range,
                         std::string message);

/// A configuration as far as it could be read, and what is wrong with it.
struct ConfigResult {
  Config config = {};
  std::vector<ConfigError> errors = {};
};

ConfigResult parse_config(FileId id, std::string path, std::string_view text);

/// The nearest ecac.json in the folder or above it, up to the folder `last`; "" if there is none.
/// What stands above belongs to somebody else.
std::string find_config(const FileTree& tree, std::string_view directory, std::string_view last);

}  // namespace ecac
