#include "compiler/server/protocol/text_positions.h"

#include <algorithm>
#include <limits>

#include "compiler/support/utf8.h"

namespace ecac {
namespace text_positions {

/// The begin of the character that an offset lies in.
static std::uint32_t character_begin(std::string_view text, std::uint32_t offset) {
  const auto is_inside = [&](std::uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  // No character has more than three bytes behind its first.
  for (int steps = 0; steps < 3 && offset > 0 && is_inside(offset); ++steps) --offset;
  return offset;
}

}  // namespace text_positions

std::string_view to_string(PositionEncoding encoding) {
  switch (encoding) {
    case PositionEncoding::utf8: return "utf-8";
    case PositionEncoding::utf16: return "utf-16";
    case PositionEncoding::utf32: return "utf-32";
  }
  return "utf-16";
}

std::uint32_t TextPositions::mark_width() const {
  if (!counts_mark_) return 0;
  return encoding_ == PositionEncoding::utf8 ? static_cast<std::uint32_t>(kUtf8Bom.size()) : 1;
}

lsp::Position TextPositions::position(std::uint32_t offset) const {
  if (counts_mark_ && offset < kUtf8Bom.size()) return {};
  return position(text_.lines().position(offset));
}

lsp::Position TextPositions::position(LineColumn place) const {
  const LineIndex& lines = text_.lines();
  place.line = std::max(place.line, 1U);
  lsp::Position position{.line = place.line - 1, .character = std::max(place.column, 1U) - 1};
  if (encoding_ != PositionEncoding::utf32) {
    const UnitColumns columns = lines.columns(place);
    position.character = (encoding_ == PositionEncoding::utf8 ? columns.utf8 : columns.utf16) - 1;
  }
  if (position.line == 0) position.character += mark_width();
  return position;
}

lsp::Range TextPositions::range(TextRange range) const {
  return {.start = position(range.begin), .end = position(range.end)};
}

std::uint32_t TextPositions::offset(lsp::Position position) const {
  const LineIndex& lines = text_.lines();
  constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
  if (position.line >= lines.line_count()) return static_cast<std::uint32_t>(text_.text().size());
  if (position.line == 0 && counts_mark_) {
    if (position.character < mark_width()) return 0;
    position.character -= mark_width();
  }
  const std::uint32_t line = position.line + 1;
  // Past the end is the end; so one more can always be added.
  const std::uint32_t column = std::min(position.character, kMost - 1) + 1;
  switch (encoding_) {
    case PositionEncoding::utf8: {
      const TextRange range = lines.line_range(line);
      const std::uint32_t at = std::min(position.character, range.size());
      return text_positions::character_begin(text_.text(), range.begin + at);
    }
    case PositionEncoding::utf16: return lines.offset_of_utf16({.line = line, .column = column});
    case PositionEncoding::utf32: return lines.offset({.line = line, .column = column});
  }
  return 0;
}

TextRange TextPositions::text_range(lsp::Range range) const {
  const std::uint32_t begin = offset(range.start);
  return {.begin = begin, .end = std::max(begin, offset(range.end))};
}

}  // namespace ecac
