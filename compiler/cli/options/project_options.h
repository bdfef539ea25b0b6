#pragma once

#include <initializer_list>
#include <vector>

#include "compiler/cli/options/options.h"

namespace ecac {

/// `own`, and after them the options of `ecac check` that tell which project is meant and how it is
/// read: for commands that look into a project.
std::vector<OptionSpec> with_project_options(std::initializer_list<OptionSpec> own);

}  // namespace ecac
