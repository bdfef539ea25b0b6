#include "compiler/cli/command.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "compiler/cli/options/completion_script.h"
#include "compiler/cli/options/help_text.h"
#include "compiler/diagnostics/rule_info.h"
#include "tests/unit/cli/cli_run.h"

namespace ecac {
namespace {

TEST(Command, VersionAndHelpAreClean) {
  CliRun run;
  EXPECT_EQ(run({"--version"}), 0);
  EXPECT_TRUE(run.out.starts_with("ecac "));
  EXPECT_EQ(run({"version"}), 0);
  EXPECT_EQ(run({"--help"}), 0);
  for (const Command* command : all_commands()) {
    EXPECT_NE(run.out.find(command->name), std::string::npos);
  }
  EXPECT_EQ(run({"help", "check"}), 0);
  std::string by_help = run.out;
  EXPECT_EQ(run({"check", "--help"}), 0);
  EXPECT_EQ(run.out, by_help);
  EXPECT_EQ(run({"check", "-h"}), 0);
}

TEST(Command, WithoutACommandTellsWhatThereIs) {
  CliRun run;
  EXPECT_EQ(run({}), 2);
  EXPECT_EQ(run.out, "");
  EXPECT_NE(run.err.find("Usage: ecac COMMAND"), std::string::npos);
}

struct UsageCase {
  std::vector<std::string> arguments;
  std::string_view says;
};

TEST(Command, UsageErrorsAreOneLineAndCode2) {
  const UsageCase cases[] = {
      {{"chekc"}, "unknown command `chekc`; did you mean `check`?"},
      {{"samples/portal"}, "`ecac check samples/portal`"},
      {{"--verion"}, "unknown option `--verion`"},
      {{"check", "--selct", "SCH"}, "unknown option `--selct`; did you mean `--select`?"},
      {{"check", "--sel", "SCH"}, "unknown option `--sel`; did you mean `--select`?"},
      {{"check", "-x"}, "unknown option `-x`"},
      {{"check", "--format", "json"}, "unknown option `--format`; did you mean `--output-format`?"},
      {{"explain", "--app", "Portal", "--output-format", "json"},
       "`ecac compile` writes what apps and credentials do as json"},
      {{"check", "--mode", "lnt"}, "`lnt` is no value of --mode; did you mean `lint`?"},
      {{"check", "--mode"}, "option `--mode` needs a value"},
      {{"check", "--since", "--staged"},
       "option `--since` needs a value, and `--staged` behind it looks like an option; a value "
       "that "
       "begins so is written `--since=--staged`"},
      {{"check", "--baseline", "--prune-baseline"}, "option `--baseline` needs a value, and "},
      {{"check", "-o", "-q"}, "option `--output-file` needs a value"},
      {{"waive", "0123456789abcdef", "--reason", "--owner"},
       "option `--reason` needs a value, and"},
      {{"check", "--quiet=1"}, "option `--quiet` takes no value"},
      {{"check", "--level", "all"}, "known are error, warning, info"},
      {{"check", "--select", "unknown-elment"}, "did you mean `unknown-element`"},
      {{"check", "--ignore", "SCH0001"}, "did you mean `SCH001`"},
      {{"check", "--api-version", "new"}, "`new` is no API version"},
      {{"check", "--jobs", "0"}, "`0` is no number of threads"},
      {{"check", "--now", "2026-02-29"}, "`2026-02-29` is no date"},
      {{"check", "-"}, "`-` needs --stdin-filename"},
      {{"check", "--stdin-filename", "x"}, "needs `-` among the paths"},
      {{"check", "--fix", "--diff"}, "exclude each other"},
      {{"check", "--diff", "--env-file", "x"}, "cannot be used with --env-file"},
      {{"check", "--env-file", "none"}, "cannot read none: no such file or folder"},
      {{"check", "--unsafe-fixes"}, "add --fix or, to look first, --diff"},
      {{"check", "--show-fixes"}, "--show-fixes does nothing alone"},
      {{"check", "--isolated", "--config", "x"}, "exclude each other"},
      {{"check", "--output-format", "json", "--output-format", "full"}, "standard output"},
      {{"check", "-o", "x.json", "-o", "x.json"}, "two reports"},
      {{"explain"}, "needs a rule"},
      {{"explain", "SCH0001"}, "unknown rule `SCH0001`; did you mean `SCH001`?"},
      {{"explain", "SEC"}, "`SEC` means several rules, or a case of one; `ecac rules SEC`"},
      {{"rules", "unknown-elment"}, "did you mean `unknown-element`"},
      {{"rules", "--preset", "strict", "SEC"}, "--preset shows a page"},
      {{"schema", "ExternalClientApp1ication"}, "did you mean `ExternalClientApplication`?"},
      {{"completion"}, "bash or zsh"},
      {{"completion", "fish"}, "fish"},
      {{"help", "chek"}, "did you mean `check`?"},
  };
  for (const UsageCase& c : cases) {
    CliRun run;
    std::vector<std::string> all(c.arguments);
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in;
    test::MemoryFileWriter writer(run.files);
    World world{.files = run.files,
                .writer = writer,
                .current_directory = "/work",
                .in = in,
                .out = out,
                .err = err};
    EXPECT_EQ(static_cast<int>(run_command(all, world)), 2) << c.says;
    EXPECT_EQ(out.str(), "") << c.says;
    EXPECT_NE(err.str().find(c.says), std::string::npos) << err.str() << "expected " << c.says;
    EXPECT_TRUE(err.str().starts_with("ecac: ")) << err.str();
    EXPECT_EQ(err.str().find('\n'), err.str().size() - 1) << err.str();
  }
}

TEST(Command, ExplainFindsRulesByCodeAndName) {
  CliRun run;
  EXPECT_EQ(run({"explain", "SCH001"}), 0);
  std::string by_code = run.out;
  EXPECT_TRUE(by_code.starts_with("unknown-element (SCH001)\n")) << by_code;
  EXPECT_EQ(by_code.find("<!-- expect"), std::string::npos);
  EXPECT_EQ(run({"explain", "unknown-element"}), 0);
  EXPECT_EQ(run.out, by_code);
}

TEST(Command, EveryPageCanBeExplained) {
  CliRun run;
  for (const RuleInfo& rule : all_rules()) {
    EXPECT_EQ(run({"explain", std::string(rule.code)}), 0);
    EXPECT_NE(run.out.find(rule.name), std::string::npos);
    EXPECT_EQ(run.out.find("expect-next"), std::string::npos) << rule.code;
    EXPECT_EQ(run.out.find("```"), std::string::npos) << rule.code;
  }
}

TEST(Command, RulesListsWhatSelectorsMean) {
  CliRun run;
  EXPECT_EQ(run({"rules", "MCP", "client-type-not-declared"}), 0);
  EXPECT_NE(run.out.find("MCP001  "), std::string::npos);
  EXPECT_NE(run.out.find("FLW038  "), std::string::npos);
  EXPECT_EQ(run.out.find("SCH001  "), std::string::npos);
  EXPECT_EQ(run.out.find("PRESETS"), std::string::npos);
  EXPECT_EQ(run({"rules", "SCH001", "--output-format", "json"}), 0);
  const auto json = nlohmann::json::parse(run.out);
  ASSERT_EQ(json["rules"].size(), 1U);
  EXPECT_EQ(json["rules"][0]["code"], "SCH001");
}

TEST(Command, RulesAndSchemaAreJsonOnRequest) {
  CliRun run;
  EXPECT_EQ(run({"rules", "--output-format", "json"}), 0);
  EXPECT_TRUE(nlohmann::json::accept(run.out));
  EXPECT_EQ(run({"schema", "--output-format=json"}), 0);
  EXPECT_TRUE(nlohmann::json::accept(run.out));
  EXPECT_EQ(run({"schema", "eca", "--output-format", "xsd"}), 0);
  EXPECT_NE(run.out.find("<xs:schema"), std::string::npos);
}

TEST(Command, APageComesAsMarkdownOrItsRuleAsJson) {
  CliRun run;
  EXPECT_EQ(run({"explain", "SCH001", "--output-format", "markdown"}), 0);
  EXPECT_EQ(run.out, find_rule("SCH001")->page);
  EXPECT_EQ(run({"explain", "SCH001", "unknown-oauth-scope", "--output-format", "json"}), 0);
  const auto some = nlohmann::json::parse(run.out);
  EXPECT_EQ(run({"rules", "--output-format", "json"}), 0);
  const auto all = nlohmann::json::parse(run.out);
  ASSERT_EQ(some["rules"].size(), 2);
  for (const auto& rule : some["rules"]) {
    EXPECT_EQ(std::ranges::count(all["rules"], rule), 1) << rule;
  }
}

TEST(Command, WhatIsPrintedIsChosenWithOneOption) {
  for (const Command* command : all_commands()) {
    for (const OptionSpec& option : command->options) EXPECT_NE(option.name, "format");
  }
  for (const Command* command : {&kCheckCommand, &kCompileCommand, &kExplainCommand, &kPlanCommand,
                                 &kRulesCommand, &kSchemaCommand}) {
    EXPECT_EQ(std::ranges::count(command->options, "output-format", &OptionSpec::name), 1)
        << command->name;
  }
}

TEST(Command, AnOlderNameOfAnOptionIsTakenAndTellsTheNewOne) {
  CliRun run;
  run.files.add("/work/a/externalClientApps/A.eca-meta.xml",
                "<ExternalClientApplication xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
                "    <contactEmail>a@example.com</contactEmail>\n"
                "    <distributionState>Local</distributionState>\n"
                "    <label>A</label>\n"
                "</ExternalClientApplication>\n");
  EXPECT_EQ(run({"compile", "a", "--output-format", "oauth-client-metadata", "--quiet"}), 0);
  const std::string by_name = run.out;
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(
      run({"compile", "a", "--format", "resolved", "--format=oauth-client-metadata", "--quiet"}),
      0);
  EXPECT_EQ(run.out, by_name);
  EXPECT_EQ(run.err, "ecac: `--format` is called `--output-format` now\n");
  EXPECT_EQ(run({"compile", "a", "--format", "resolve"}), 2);
  EXPECT_NE(run.err.find("`resolve` is no value of --output-format; did you mean `resolved`?"),
            std::string::npos);
}

TEST(Command, ColourIsForTerminalsUnlessToldOtherwise) {
  CliRun run;
  auto colored = [&](const std::vector<std::string>& arguments) {
    EXPECT_EQ(run(arguments), 0);
    return run.out.find('\x1B') != std::string::npos;
  };
  EXPECT_FALSE(colored({"rules"}));
  EXPECT_TRUE(colored({"rules", "--color", "always"}));
  run.environment["FORCE_COLOR"] = "1";
  EXPECT_TRUE(colored({"rules"}));
  run.environment["FORCE_COLOR"] = "0";
  run.terminal = true;
  EXPECT_FALSE(colored({"rules"}));
  run.environment.clear();
  EXPECT_TRUE(colored({"rules"}));
  EXPECT_FALSE(colored({"rules", "--color=never"}));
  run.environment["NO_COLOR"] = "1";
  EXPECT_FALSE(colored({"rules"}));
  run.environment.clear();
  run.environment["TERM"] = "dumb";
  EXPECT_FALSE(colored({"rules"}));
}

TEST(Completion, KnowsEveryCommandOptionAndValue) {
  std::string bash = bash_completion();
  std::string zsh = zsh_completion();
  for (const Command* command : all_commands()) {
    for (const std::string& script : {bash, zsh}) {
      EXPECT_NE(script.find(command->name), std::string::npos) << command->name;
      for (const OptionSpec& option : command->options) {
        EXPECT_NE(script.find("--" + std::string(option.name)), std::string::npos) << option.name;
        EXPECT_NE(script.find(option.choices), std::string::npos) << option.choices;
      }
    }
  }
}

TEST(Documentation, NamesEveryCommandAndOption) {
  std::ifstream file(std::string(ECAC_SOURCE_DIR) + "/docs/cli.md");
  std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const Command* command : all_commands()) {
    EXPECT_NE(page.find("`ecac " + std::string(command->name)), std::string::npos) << command->name;
    for (const OptionSpec& option : command->options) {
      EXPECT_NE(page.find("`--" + std::string(option.name)), std::string::npos) << option.name;
    }
  }
}

}  // namespace
}  // namespace ecac
