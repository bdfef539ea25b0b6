#pragma once

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/cli/options/options.h"
#include "compiler/emit/report/report_formats.h"

namespace ecac {

/// One report to write; no path is standard output.
struct Output {
  const ReportFormat* format = &kReportFormats.front();
  std::string path = {};
};

/// Pairs of `--output-format` and `--output-file` in the order given. A file belongs to the format
/// before it, else to the one behind it, else the ending of its name tells the format. Throws
/// UsageError when two of them would go to standard output or to one file, and for an ending that
/// is no format's.
std::vector<Output> requested_outputs(const ParsedArguments& arguments);

/// A text made while this is compiled.
struct FormatNames {
  std::array<char, 400> text = {};
  std::size_t size = 0;
  constexpr void add(std::string_view words) {
    for (const char c : words) text.at(size++) = c;
  }
  constexpr std::string_view view() const { return {text.data(), size}; }
};

constexpr FormatNames format_names(std::string_view between, std::string_view after) {
  FormatNames names;
  for (const ReportFormat& format : kReportFormats) {
    if (names.size != 0) names.add(between);
    names.add(format.name);
  }
  names.add(after);
  return names;
}

inline constexpr FormatNames kOutputFormats = format_names(" ", "");
inline constexpr FormatNames kOutputFormatHelp =
    format_names(", ", "; the first is the default; repeats with --output-file");

}  // namespace ecac
