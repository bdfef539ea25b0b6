#include "compiler/cli/options/preset_option.h"

#include <string>
#include <vector>

#include "compiler/cli/options/usage_error.h"
#include "compiler/support/edit_distance.h"

namespace ecac {

const PresetInfo& require_preset(std::string_view name) {
  if (const PresetInfo* preset = find_preset(name)) return *preset;
  std::vector<std::string_view> names;
  for (const PresetInfo& preset : all_presets()) names.push_back(preset.name);
  std::string_view near = nearest_word(name, names);
  std::string message = "no preset is called `" + std::string(name) + "`; ";
  if (near.empty()) throw UsageError(message + "`ecac rules` lists them");
  throw UsageError(message + "did you mean `" + std::string(near) + "`?");
}

}  // namespace ecac
