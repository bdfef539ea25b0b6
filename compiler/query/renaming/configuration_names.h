#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/live/snapshot.h"
#include "compiler/query/renaming/new_name.h"

namespace ecac {

/// A place in a file of the configuration, inside its quotes, and what is to stand there.
struct ConfigurationName {
  Place place = {};
  std::string text = {};  ///< escaped
};

/// Where ecac.json, or what it extends, names a component.
std::vector<ConfigurationName> configuration_names(const Snapshot& snapshot,
                                                   const RenamedComponent& change);

/// Where `replacements` of sfdx-project.json name a file that moves; from old to new paths.
std::vector<ConfigurationName> replacement_files(const Snapshot& snapshot,
                                                 const std::map<std::string, std::string>& moves);

}  // namespace ecac
