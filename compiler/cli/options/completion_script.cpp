#include "compiler/cli/options/completion_script.h"

#include <fmt/format.h>

#include "compiler/cli/command.h"

namespace ecac {
namespace {

// What may stand behind a command that is no option.
enum class Arguments { files, rules, commands, shells, none };

Arguments arguments_of(const Command& command) {
  if (&command == &kCheckCommand) return Arguments::files;
  if (&command == &kExplainCommand) return Arguments::rules;
  if (&command == &kHelpCommand) return Arguments::commands;
  if (&command == &kCompletionCommand) return Arguments::shells;
  return Arguments::none;
}

std::string command_names() {
  std::string names;
  for (const Command* command : all_commands()) {
    if (!names.empty()) names += ' ';
    names += command->name;
  }
  return names;
}

// In zsh's specifications `:`, `[` and `]` have a meaning, and `'` ends the quoted word.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') result += '\\';
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result;
}

std::string zsh_value(const OptionSpec& option) {
  switch (option.value) {
    case OptionValue::none: return {};
    case OptionValue::word: return fmt::format(":{}:", zsh_text(option.placeholder));
    case OptionValue::choice:
      return fmt::format(":{}:({})", zsh_text(option.placeholder), option.choices);
    case OptionValue::file: return ":file:_files";
    case OptionValue::folder: return ":folder:_files -/";
  }
  return {};
}

constexpr std::string_view kRuleCodes =
    R"($(ecac rules 2>/dev/null | awk '$1 ~ /^[A-Z]+[0-9]+$/ {print $1; print $2}'))";

}  // namespace

std::string bash_completion() {
  std::string out =
      "# bash completion for ecac; load it with: source <(ecac completion bash)\n"
      "_ecac() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local command=${COMP_WORDS[1]}\n"
      "  COMPREPLY=()\n"
      "  if [[ $COMP_CWORD -eq 1 ]]; then\n";
  out += fmt::format("    COMPREPLY=($(compgen -W '{} --help --version' -- \"$word\"))\n",
                     command_names());
  out += "    return\n  fi\n  case $command in\n";
  for (const Command* command : all_commands()) {
    out += fmt::format("    {})\n      case $before in\n", command->name);
    std::string names;
    for (const OptionSpec& option : command->options) {
      std::string pattern = fmt::format("--{}", option.name);
      names += (names.empty() ? "" : " ") + pattern;
      if (option.letter != '\0') pattern += fmt::format("|-{}", option.letter);
      switch (option.value) {
        case OptionValue::none: break;
        case OptionValue::word: out += fmt::format("        {}) return ;;\n", pattern); break;
        case OptionValue::choice:
          out += fmt::format("        {}) COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                             pattern, option.choices);
          break;
        case OptionValue::file:
          out += fmt::format(
              "        {}) compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\")); return "
              ";;\n",
              pattern);
          break;
        case OptionValue::folder:
          out += fmt::format(
              "        {}) compopt -o filenames; COMPREPLY=($(compgen -d -- \"$word\")); return "
              ";;\n",
              pattern);
          break;
      }
    }
    out += "      esac\n";
    out += fmt::format(
        "      [[ $word == -* ]] && {{ COMPREPLY=($(compgen -W '{}' -- \"$word\")); "
        "return; }}\n",
        names);
    switch (arguments_of(*command)) {
      case Arguments::files:
        out += "      compopt -o filenames; COMPREPLY=($(compgen -f -- \"$word\"))\n";
        break;
      case Arguments::rules:
        out += fmt::format("      COMPREPLY=($(compgen -W \"{}\" -- \"$word\"))\n", kRuleCodes);
        break;
      case Arguments::commands:
        out += fmt::format("      COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n", command_names());
        break;
      case Arguments::shells:
        out += "      COMPREPLY=($(compgen -W 'bash zsh' -- \"$word\"))\n";
        break;
      case Arguments::none: break;
    }
    out += "      ;;\n";
  }
  out += "  esac\n}\ncomplete -F _ecac ecac\n";
  return out;
}

std::string zsh_completion() {
  std::string out =
      "#compdef ecac\n"
      "# zsh completion for ecac; put it into a folder of $fpath as _ecac\n"
      "_ecac() {\n"
      "  local -a commands\n"
      "  commands=(\n";
  for (const Command* command : all_commands()) {
    out += fmt::format("    '{}:{}'\n", command->name, zsh_text(command->summary));
  }
  out +=
      "  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $command in\n";
  for (const Command* command : all_commands()) {
    out += fmt::format("    {})\n      _arguments -s", command->name);
    for (const OptionSpec& option : command->options) {
      std::string help = zsh_text(option.help);
      std::string value = zsh_value(option);
      out += fmt::format(" \\\n        '*--{}[{}]{}'", option.name, help, value);
      if (option.letter != '\0') {
        out += fmt::format(" \\\n        '*-{}[{}]{}'", option.letter, help, value);
      }
    }
    switch (arguments_of(*command)) {
      case Arguments::files: out += " \\\n        '*:path:_files'"; break;
      case Arguments::rules: out += fmt::format(" \\\n        \"*:rule:({})\"", kRuleCodes); break;
      case Arguments::commands:
        out += fmt::format(" \\\n        '*:command:({})'", command_names());
        break;
      case Arguments::shells: out += " \\\n        '1:shell:(bash zsh)'"; break;
      case Arguments::none: break;
    }
    out += "\n      ;;\n";
  }
  out +=
      "  esac\n}\n"
      "if [[ $funcstack[1] == _ecac ]]; then\n  _ecac \"$@\"\nelse\n  compdef _ecac ecac\nfi\n";
  return out;
}

}  // namespace ecac
