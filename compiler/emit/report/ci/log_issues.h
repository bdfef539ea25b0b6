#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/report/report.h"

namespace ecac {

/// What a command in the log of a build says: a finding, or what made the run fail.
struct LogIssue {
  Severity severity = Severity::error;
  std::string path = {};   ///< printable; "" where there is no file
  std::uint32_t line = 0;  ///< from 1; 0 is no line
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
  std::string code = {};
  std::string title = {};
  std::string message = {};  ///< printable lines
};

/// Of each severity down to `least` at most `most`, because no reader shows more: failures first,
/// then findings from the gravest on, but for those that were there before. The last of a severity
/// tells how many more there are.
std::vector<LogIssue> log_issues(const Report& report, std::size_t most, Severity least);

/// Text with characters that a command treats specially written as an escape.
struct CommandEscape {
  char character = 0;
  std::string_view written = {};
};
std::string escaped(std::string_view text, std::span<const CommandEscape> escapes);

}  // namespace ecac
