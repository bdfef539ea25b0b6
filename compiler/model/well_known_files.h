#pragma once

#include <string_view>

namespace ecac {

/// The file of a Salesforce DX project, in its root (Salesforce DX Developer Guide, "Project
/// Configuration File").
inline constexpr std::string_view kProjectFileName = "sfdx-project.json";

/// What a team tells ecac.
inline constexpr std::string_view kConfigFileName = "ecac.json";

}  // namespace ecac
