#pragma once

#include <optional>
#include <string>
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

/// Sorts edits by place and joins those that touch: an insertion goes before or behind what its
/// neighbour writes, two insertions at one place stay in their order. Nothing if two overlap.
TextEdits joined(std::vector<TextEdit> edits);

}  // namespace ecac
