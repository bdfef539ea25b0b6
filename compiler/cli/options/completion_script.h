#pragma once

#include <string>

namespace ecac {

/// Scripts made from the tables of commands and options, so that they cannot fall behind them.
std::string bash_completion();
std::string zsh_completion();

}  // namespace ecac
