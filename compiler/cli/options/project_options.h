#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "compiler/cli/options/options.h"

namespace ecac {

/// `own`, and after them the options of `ecac check` that tell which project is meant and how it is
/// read: for commands that look into a project.
std::vector<OptionSpec> with_project_options(std::initializer_list<OptionSpec> own);

/// `own`, and after them those options of `ecac check` that have these names; those that tell what
/// is checked stand in the group `inputs`.
std::vector<OptionSpec> with_check_options(std::initializer_list<OptionSpec> own,
                                           std::string_view inputs,
                                           std::initializer_list<std::string_view> names);

}  // namespace ecac
