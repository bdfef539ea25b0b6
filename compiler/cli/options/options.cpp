#include "compiler/cli/options/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/program_options.hpp>

#include "compiler/cli/options/usage_error.h"

namespace ecac {

namespace po = boost::program_options;

namespace {

const OptionSpec* find_option(std::span<const OptionSpec> options, std::string_view key) {
  for (const OptionSpec& option : options) {
    if (option.name == key || (!key.empty() && option.older_name == key)) return &option;
  }
  return nullptr;
}

/// Of `--format` it is `--output-format`: an option that ends with a word of its own. "" unless it
/// is the only one.
std::string_view option_ending_in(std::string_view written,
                                  std::span<const std::string_view> known) {
  const std::size_t word = written.find_first_not_of('-');
  if (word == 0 || word == std::string_view::npos) return {};
  const std::string ending = fmt::format("-{}", written.substr(word));
  std::string_view found;
  for (const std::string_view each : known) {
    if (!each.ends_with(ending) || each == "-" + ending) continue;
    if (!found.empty()) return {};
    found = each;
  }
  return found;
}

void check_choice(const OptionSpec& option, const std::string& value) {
  if (option.value != OptionValue::choice) return;
  std::vector<std::string_view> known = split_choices(option.choices);
  if (std::find(known.begin(), known.end(), value) != known.end()) return;
  std::string hint = did_you_mean(value, known);
  if (hint.empty()) hint = fmt::format("; known are {}", fmt::join(known, ", "));
  throw UsageError(fmt::format("`{}` is no value of --{}{}", value, option.name, hint));
}

/// An empty value is mostly a variable of a script that nobody has set.
void check_value(const OptionSpec& option, const std::string& value) {
  if (option.value != OptionValue::none && value.empty()) {
    throw UsageError(fmt::format("option `--{}` needs a value", option.name));
  }
}

/// What follows an option that lacks its value is mostly the next option.
void check_next_word(const OptionSpec& option, const po::option& parsed,
                     std::span<const OptionSpec> options) {
  const bool is_own_word = parsed.original_tokens.size() > 1 && !parsed.value.empty();
  if (option.value == OptionValue::none || !is_own_word) return;
  const std::string& value = parsed.value.front();
  const bool is_letter =
      value.size() == 2 && value[0] == '-' && value[1] != '-' &&
      std::ranges::any_of(options, [&](const OptionSpec& each) { return each.letter == value[1]; });
  if (!value.starts_with("--") && !is_letter) return;
  throw UsageError(fmt::format(
      "option `--{0}` needs a value, and `{1}` behind it looks like an option; a value that begins "
      "so is written `--{0}={1}`",
      option.name, value));
}

std::string unknown_option(std::string_view written, std::span<const OptionSpec> options) {
  std::vector<std::string> names;
  for (const OptionSpec& option : options) names.push_back("--" + std::string(option.name));
  std::vector<std::string_view> known(names.begin(), names.end());
  std::string hint = did_you_mean(written, known);
  const std::string_view longer = hint.empty() ? option_ending_in(written, known) : "";
  if (!longer.empty()) hint = fmt::format("; did you mean `{}`?", longer);
  return fmt::format("unknown option `{}`{}", written, hint);
}

}  // namespace

std::vector<std::string_view> split_choices(std::string_view choices) {
  std::vector<std::string_view> words;
  while (!choices.empty()) {
    std::size_t end = std::min(choices.find(' '), choices.size());
    if (end > 0) words.push_back(choices.substr(0, end));
    choices.remove_prefix(std::min(end + 1, choices.size()));
  }
  return words;
}

bool ParsedArguments::has(std::string_view name) const {
  return std::any_of(options.begin(), options.end(),
                     [&](const ParsedOption& option) { return option.spec->name == name; });
}

std::optional<std::string> ParsedArguments::last(std::string_view name) const {
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (option->spec->name == name) return option->value;
  }
  return std::nullopt;
}

std::vector<std::string> ParsedArguments::list(std::string_view name) const {
  std::vector<std::string> values;
  for (const ParsedOption& option : options) {
    if (option.spec->name != name) continue;
    std::string_view rest = option.value;
    while (true) {
      std::size_t comma = rest.find(',');
      if (comma != 0 && !rest.empty()) values.emplace_back(rest.substr(0, comma));
      if (comma == std::string_view::npos) break;
      rest.remove_prefix(comma + 1);
    }
  }
  return values;
}

ParsedArguments parse_arguments(std::span<const std::string> arguments,
                                std::span<const OptionSpec> options) {
  po::options_description description;
  for (const OptionSpec& option : options) {
    std::string names(option.name);
    if (option.letter != '\0') names += std::string(",") + option.letter;
    if (option.value == OptionValue::none) {
      description.add_options()(names.c_str(), "");
    } else {
      description.add_options()(names.c_str(), po::value<std::vector<std::string>>(), "");
    }
    if (option.older_name.empty()) continue;
    description.add_options()(std::string(option.older_name).c_str(),
                              po::value<std::vector<std::string>>(), "");
  }
  using namespace po::command_line_style;
  constexpr int kStyle = unix_style & ~allow_guessing;
  ParsedArguments result;
  try {
    po::parsed_options parsed =
        po::command_line_parser(std::vector<std::string>(arguments.begin(), arguments.end()))
            .options(description)
            .style(kStyle)
            .run();
    for (const po::option& option : parsed.options) {
      if (option.position_key != -1) {
        result.positional.insert(result.positional.end(), option.value.begin(), option.value.end());
        continue;
      }
      // A letter comes as `-x`.
      const OptionSpec* spec = find_option(options, option.string_key);
      if (!spec) throw UsageError(unknown_option(option.string_key, options));
      std::string value = option.value.empty() ? std::string() : option.value.front();
      check_next_word(*spec, option, options);
      check_value(*spec, value);
      check_choice(*spec, value);
      if (option.string_key == spec->older_name) {
        std::string remark =
            fmt::format("`--{}` is called `--{}` now", spec->older_name, spec->name);
        if (std::ranges::find(result.remarks, remark) == result.remarks.end()) {
          result.remarks.push_back(std::move(remark));
        }
      }
      result.options.push_back({.spec = spec, .value = std::move(value)});
    }
  } catch (const po::unknown_option& error) {
    throw UsageError(unknown_option(error.get_option_name(), options));
  } catch (const po::invalid_command_line_syntax& error) {
    using Kind = po::invalid_command_line_syntax::kind_t;
    if (error.kind() == Kind::extra_parameter) {
      throw UsageError(fmt::format("option `{}` takes no value", error.get_option_name()));
    }
    throw UsageError(fmt::format("option `{}` needs a value", error.get_option_name()));
  } catch (const po::error& error) {
    throw UsageError(error.what());
  }
  return result;
}

}  // namespace ecac
