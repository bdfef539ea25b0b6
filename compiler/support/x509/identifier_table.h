#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace ecac::x509 {

/// Whether the rows of a table are sorted by their member `identifier`, as texts.
template <class Row, std::size_t Size>
constexpr bool is_sorted_by_identifier(const Row (&rows)[Size]) {
  return std::is_sorted(rows, rows + Size,
                        [](const Row& a, const Row& b) { return a.identifier < b.identifier; });
}

/// The row of a sorted table; null if there is none.
template <class Row, std::size_t Size>
const Row* find_by_identifier(const Row (&rows)[Size], std::string_view identifier) {
  const Row* const found = std::lower_bound(
      rows, rows + Size, identifier,
      [](const Row& row, std::string_view wanted) { return row.identifier < wanted; });
  return found != rows + Size && found->identifier == identifier ? found : nullptr;
}

}  // namespace ecac::x509
