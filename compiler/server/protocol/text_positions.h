#pragma once

#include <cstdint>

#include "compiler/server/protocol/geometry.h"
#include "compiler/source/source_text.h"

namespace ecac {

/// What a character of a position counts: bytes, code units, or Unicode scalar values.
enum class PositionEncoding : std::uint8_t { utf8, utf16, utf32 };

std::string_view to_string(PositionEncoding encoding);  ///< `utf-8`

/// Places of one text as an editor tells them. The text is borrowed; a place costs the same
/// wherever it is. Positions that are not there are those nearest before them.
class TextPositions {
 public:
  /// `is_open`: the text is what the editor has, so that a byte order mark in it is one of the
  /// characters that it counts. Of a file it has taken that off.
  TextPositions(const SourceText& text, PositionEncoding encoding, bool is_open)
      : text_(text),
        encoding_(encoding),
        counts_mark_(is_open && text.encoding() == TextEncoding::utf8_bom) {}

  lsp::Position position(std::uint32_t offset) const;
  lsp::Range range(TextRange range) const;
  /// Of a place as findings have it.
  lsp::Position position(LineColumn place) const;
  std::uint32_t offset(lsp::Position position) const;
  TextRange text_range(lsp::Range range) const;

 private:
  std::uint32_t mark_width() const;

  const SourceText& text_;
  PositionEncoding encoding_;
  bool counts_mark_;
};

}  // namespace ecac
