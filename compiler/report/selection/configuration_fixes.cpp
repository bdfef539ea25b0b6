#include "compiler/report/selection/configuration_fixes.h"

#include "compiler/support/limits.h"
#include "compiler/support/path_text.h"
#include "compiler/support/utf8.h"
#include "compiler/workspace/config.h"

namespace ecac {

std::optional<RealisedFix> ConfigurationFixes::removal(Place entry,
                                                       const std::string& project_root) {
  if (is_of_command_line(sources_, entry) || !is_within(sources_.path(entry.file), project_root)) {
    return std::nullopt;
  }
  // Each costs a look through the members around it.
  if (++made_[entry.file] > limits::kWaivers) return std::nullopt;
  return realiser_.realise({.operations = {RemoveJsonValue{JsonPlace::at(entry)}}}, entry.file);
}

bool ConfigurationFixes::read(FileId file, std::string& text) {
  const auto source = sources_.get(file);
  if (source == nullptr || !is_valid_utf8(source->bytes())) return false;
  text = source->bytes();
  return true;
}

}  // namespace ecac
