#include "compiler/edit/text_edit.h"

#include <algorithm>

#include "compiler/source/line_form.h"

namespace ecac {

TextEdits with_top_line(std::string_view text, std::string_view line) {
  const std::uint32_t begin = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  std::vector<TextEdit> edits;
  edits.push_back({{begin, begin}, std::string(line).append(line_end_of(text))});
  return edits;
}

TextEdits joined(std::vector<TextEdit> edits) {
  std::stable_sort(edits.begin(), edits.end(),
                   [](const TextEdit& a, const TextEdit& b) { return a.range < b.range; });
  std::vector<TextEdit> result;
  for (TextEdit& edit : edits) {
    if (result.empty() || result.back().range.end < edit.range.begin) {
      result.push_back(std::move(edit));
      continue;
    }
    TextEdit& last = result.back();
    if (edit.range.begin < last.range.end) return std::nullopt;
    // Replacements that touch are no contradiction and stay apart.
    if (!last.range.empty() && !edit.range.empty()) {
      result.push_back(std::move(edit));
      continue;
    }
    last.range.end = edit.range.end;
    last.text += edit.text;
  }
  return result;
}

}  // namespace ecac
