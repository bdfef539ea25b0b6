#include "compiler/cli/command.h"

#include <fmt/format.h>

#include <array>
#include <exception>
#include <string>
#include <vector>

#include "compiler/cli/options/help_text.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/tell.h"

#ifndef ECAC_DOCUMENTATION_URL
#define ECAC_DOCUMENTATION_URL ""
#endif

namespace ecac {

std::string_view version() {
  return ECAC_VERSION;
}
std::string_view documentation_url() {
  return ECAC_DOCUMENTATION_URL;
}

std::span<const Command* const> all_commands() {
  static constexpr std::array<const Command*, 12> kCommands = {
      &kCheckCommand,   &kFormatCommand,     &kCompileCommand, &kPlanCommand,
      &kExplainCommand, &kWaiveCommand,      &kRulesCommand,   &kSchemaCommand,
      &kLspCommand,     &kCompletionCommand, &kHelpCommand,    &kVersionCommand};
  return kCommands;
}

const Command* find_command(std::string_view name) {
  for (const Command* command : all_commands()) {
    if (command->name == name) return command;
  }
  return nullptr;
}

namespace {

UsageError unknown_command(const std::string& word) {
  std::vector<std::string_view> known;
  for (const Command* command : all_commands()) known.push_back(command->name);
  std::string hint = did_you_mean(word, known);
  bool path = word.find_first_of("/.") != std::string::npos;
  if (hint.empty() && path) hint = "; to check a path, write `ecac check " + word + "`";
  if (hint.empty()) hint = "; `ecac help` lists the commands";
  if (word.starts_with('-')) return UsageError("unknown option `" + word + "`" + hint);
  return UsageError("unknown command `" + word + "`" + hint);
}

ExitCode dispatch(std::span<const std::string> arguments, const World& world) {
  if (arguments.empty()) {
    world.err << overview();
    return ExitCode::failure;
  }
  const std::string& name = arguments.front();
  std::span<const std::string> rest = arguments.subspan(1);
  if (name == "--version" || name == "-V") return kVersionCommand.run({}, world);
  if (name == "--help" || name == "-h") return kHelpCommand.run({}, world);
  const Command* command = find_command(name);
  if (!command) throw unknown_command(name);
  ParsedArguments parsed = parse_arguments(rest, command->options);
  tell_all(world, parsed.remarks);
  if (parsed.has("help")) {
    world.out << help_of(*command);
    return ExitCode::clean;
  }
  // Paths are seen from there. Nothing at all would make the whole disk of them.
  const bool reads_files =
      command != &kCompletionCommand && command != &kHelpCommand && command != &kVersionCommand;
  if (reads_files && world.current_directory.empty()) {
    throw UsageError("the current folder is gone; change to one that exists");
  }
  return command->run(parsed, world);
}

}  // namespace

ExitCode run_command(std::span<const std::string> arguments, const World& world) {
  ExitCode code = ExitCode::failure;
  try {
    code = dispatch(arguments, world);
  } catch (const UsageError& error) {
    tell(world, error.what());
  } catch (const std::exception& error) {
    tell(world, fmt::format("internal error: {}", error.what()));
  }
  world.out.flush();
  if (!world.out) {
    std::string reason = world.out_failure ? world.out_failure() : std::string();
    if (reason != "quiet") {
      tell(world,
           "cannot write to standard output" + (reason.empty() ? std::string() : ": " + reason));
    }
    code = ExitCode::failure;
  }
  world.err.flush();
  return code;
}

}  // namespace ecac
