#include "compiler/cli/output/failure_paths.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "compiler/cli/options/check_options.h"
#include "compiler/report/paths/report_root.h"
#include "compiler/support/path_text.h"

namespace ecac {

namespace {

bool is_absolute(std::string_view path) {
  return path.starts_with('/');
}

/// All that the command line and the failures name, the longest first, because one may begin with
/// another.
std::vector<std::string> absolute_paths(const ParsedArguments& arguments,
                                        const std::vector<ReportFailure>& failures,
                                        const std::string& current_directory) {
  std::vector<std::string> paths = arguments.positional;
  for (const ReportFailure& failure : failures) paths.push_back(failure.path);
  for (const OptionSpec& option : check_options::kAll) {
    if (option.value != OptionValue::file && option.value != OptionValue::folder) continue;
    const std::vector<std::string> values = arguments.list(option.name);
    for (const std::string& value : values) {
      paths.push_back(value);
      // Beside the current folder a person is told the whole path.
      if (value.starts_with("..")) paths.push_back(absolute_path(current_directory, value));
    }
  }
  std::erase_if(paths, [](const std::string& path) { return !is_absolute(path); });
  std::ranges::sort(paths, [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

}  // namespace

void tell_paths_from_root(std::vector<ReportFailure>& failures, const ParsedArguments& arguments,
                          const World& world) {
  if (failures.empty()) return;
  const std::vector<std::string> paths =
      absolute_paths(arguments, failures, world.current_directory);
  if (paths.empty()) return;
  const ReportRoot root(world.files, world.current_directory, arguments.positional,
                        arguments.last("root").value_or(""));
  for (const std::string& path : paths) {
    const std::string from_root = root(absolute_path(world.current_directory, path));
    for (ReportFailure& failure : failures) replace_all(failure.message, path, from_root);
  }
}

}  // namespace ecac
