#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/resolve/credential/resolved_credential.h"
#include "compiler/resolve/deploy/deploy_plan.h"
#include "compiler/resolve/deploy/manual_steps.h"
#include "compiler/resolve/org/resolved_org.h"
#include "compiler/resolve/posture/compiled_app.h"
#include "compiler/resolve/project/shown_places.h"
#include "compiler/secrets/secret_values.h"

namespace ecac {

/// What the project file says of the project as a whole.
struct ProjectDescription {
  std::string name_space = {};  ///< "" if it has none
  ApiVersion api_version = 0;
  std::string api_version_from = {};  ///< `--api-version`, `sfdx-project.json` …
  std::vector<std::string> package_directories = {};
  std::optional<Place> file = {};  ///< the project file, if there is one
  std::string root = {};           ///< folder that paths are below
};

/// All that the metadata of a project decides, every value with its reason: what documents, screens
/// and comparisons are made from. A value: it can be copied, moved and kept when the project, its
/// index and its texts are gone. Only the schema stays, which names fields and types.
struct ResolvedProject {
  std::shared_ptr<const SchemaSet> schema = {};
  ProjectDescription description = {};
  ResolvedOrg org = {};
  std::vector<WrittenSettings> org_settings = {};  ///< of types that are listed as a whole
  std::vector<CompiledApp> apps = {};              ///< by name
  /// By name; a named credential stands before an external one of the same name.
  std::vector<ResolvedCredential> credentials = {};
  DeployPlan deploy = {};
  std::vector<ManualStep> manual_steps = {};
  ShownPlaces places = {};    ///< of all values
  SecretValues secrets = {};  ///< of the files; what is shown repeats none

  /// Null if there is none of the name.
  const CompiledApp* app(std::string_view name) const;
};

}  // namespace ecac
