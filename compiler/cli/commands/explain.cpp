#include <array>
#include <string>
#include <vector>

#include "compiler/cli/color.h"
#include "compiler/cli/command.h"
#include "compiler/cli/unknown_rule.h"
#include "compiler/cli/usage_error.h"
#include "compiler/diagnostics/rule_info.h"
#include "compiler/emit/explain_page.h"

namespace ecac {
namespace explain_command {

static constexpr std::array<OptionSpec, 2> kOptions = {kColorOption, kHelpOption};

static ExitCode run(const ParsedArguments& arguments, const World& world) {
  if (arguments.positional.empty()) {
    throw UsageError("`ecac explain` needs a rule, such as SCH001 or unknown-element");
  }
  std::vector<const RuleInfo*> rules;
  for (const std::string& word : arguments.positional) {
    const RuleInfo* rule = find_rule(word);
    if (!rule) throw UsageError(unknown_rule(word));
    rules.push_back(rule);
  }
  bool color = wants_color(arguments, world);
  for (std::size_t i = 0; i < rules.size(); ++i) {
    if (i > 0) world.out << '\n';
    world.out << explain_page(rules[i]->page, color);
  }
  return ExitCode::clean;
}

}  // namespace explain_command

const Command kExplainCommand = {
    .name = "explain",
    .summary = "Shows what a rule is about, with examples of what it reports and what it does not.",
    .usage = "[OPTIONS] RULE...",
    .details = "RULE is a code (SCH001) or a name (unknown-element).",
    .examples = "  ecac explain SCH001\n  ecac explain not-well-formed unknown-element\n",
    .options = explain_command::kOptions,
    .run = explain_command::run,
};

}  // namespace ecac
