#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/secrets/placeholder.h"
#include "compiler/source/text_range.h"

namespace ecac {

/// Bytes of a file that entries of `replacements` in the project file replace, however they are
/// spelled. Those of one file do not overlap and are in order.
struct DeclaredMarker {
  TextRange range = {};
  std::vector<std::uint32_t> replacements = {};  ///< numbers of the entries, rising
  bool spelled = false;  ///< the project file holds this very text, so that it is no secret
};

/// The markers that overlap a range.
std::span<const DeclaredMarker> markers_in(std::span<const DeclaredMarker> markers,
                                           TextRange range);

/// The same in the values of a file: bytes of all of them, one after the other.
struct FilledPart {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::vector<std::uint32_t> replacements = {};
};

/// The parts that overlap the bytes [begin, end).
std::span<const FilledPart> parts_in(std::span<const FilledPart> parts, std::size_t begin,
                                     std::size_t end);

/// What is open in `text`, which begins at byte `begin` of the values: what is spelled as a
/// placeholder and what is declared as one. Counted from the start of `text`, in order, without
/// overlaps.
std::vector<Placeholder> placeholders_in(std::string_view text, std::size_t begin,
                                         std::span<const FilledPart> parts);

}  // namespace ecac
