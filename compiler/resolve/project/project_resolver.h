#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "compiler/resolve/org/run_facts.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// The apps and credentials that are asked for, by their names. Neither means everything; who names
/// credentials alone wants no app, and the other way round.
struct ProjectSelection {
  std::vector<std::string> apps = {};
  std::vector<std::string> credentials = {};

  bool is_everything() const { return apps.empty() && credentials.empty(); }
};

/// What was named and is not there, one sentence each.
std::vector<std::string> unknown_names(const ProjectContext& context,
                                       const ProjectSelection& selection);

/// What a project is resolved from, besides its files.
struct ProjectSurroundings {
  ProjectDescription description = {};
  const RunFacts& run;  ///< borrowed
  PlaceFinder place = {};
  /// What an earlier state deployed, where one is compared.
  std::optional<std::span<const DeployComponent>> earlier = {};
};

/// Works out everything that is asked for. With a selection, the deploy is that of what was named
/// and of what it needs.
ResolvedProject resolve_project(const ProjectContext& context, const ProjectSelection& selection,
                                ProjectSurroundings surroundings);

/// Apps and credentials by themselves, as an editor asks for them: without settings of the org, the
/// deploy, what is left to do, and secrets, which whoever shows them has to know. Costs what they
/// cost, however large the project is.
ResolvedProject resolve_components(const ProjectContext& context, std::span<const AppName> apps,
                                   std::span<const SymbolId> credentials, const PlaceFinder& place);

/// Tells for each effect of a deploy whether it is one already in an earlier state of the project.
void mark_changes(ResolvedProject& project, std::span<const ResolvedProject> earlier);

}  // namespace ecac
