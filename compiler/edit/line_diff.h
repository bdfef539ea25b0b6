#pragma once

#include <string_view>
#include <vector>

namespace ecac {

/// The lines of a text with their line ends, which are LF and CRLF. Borrows it.
std::vector<std::string_view> lines_of(std::string_view text);

/// What becomes of the lines of a file when it changes: true for those that stay, in both states
/// the same number.
struct KeptLines {
  std::vector<bool> old_lines = {};
  std::vector<bool> new_lines = {};
};

/// By Myers' algorithm, so that few lines go and come. Beyond some thousand changes all between the
/// first and the last one counts as changed, and time and memory are bounded.
KeptLines kept_lines(const std::vector<std::string_view>& before,
                     const std::vector<std::string_view>& after);

}  // namespace ecac
