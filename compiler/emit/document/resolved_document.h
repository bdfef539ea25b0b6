#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "compiler/emit/report/json_report.h"
#include "compiler/resolve/project/resolved_project.h"

namespace ecac {

/// Version of the document's form; the schema is schemas/output/runtime-config.schema.json.
inline constexpr int kRuntimeConfigVersion = 2;

/// The resolved project as the JSON document of docs/resolved-format.md, with the reason for every
/// value; the same bytes for the same project. No secret gets into it.
std::string resolved_document(const ResolvedProject& project, const ToolInfo& tool);

/// A document as text: two blanks of indentation, a line end at the end; without `secrets` that a
/// value of it repeats.
std::string document_text(nlohmann::json document, const SecretValues& secrets);

}  // namespace ecac
