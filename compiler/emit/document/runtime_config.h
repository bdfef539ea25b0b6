#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/emit/document/document_builder.h"
#include "compiler/emit/report/json_report.h"
#include "compiler/resolve/app/resolved_app.h"
#include "compiler/resolve/org/project_context.h"

namespace ecac {

/// Version of the document's form; the schema is schemas/output/runtime-config.schema.json.
inline constexpr int kRuntimeConfigVersion = 1;

/// What the project file says of the project as a whole.
struct ProjectDescription {
  std::vector<std::string> package_directories = {};
  std::string api_version_from = {};  ///< `--api-version`, `sfdx-project.json` …
  std::optional<Place> file = {};     ///< the project file, if there is one
};

/// Writes the head of the document and what holds for the whole org.
void write_runtime_config_head(const DocumentNode& root, const ToolInfo& tool,
                               const ProjectContext& context,
                               const ProjectDescription& description);

/// The document as text: two blanks of indentation, a line end at the end.
std::string runtime_config_text(const nlohmann::json& document);

}  // namespace ecac
