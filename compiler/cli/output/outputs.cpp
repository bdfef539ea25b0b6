#include "compiler/cli/output/outputs.h"

#include <fmt/format.h>

#include <optional>
#include <set>

#include "compiler/cli/options/usage_error.h"
#include "compiler/support/path_text.h"

namespace ecac {
namespace {

const ReportFormat& format_of_file(const std::string& path) {
  if (const ReportFormat* format = report_format_of_file(path)) return *format;
  const std::string_view name = file_name(path);
  const std::size_t dot = name.rfind('.');
  // A device or a pipe has no ending.
  if (dot == std::string_view::npos) return kReportFormats.front();
  std::vector<std::string_view> endings;
  for (const ReportFormat& format : kReportFormats) {
    for (std::string_view rest = format.endings; !rest.empty();)
      endings.push_back(next_ending(rest));
  }
  throw UsageError(
      fmt::format("no report ends in `{}`; name the format with --output-format, or use {}",
                  name.substr(dot), fmt::join(endings, " ")));
}

}  // namespace

std::vector<Output> requested_outputs(const ParsedArguments& arguments) {
  struct Pair {
    const ReportFormat* format = nullptr;
    std::optional<std::string> path = {};
  };
  std::vector<Pair> pairs;
  for (const ParsedOption& option : arguments.options) {
    if (option.spec->name == "output-format") {
      const ReportFormat* const format = find_report_format(option.value);
      if (pairs.empty() || pairs.back().format) pairs.push_back({});
      // A file before it may be its own, unless the ending says what that file is.
      if (pairs.back().path) {
        const ReportFormat* const of_ending = report_format_of_file(*pairs.back().path);
        if (of_ending != nullptr && of_ending != format) pairs.push_back({});
      }
      pairs.back().format = format;
    } else if (option.spec->name == "output-file") {
      if (option.value.empty()) throw UsageError("option `--output-file` needs the name of a file");
      if (pairs.empty() || pairs.back().path) pairs.push_back({});
      pairs.back().path = option.value;
    }
  }
  if (pairs.empty()) pairs.push_back({});
  std::vector<Output> outputs;
  std::set<std::string> targets;
  for (Pair& pair : pairs) {
    std::string path = pair.path.value_or("-");
    if (!targets.insert(path).second) {
      throw UsageError(path == "-" ? "two reports cannot both go to standard output; give one an "
                                     "--output-file"
                                   : "two reports cannot both go to `" + path + "`");
    }
    if (pair.format == nullptr) pair.format = &format_of_file(path);
    outputs.push_back({.format = pair.format, .path = path == "-" ? std::string() : path});
  }
  return outputs;
}

}  // namespace ecac
