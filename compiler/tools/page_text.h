#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ecac::tools {

/// Without the blanks and carriage returns around it.
std::string_view trimmed(std::string_view text);

/// `kebab-case`.
bool is_dashed_word(std::string_view word);

/// `error`, `warning`, `info` or `off`.
bool is_severity(std::string_view word);

/// The cells of `| a | b |`; none if the line is no row.
std::vector<std::string_view> cells(std::string_view line);

}  // namespace ecac::tools
