#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// A component as a manifest names it.
struct PlanMember {
  std::string type = {};
  std::string name = {};
  std::string path = {};    ///< below the project's root; "" of what is removed
  std::string effect = {};  ///< what stops with what is removed
};

/// A file of a stage; its name is below the stage's folder.
struct PlanFile {
  std::string name = {};
  std::string text = {};     ///< if it is no copy
  std::string copy_of = {};  ///< path of a file; "" if it is none
  bool if_there = false;     ///< nothing is missing where that file is not
};

/// One run of a deploy.
struct PlanStage {
  std::string folder = {};                ///< `02-apps`: sorted by name, the folders are in order
  std::optional<DeployStage> stage = {};  ///< none of a stage that removes something
  std::string_view id = {};
  std::string_view why = {};
  bool removes = false;
  bool is_package = false;      ///< the folder holds the metadata files too
  bool runs_tests = false;      ///< production runs Apex tests of what it holds
  bool brings_warning = false;  ///< the org answers the deploy with one, whatever it finds
  std::vector<PlanMember> members = {};
  std::vector<PlanFile> files = {};  ///< manifests
};

/// The project is a folder of metadata files as the Metadata API takes them, and no source project
/// out of which the `sf` CLI could make such.
bool is_metadata_format(const ResolvedProject& project);

/// Deploys in their order, and after them what can be removed in its own.
std::vector<PlanStage> plan_stages(const ResolvedProject& project);

/// The command of the `sf` CLI for a stage whose folder lies in `folder`.
std::string stage_command(const PlanStage& stage, std::string_view folder);

}  // namespace ecac
