#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// Bytes of one text that are replaced by others; an empty range inserts.
struct TextEdit {
  TextRange range = {};
  std::string text = {};
};

/// Edits of one text; nothing if what was asked for cannot be done without touching more.
using TextEdits = std::optional<std::vector<TextEdit>>;

/// One more line at the top of a text, behind its byte order mark, with the line end of the others.
TextEdits with_top_line(std::string_view text, std::string_view line);

/// Sorts edits by place and joins those that touch: an insertion goes before or behind what its
/// neighbour writes, two insertions at one place stay in their order. Nothing if two overlap.
TextEdits joined(std::vector<TextEdit> edits);

}  // namespace ecac
