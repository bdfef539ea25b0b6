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
  bool text = true;  ///< false: that it differs is told, not how
};

/// Unified diff with three lines of context, as `git apply` and `patch` read it, with git's lines
/// for new, deleted and renamed files; empty when nothing differs. Line ends inside a line (CR of
/// CRLF) are kept. A path with a control character, a quote or a backslash is quoted as in C.
std::string unified_diff(const DiffInput& input);

}  // namespace ecac
