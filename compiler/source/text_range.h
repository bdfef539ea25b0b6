#pragma once

#include <compare>
#include <cstdint>

namespace ecac {

/// Half-open range of bytes in the UTF-8 text of one file. Eight bytes, passed by value.
struct TextRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  constexpr std::uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(std::uint32_t offset) const { return begin <= offset && offset < end; }
  constexpr bool contains(TextRange other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr auto operator<=>(TextRange, TextRange) = default;
};

}  // namespace ecac
