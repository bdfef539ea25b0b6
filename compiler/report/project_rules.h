#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/report/selection/path_overrides.h"
#include "compiler/report/selection/rule_selection.h"
#include "compiler/report/waivers.h"
#include "compiler/source/source_store.h"
#include "compiler/workspace/config.h"

namespace ecac {

/// What the command line says of rules, for all projects.
struct RuleRequest {
  std::optional<Mode> mode = {};         ///< none: as the configuration says it
  std::string preset = {};               ///< "": as the configuration says it
  std::vector<std::string> select = {};  ///< rule selectors; none is all
  std::vector<std::string> ignore = {};
};

/// Presets and selectors of the command line that mean nothing, one sentence each.
std::vector<std::string> problems_of(const RuleRequest& request);

/// An entry of ecac.json that an enforced rule does not heed.
struct RefusedEntry {
  std::string selector = {};
  Place place = {};
  bool waives = false;  ///< otherwise it sets a severity
};

/// Which rules speak about a project, and how severely: command line and its ecac.json together.
struct ProjectRules {
  RuleSelection selection;
  PathOverrides overrides = {};
  WaiverTable waivers = {};
  WaiverList waiver_list = {};
  WaiverPolicy waiver_policy = {};
  /// Entries of ecac.json that would silence an enforced rule, and do not.
  std::vector<RefusedEntry> refused = {};
  std::vector<ConfigError> errors = {};  ///< entries of ecac.json that mean no rule
};

/// The store is asked for the lines of mistakes.
ProjectRules rules_of(const RuleRequest& request, const Config& config, const SourceStore& sources);

}  // namespace ecac
