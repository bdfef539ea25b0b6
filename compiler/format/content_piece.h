#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/source/text_range.h"

namespace ecac {

/// A piece of what stands between two tags, with its own markup.
struct ContentPiece {
  enum class Kind : std::uint8_t { text, comment, instruction, cdata } kind = Kind::text;
  TextRange range = {};
};

/// The piece that begins at `at`, of a well-formed text without tags between `at` and `end`. Text
/// reaches up to the next markup.
ContentPiece content_piece(std::string_view text, std::uint32_t at, std::uint32_t end);

}  // namespace ecac
