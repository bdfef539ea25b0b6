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
  FileId id = FileId::none;                        ///< of the file
  std::string path = {};                           ///< "" when there is none
  std::vector<RuleSetting> rules = {};             ///< in the order of the file
  std::vector<Written<std::string>> exclude = {};  ///< gitignore patterns, from the file's folder
  std::vector<Written<std::string>> known = {};  ///< `Type:Name`, or a file from the file's folder
  /// Metadata types of which the org has nothing but what the project has
  std::vector<Written<std::string>> complete = {};
  std::vector<AppConfiguration> apps = {};
  std::vector<CredentialConfiguration> credentials = {};
  std::vector<SuppressedRules> suppressed = {};
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

inline constexpr std::string_view kConfigFileName = "ecac.json";

/// The nearest ecac.json in the folder or above it, up to the folder `last`; "" if there is none.
/// What stands above belongs to somebody else.
std::string find_config(const FileTree& tree, std::string_view directory, std::string_view last);

}  // namespace ecac
