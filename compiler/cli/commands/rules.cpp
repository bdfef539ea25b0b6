#include <array>

#include "compiler/cli/color.h"
#include "compiler/cli/command.h"
#include "compiler/cli/usage_error.h"
#include "compiler/emit/rules_list.h"

namespace ecac {
namespace rules_command {

static constexpr std::array<OptionSpec, 3> kOptions = {OptionSpec{.name = "output-format",
                                                                  .value = OptionValue::choice,
                                                                  .placeholder = "FORMAT",
                                                                  .choices = "text json",
                                                                  .help = "text (default) or json"},
                                                       kColorOption, kHelpOption};

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (!arguments.positional.empty()) {
    throw UsageError("`ecac rules` takes no argument; `ecac explain " +
                     arguments.positional.front() + "` shows one rule");
  }
  if (arguments.last("output-format") == "json") {
    world.out << rules_json({.version = version(), .documentation_url = documentation_url()});
  } else {
    world.out << rules_text(wants_color(arguments, world));
  }
  return ExitCode::clean;
}

}  // namespace rules_command

const Command kRulesCommand = {
    .name = "rules",
    .summary = "Lists all rules with the gravest severity that each can have in each mode.",
    .usage = "[OPTIONS]",
    .examples = "  ecac rules\n  ecac rules --output-format json\n",
    .options = rules_command::kOptions,
    .run = rules_command::run,
};

}  // namespace ecac
