#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// What can be folded: an element of several lines, or a comment.
struct Fold {
  TextRange range = {};
  bool comment = false;
};

/// Of any XML text, broken or not.
std::vector<Fold> folds(std::string_view text);

/// The ranges around a place that a person may want to select, from the smallest to the whole text:
/// each lies in the next.
std::vector<TextRange> selections(std::string_view text, std::uint32_t offset);

}  // namespace ecac
