#include "compiler/cli/options/project_options.h"

#include <algorithm>

#include "compiler/cli/options/check_options.h"

namespace ecac {

std::vector<OptionSpec> with_project_options(std::initializer_list<OptionSpec> own) {
  std::vector<OptionSpec> options(own);
  const auto has = [&](std::string_view name) {
    return std::any_of(options.begin(), options.end(),
                       [&](const OptionSpec& option) { return option.name == name; });
  };
  for (const OptionSpec& option : check_options::kAll) {
    const bool needed = option.group == check_options::kInputs ||
                        option.group == check_options::kOther || option.name == "mode";
    if (needed && !has(option.name)) options.push_back(option);
  }
  return options;
}

std::vector<OptionSpec> with_check_options(std::initializer_list<OptionSpec> own,
                                           std::string_view inputs,
                                           std::initializer_list<std::string_view> names) {
  std::vector<OptionSpec> options(own);
  for (OptionSpec option : check_options::kAll) {
    if (std::ranges::find(names, option.name) == names.end()) continue;
    if (option.group == check_options::kInputs) option.group = inputs;
    options.push_back(option);
  }
  return options;
}

}  // namespace ecac
