#include <array>

#include "compiler/cli/command.h"
#include "compiler/cli/options/completion_script.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"

namespace ecac {
namespace completion_command {

static constexpr std::array<OptionSpec, 1> kOptions = {kHelpOption};

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  static constexpr std::array<std::string_view, 2> kShells = {"bash", "zsh"};
  if (arguments.positional.size() != 1) {
    throw UsageError("`ecac completion` needs the name of a shell: bash or zsh");
  }
  const std::string& shell = arguments.positional.front();
  if (shell == "bash") {
    world.out << bash_completion();
  } else if (shell == "zsh") {
    world.out << zsh_completion();
  } else {
    std::string hint = did_you_mean(shell, kShells);
    throw UsageError("no completion for shell `" + shell + "`" +
                     (hint.empty() ? "; known are bash and zsh" : hint));
  }
  return ExitCode::clean;
}

}  // namespace completion_command

const Command kCompletionCommand = {
    .name = "completion",
    .summary = "Prints a script that completes commands, options and values in a shell.",
    .usage = "bash|zsh",
    .examples =
        "  source <(ecac completion bash)\n"
        "  ecac completion zsh > ~/.zfunc/_ecac\n",
    .options = completion_command::kOptions,
    .run = completion_command::run,
};

}  // namespace ecac
