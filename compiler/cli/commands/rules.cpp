#include <array>
#include <optional>
#include <string>

#include "compiler/cli/command.h"
#include "compiler/cli/options/preset_option.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/emit/screen/explain_page.h"
#include "compiler/emit/screen/rules_list.h"

namespace ecac {
namespace rules_command {

static constexpr std::array<OptionSpec, 4> kOptions = {
    OptionSpec{.name = "output-format",
               .value = OptionValue::choice,
               .placeholder = "FORMAT",
               .choices = "text json",
               .help = "text (default) or json"},
    OptionSpec{.name = "preset",
               .value = OptionValue::word,
               .placeholder = "NAME",
               .help = "explain a preset: the severities it sets, and why"},
    kColorOption, kHelpOption};

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (!arguments.positional.empty()) {
    throw UsageError("`ecac rules` takes no argument; `ecac explain " +
                     arguments.positional.front() + "` shows one rule");
  }
  if (std::optional<std::string> name = arguments.last("preset")) {
    const PresetInfo& preset = require_preset(*name);
    if (arguments.last("output-format") == "json") {
      throw UsageError("--preset shows a page; the JSON of all rules has the presets too");
    }
    world.out << explain_page(preset.page, wants_color(arguments, world));
    return ExitCode::clean;
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
    .examples = "  ecac rules\n  ecac rules --output-format json\n  ecac rules --preset partner\n",
    .options = rules_command::kOptions,
    .run = rules_command::run,
};

}  // namespace ecac
