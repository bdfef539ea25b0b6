#include "compiler/cli/options/help_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace ecac {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kOptionColumn = 34;

std::string left_side(const OptionSpec& option) {
  std::string text = option.letter == '\0' ? "    " : fmt::format("-{}, ", option.letter);
  text += fmt::format("--{}", option.name);
  if (option.value == OptionValue::choice && option.placeholder.empty()) {
    std::string choices(option.choices);
    std::replace(choices.begin(), choices.end(), ' ', '|');
    text += ' ' + choices;
  } else if (option.value != OptionValue::none) {
    text += fmt::format(" {}", option.placeholder);
  }
  return text;
}

// Words of `text` in lines that begin at `column`; the first line is already there.
std::string wrapped(std::string_view text, std::size_t column) {
  std::string out;
  std::size_t at = column;
  while (!text.empty()) {
    std::size_t end = std::min(text.find(' '), text.size());
    if (at > column && at + 1 + end > kWidth) {
      out += '\n' + std::string(column, ' ');
      at = column;
    } else if (at > column) {
      out += ' ';
      ++at;
    }
    out += text.substr(0, end);
    at += end;
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + '\n';
}

}  // namespace

std::string overview() {
  std::string out =
      "ecac checks Salesforce External Client App and credential metadata before an org does.\n\n"
      "Usage: ecac COMMAND [OPTIONS] [ARGUMENTS]\n\nCommands:\n";
  for (const Command* command : all_commands()) {
    out += fmt::format("  {:<12}{}\n", command->name, command->summary);
  }
  out +=
      "\nOptions:\n  -h, --help     this text\n  -V, --version  the version\n\n"
      "Start with `ecac check` in a project; `ecac help COMMAND` tells all about a command.\n";
  return out;
}

std::string help_of(const Command& command) {
  std::string out = fmt::format("{}\n\nUsage: ecac {}{}{}\n", command.summary, command.name,
                                command.usage.empty() ? "" : " ", command.usage);
  if (!command.details.empty()) out += '\n' + wrapped(command.details, 0);
  std::vector<std::string_view> groups;
  for (const OptionSpec& option : command.options) {
    if (std::find(groups.begin(), groups.end(), option.group) == groups.end()) {
      groups.push_back(option.group);
    }
  }
  for (std::string_view group : groups) {
    out += fmt::format("\n{}:\n", group.empty() ? "Options" : group);
    for (const OptionSpec& option : command.options) {
      if (option.group != group) continue;
      std::string left = "  " + left_side(option);
      if (left.size() + 2 > kOptionColumn) {
        left += '\n' + std::string(kOptionColumn, ' ');
      } else {
        left.append(kOptionColumn - left.size(), ' ');
      }
      out += left + wrapped(option.help, kOptionColumn);
    }
  }
  if (!command.examples.empty()) {
    out += "\nExamples:\n";
    out += command.examples;
  }
  return out;
}

}  // namespace ecac
