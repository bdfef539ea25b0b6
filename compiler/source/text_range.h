#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace ecac {

/// Half-open range of bytes in the UTF-8 text of one file. Eight bytes, passed by value.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  /// It contains the place, or ends there, as a word does that somebody has just typed.
  constexpr bool touches(std::uint32_t offset) const { return begin <= offset && offset <= end; }
  constexpr bool contains(TextRange other) const {
    return begin <= other.begin && other.end <= end;
  }
  /// The part of `text` that the range covers.
  constexpr std::string_view in(std::string_view text) const { return text.substr(begin, size()); }
  friend constexpr auto operator<=>(TextRange, TextRange) = default;
};

}  // namespace ecac
