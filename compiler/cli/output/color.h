#pragma once

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"

namespace ecac {

inline constexpr OptionSpec kColorOption = {
    .name = "color",
    .value = OptionValue::choice,
    .placeholder = "WHEN",
    .choices = "auto always never",
    .help = "colours: auto (default), always or never; auto heeds NO_COLOR and FORCE_COLOR"};

inline constexpr OptionSpec kHelpOption = {.name = "help", .letter = 'h', .help = "this text"};

/// Whether what goes to standard output is to be coloured: `--color`, else NO_COLOR, else
/// FORCE_COLOR, else whether it is a terminal.
bool wants_color(const ParsedArguments& arguments, const World& world);

}  // namespace ecac
