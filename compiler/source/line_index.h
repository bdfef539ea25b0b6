#pragma once

#include <compare>
#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// A place as people count it: from 1, columns in Unicode scalar values.
struct LineColumn {
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  friend constexpr auto operator<=>(LineColumn, LineColumn) = default;
};

/// The same column as those count it who do not count characters, from 1.
struct UnitColumns {
  std::uint32_t utf8 = 1;   ///< in bytes
  std::uint32_t utf16 = 1;  ///< in code units
};

/// The lines of one text. Lines end at LF, CRLF or CR; a BOM takes no column. The text must
/// outlive the index. A look-up costs the same however long the line is.
class LineIndex {
 public:
  LineIndex() : LineIndex(std::string_view()) {}
  explicit LineIndex(std::string_view text) { reset(text); }

  /// Starts over with another text and keeps the memory.
  void reset(std::string_view text);

  std::uint32_t line_count() const { return static_cast<std::uint32_t>(starts_.size()); }

  /// Place of a byte; an offset inside a character is at that character, one past the end is at
  /// the end.
  LineColumn position(std::uint32_t offset) const;

  /// Offset of a place; a column past the end of its line is the end of that line, a line past the
  /// last one is the end of the text.
  std::uint32_t offset(LineColumn place) const;

  /// The same where the column is counted in code units of UTF-16; between the two of a character
  /// it is that character.
  std::uint32_t offset_of_utf16(LineColumn place) const;

  /// A column in other units; past the end of its line it is that of the end.
  UnitColumns columns(LineColumn place) const;

  /// The line's text without its line end (and without the BOM), for lines 1 to line_count().
  TextRange line_range(std::uint32_t line) const;

 private:
  /// A character far in a line, so that nobody counts from the begin of a line as long as its file.
  struct Checkpoint {
    std::uint32_t offset = 0;
    std::uint32_t column = 0;
    std::uint32_t pairs = 0;  ///< characters before it that take two units of UTF-16
  };
  void go_on(std::uint32_t columns, std::uint32_t end, Checkpoint& at) const;
  /// The character at a place in a line that is there, or the end of the line before it.
  Checkpoint reach(LineColumn place) const;

  void note_starts();
  void note_checkpoints();

  std::string_view text_;
  std::vector<std::uint32_t> starts_;
  std::vector<Checkpoint> checkpoints_;  ///< of long lines alone, by offset
};

}  // namespace ecac
