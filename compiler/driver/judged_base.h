#pragma once

#include <span>
#include <string>
#include <vector>

#include "compiler/analysis/analysed_project.h"
#include "compiler/driver/check.h"
#include "compiler/report/paths/shown_paths.h"
#include "compiler/report/project_rules.h"
#include "compiler/report/report.h"

namespace ecac {

/// What was found in the state before a change, and what its projects had.
struct JudgedBase {
  struct ProjectBefore {
    EarlierComponents components = {};
    std::string environment = {};
    bool has_left = false;  ///< there is no project at its place any more
  };
  Report report = {};
  /// Folders of submodules that are there now and were there, but cannot be shown as they were.
  std::vector<std::string> closed = {};
  std::vector<ProjectBefore> projects = {};
  /// As ReportAssembler::secrets().
  std::vector<std::string> secrets = {};
  /// Why nobody can tell, a sentence each; then there is no report.
  std::vector<std::string> failures = {};

  /// Those of a project of today; null if it was not there. Of single ones the one that has left is
  /// the one that is here now.
  const EarlierComponents* components_of(const DiscoveredProject& discovered, bool single) const;
};

/// Judges the state before the change that a request names, as its own ecac.json describes it and
/// with its waivers, but by the rules of today: a rule that was turned on since makes nothing new.
/// Where that ecac.json cannot be used, it is the one of today. `present` and `rules` are the
/// projects of today and their rules.
JudgedBase judged_base_of(const Host& host, const CheckRequest& request, const Workspace& present,
                          std::span<const ProjectRules> rules, const ShownPaths& shown);

/// The same base with the secrets of today covered as well, without which one of its findings would
/// tell one, and be another than that of today. Judges anew only where there is a new secret.
void cover_in_base(const Host& host, const CheckRequest& request, const Workspace& present,
                   std::span<const ProjectRules> rules, const ShownPaths& shown,
                   std::span<const std::string> secrets, JudgedBase& base);

}  // namespace ecac
