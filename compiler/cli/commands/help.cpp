#include <array>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/help_text.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"

namespace ecac {
namespace help_command {

static constexpr std::array<OptionSpec, 1> kOptions = {kHelpOption};

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (arguments.positional.empty()) {
    world.out << overview();
    return ExitCode::clean;
  }
  for (const std::string& name : arguments.positional) {
    const Command* command = find_command(name);
    if (!command) {
      std::vector<std::string_view> known;
      for (const Command* one : all_commands()) known.push_back(one->name);
      throw UsageError("unknown command `" + name + "`" + did_you_mean(name, known));
    }
    world.out << help_of(*command);
  }
  return ExitCode::clean;
}

}  // namespace help_command

const Command kHelpCommand = {
    .name = "help",
    .summary = "Tells what the commands do and take.",
    .usage = "[COMMAND...]",
    .examples = "  ecac help check\n",
    .options = help_command::kOptions,
    .run = help_command::run,
};

}  // namespace ecac
