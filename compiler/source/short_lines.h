#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/source/line_index.h"

namespace ecac {

/// Where the lines of a short ASCII text are, in a byte a line: enough to show a place of a text
/// that nobody keeps. Gives the same places as a LineIndex of the text.
class ShortLines {
 public:
  /// In bytes. A place costs a look at each line before it, so the text must be short.
  static constexpr std::size_t kLongestText = 8192;

  /// Appends the lines of a text. False, and nothing is appended, if it is too long or not ASCII.
  static bool encode(std::string_view text, std::vector<std::uint8_t>& lines);

  /// Borrows what `encode` gave.
  explicit ShortLines(std::span<const std::uint8_t> lines) : lines_(lines) {}

  /// Place of a byte; an offset past the end is at the end.
  LineColumn position(std::uint32_t offset) const;

 private:
  std::span<const std::uint8_t> lines_;
};

}  // namespace ecac
