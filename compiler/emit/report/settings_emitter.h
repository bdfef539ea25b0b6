#pragma once

#include <string>

#include "compiler/emit/report/json_report.h"
#include "compiler/report/selection/settings_report.h"

namespace ecac {

/// The settings as a document of schemas/output/settings.schema.json.
std::string emit_settings_json(const SettingsReport& report, const ToolInfo& tool);

/// A line each, below the project.
std::string emit_settings_text(const SettingsReport& report);

}  // namespace ecac
