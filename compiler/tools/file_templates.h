#pragma once

#include <filesystem>
#include <string>

namespace ecac::tools {

/// Source of the table of the templates below `schemas/templates`, by name. Throws InputError for
/// one without a head.
std::string file_templates_source(const std::filesystem::path& schemas);

}  // namespace ecac::tools
