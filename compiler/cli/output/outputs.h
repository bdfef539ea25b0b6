#pragma once

#include <string>
#include <vector>

#include "compiler/cli/options/options.h"

namespace ecac {

enum class OutputFormat { full, concise, json, json_lines };

/// One report to write; no path is standard output.
struct Output {
  OutputFormat format = OutputFormat::full;
  std::string path = {};
};

/// Pairs of `--output-format` and `--output-file` in the order given. A file belongs to the format
/// before it, else to the one behind it, else its name tells the format. Throws UsageError when two
/// of them would go to standard output or to one file.
std::vector<Output> requested_outputs(const ParsedArguments& arguments);

inline constexpr std::string_view kOutputFormats = "full concise json json-lines";

}  // namespace ecac
