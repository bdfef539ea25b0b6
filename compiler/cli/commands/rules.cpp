#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/command.h"
#include "compiler/cli/options/preset_option.h"
#include "compiler/cli/options/usage_error.h"
#include "compiler/cli/output/color.h"
#include "compiler/diagnostics/rule_selector.h"
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

/// Those that any of the selectors means; all where there is none.
static std::vector<const RuleInfo*> selected_rules(const std::vector<std::string>& selectors) {
  for (const std::string& selector : selectors) {
    if (const auto known = check_selector(selector); !known)
      throw UsageError(known.error().message);
  }
  std::vector<const RuleInfo*> rules;
  for (const RuleInfo& rule : all_rules()) {
    const bool selected =
        selectors.empty() || std::any_of(selectors.begin(), selectors.end(),
                                         [&](const auto& each) { return selects(each, rule); });
    if (selected) rules.push_back(&rule);
  }
  return rules;
}

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (std::optional<std::string> name = arguments.last("preset")) {
    const PresetInfo& preset = require_preset(*name);
    if (!arguments.positional.empty()) throw UsageError("--preset shows a page, without rules");
    if (arguments.last("output-format") == "json") {
      throw UsageError("--preset shows a page; the JSON of all rules has the presets too");
    }
    world.out << explain_page(preset.page, wants_color(arguments, world));
    return ExitCode::clean;
  }
  const std::vector<const RuleInfo*> rules = selected_rules(arguments.positional);
  if (arguments.last("output-format") == "json") {
    world.out << rules_json(rules,
                            {.version = version(), .documentation_url = documentation_url()});
  } else {
    world.out << rules_text(rules, wants_color(arguments, world));
  }
  return ExitCode::clean;
}

}  // namespace rules_command

const Command kRulesCommand = {
    .name = "rules",
    .summary = "Lists rules with the gravest severity that each can have in each mode.",
    .usage = "[OPTIONS] [RULES...]",
    .details = "RULES are codes, beginnings of codes, names or families; all rules without them.",
    .examples =
        "  ecac rules\n  ecac rules SEC MCP\n  ecac rules --output-format json\n  ecac rules "
        "--preset partner\n",
    .options = rules_command::kOptions,
    .run = rules_command::run,
};

}  // namespace ecac
