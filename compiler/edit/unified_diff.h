#pragma once

#include <string>
#include <string_view>

namespace ecac {

/// Two states of one file. What is compared is the text itself, what is printed are the `shown`
/// texts: the same lines with their secrets covered.
struct DiffInput {
  std::string_view old_path;  ///< empty: the file is new
  std::string_view new_path;  ///< empty: the file goes away
  std::string_view before;
  std::string_view after;
  std::string_view shown_before;
  std::string_view shown_after;
};

/// Unified diff with three lines of context, as `patch` and `git apply` read it; empty when nothing
/// differs. Line ends inside a line (CR of CRLF) are kept.
std::string unified_diff(const DiffInput& input);

}  // namespace ecac
