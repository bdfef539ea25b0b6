#include "compiler/cli/output/outputs.h"

#include <optional>
#include <set>

#include "compiler/cli/options/usage_error.h"

namespace ecac {
namespace {

OutputFormat format_named(std::string_view name) {
  if (name == "concise") return OutputFormat::concise;
  if (name == "json") return OutputFormat::json;
  if (name == "json-lines") return OutputFormat::json_lines;
  return OutputFormat::full;
}

OutputFormat format_of_file(std::string_view path) {
  if (path.ends_with(".json")) return OutputFormat::json;
  if (path.ends_with(".jsonl") || path.ends_with(".ndjson")) return OutputFormat::json_lines;
  return OutputFormat::full;
}

}  // namespace

std::vector<Output> requested_outputs(const ParsedArguments& arguments) {
  struct Pair {
    std::optional<OutputFormat> format = {};
    std::optional<std::string> path = {};
  };
  std::vector<Pair> pairs;
  for (const ParsedOption& option : arguments.options) {
    if (option.spec->name == "output-format") {
      if (pairs.empty() || pairs.back().format) pairs.push_back({});
      pairs.back().format = format_named(option.value);
    } else if (option.spec->name == "output-file") {
      if (option.value.empty()) throw UsageError("option `--output-file` needs the name of a file");
      if (pairs.empty() || pairs.back().path) pairs.push_back({});
      pairs.back().path = option.value;
    }
  }
  if (pairs.empty()) pairs.push_back({});
  std::vector<Output> outputs;
  std::set<std::string> targets;
  for (const Pair& pair : pairs) {
    std::string path = pair.path.value_or("-");
    if (!targets.insert(path).second) {
      throw UsageError(path == "-" ? "two reports cannot both go to standard output; give one an "
                                     "--output-file"
                                   : "two reports cannot both go to `" + path + "`");
    }
    outputs.push_back({.format = pair.format.value_or(format_of_file(path)),
                       .path = path == "-" ? std::string() : path});
  }
  return outputs;
}

}  // namespace ecac
