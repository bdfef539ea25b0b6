#pragma once

#include <string_view>
#include <vector>

namespace ecac {

/// A piece of a sentence.
struct TextSpan {
  std::string_view text = {};
  bool code = false;  ///< what stood between backticks, without them
};

/// A sentence with code between backticks, as messages have it. A value between them may hold
/// backticks of its own: code begins behind what is no letter or digit, and ends before it. Where
/// it has no end, a backtick is itself.
std::vector<TextSpan> code_spans(std::string_view sentence);

}  // namespace ecac
