#pragma once

#include <span>
#include <string_view>

#include "compiler/cli/options/options.h"
#include "compiler/cli/world.h"

namespace ecac {

/// A command as data: what `help` and `completion` tell of it, and the function that runs it.
struct Command {
  std::string_view name = {};
  std::string_view summary = {};
  std::string_view usage = {};     ///< arguments behind the name
  std::string_view details = {};   ///< a paragraph or two under the usage
  std::string_view examples = {};  ///< lines, ready to print
  std::span<const OptionSpec> options = {};
  ExitCode (*run)(const ParsedArguments& arguments, const World& world) = nullptr;
};

extern const Command kCheckCommand;
extern const Command kFormatCommand;
extern const Command kCompileCommand;
extern const Command kPlanCommand;
extern const Command kExplainCommand;
extern const Command kWaiveCommand;
extern const Command kRulesCommand;
extern const Command kSchemaCommand;
extern const Command kLspCommand;
extern const Command kCompletionCommand;
extern const Command kHelpCommand;
extern const Command kVersionCommand;

/// All commands in the order in which they are listed.
std::span<const Command* const> all_commands();
const Command* find_command(std::string_view name);

/// Reads the arguments behind the program's name, runs the command, and says what went wrong.
ExitCode run_command(std::span<const std::string> arguments, const World& world);

/// Our version, from the build.
std::string_view version();
std::string_view documentation_url();

}  // namespace ecac
