#pragma once

#include <string_view>

#include "compiler/diagnostics/preset_info.h"

namespace ecac {

/// The preset of that name; UsageError with the nearest name if there is none.
const PresetInfo& require_preset(std::string_view name);

}  // namespace ecac
