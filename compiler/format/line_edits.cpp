#include <cstddef>
#include <cstdint>

#include "compiler/edit/line_diff.h"
#include "compiler/format/formatter.h"

namespace ecac {

std::vector<TextEdit> line_edits(std::string_view before, std::string_view after) {
  std::vector<TextEdit> edits;
  if (before == after) return edits;
  const std::vector<std::string_view> old_lines = lines_of(before);
  const std::vector<std::string_view> new_lines = lines_of(after);
  const KeptLines kept = kept_lines(old_lines, new_lines);
  const auto begin_of = [&](std::size_t line) {
    return static_cast<std::uint32_t>(
        line < old_lines.size() ? static_cast<std::size_t>(old_lines[line].data() - before.data())
                                : before.size());
  };
  std::size_t old_line = 0;
  std::size_t new_line = 0;
  while (old_line < old_lines.size() || new_line < new_lines.size()) {
    const bool stays = old_line < old_lines.size() && kept.old_lines[old_line] &&
                       new_line < new_lines.size() && kept.new_lines[new_line];
    if (stays) {
      ++old_line;
      ++new_line;
      continue;
    }
    TextEdit edit;
    edit.range.begin = begin_of(old_line);
    while (old_line < old_lines.size() && !kept.old_lines[old_line]) ++old_line;
    while (new_line < new_lines.size() && !kept.new_lines[new_line]) {
      edit.text += new_lines[new_line++];
    }
    edit.range.end = begin_of(old_line);
    edits.push_back(std::move(edit));
  }
  return edits;
}

}  // namespace ecac
