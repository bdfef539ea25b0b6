#pragma once

#include <filesystem>
#include <string>

namespace ecac::tools {

/// Source of the table of JSON Schemas below `schemas/output` and `schemas/config`, by name.
std::string document_schemas_source(const std::filesystem::path& schemas);

}  // namespace ecac::tools
