#pragma once

#include <string>

#include "compiler/cli/command.h"

namespace ecac {

/// The commands, one line each.
std::string overview();

/// Usage, options and examples of one command.
std::string help_of(const Command& command);

}  // namespace ecac
