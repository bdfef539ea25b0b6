#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecac {

/// What an option takes, for help, completion and checking.
enum class OptionValue { none, word, choice, file, folder };

/// An option of a command, as data: parsing, help and completion are all made from it.
struct OptionSpec {
  std::string_view name;
  char letter = '\0';
  OptionValue value = OptionValue::none;
  std::string_view placeholder = {};  ///< `FILE` in `--config FILE`
  std::string_view choices = {};      ///< blank separated, for OptionValue::choice
  std::string_view help = {};
  std::string_view group = {};
  std::string_view older_name = {};  ///< is still taken, with a word about the name
};

/// An option that was given, with its value as typed.
struct ParsedOption {
  const OptionSpec* spec = nullptr;
  std::string value = {};
};

/// The options in the order they were given, and the other arguments.
struct ParsedArguments {
  std::vector<ParsedOption> options = {};
  std::vector<std::string> positional = {};
  /// Sentences for whoever gave them: nothing is wrong, but it will be said otherwise one day.
  std::vector<std::string> remarks = {};

  bool has(std::string_view name) const;
  /// The last one given counts.
  std::optional<std::string> last(std::string_view name) const;
  /// All values given, split at commas.
  std::vector<std::string> list(std::string_view name) const;
};

/// Reads arguments by the options of a command. Throws UsageError for what it does not know.
ParsedArguments parse_arguments(std::span<const std::string> arguments,
                                std::span<const OptionSpec> options);

std::vector<std::string_view> split_choices(std::string_view choices);

}  // namespace ecac
