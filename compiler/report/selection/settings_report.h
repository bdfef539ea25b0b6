#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/fix.h"

namespace ecac {

/// Where a setting stands in a file.
struct SettingPlace {
  std::string path = {};       ///< as people are shown it
  std::string root_path = {};  ///< as machines are
  std::uint32_t line = 1;
  std::uint32_t column = 1;  ///< Unicode scalar values, from 1
};

/// A setting in force: of which project, what, and where it comes from. Those of a configuration
/// are called by their keys, as `--config` takes them; an entry of a list by the key of the list.
struct ShownSetting {
  std::string project = {};
  std::string name = {};
  std::string value = {};
  std::string origin = {};                 ///< a file, an option, or what is so without both
  std::optional<SettingPlace> place = {};  ///< of one that stands in a file
};

/// The configuration of a project, with all it extends.
struct ShownConfiguration {
  std::string project = {};
  NewJsonValue document = {};
};

/// What `--show-settings` shows.
struct SettingsReport {
  std::vector<ShownSetting> settings = {};
  std::vector<ShownConfiguration> configurations = {};
};

}  // namespace ecac
