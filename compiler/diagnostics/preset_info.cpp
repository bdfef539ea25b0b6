#include "compiler/diagnostics/preset_info.h"

#include <algorithm>

namespace ecac {

const PresetInfo* find_preset(std::string_view name) {
  const std::span<const PresetInfo> presets = all_presets();
  const auto found = std::find_if(presets.begin(), presets.end(),
                                  [&](const PresetInfo& preset) { return preset.name == name; });
  return found == presets.end() ? nullptr : &*found;
}

}  // namespace ecac
