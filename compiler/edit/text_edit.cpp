#include "compiler/edit/text_edit.h"

#include <algorithm>

namespace ecac {

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
