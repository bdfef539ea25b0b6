#include "compiler/edit/line_diff.h"

#include <algorithm>
#include <cstddef>

namespace ecac {
namespace line_diff {
namespace {

using Lines = std::vector<std::string_view>;

// Beyond so many changed lines a shortest script is worth less than its time.
constexpr std::size_t kMostChanges = 2000;

// Between the common head and tail of the files.
void keep_common(const Lines& a, const Lines& b, std::size_t head, std::size_t tail,
                 KeptLines& kept) {
  const auto n = static_cast<std::ptrdiff_t>(a.size() - head - tail);
  const auto m = static_cast<std::ptrdiff_t>(b.size() - head - tail);
  const std::ptrdiff_t most = std::min<std::ptrdiff_t>(n + m, kMostChanges);
  auto same = [&](std::ptrdiff_t x, std::ptrdiff_t y) {
    return a[head + static_cast<std::size_t>(x)] == b[head + static_cast<std::size_t>(y)];
  };
  std::vector<std::vector<std::ptrdiff_t>> trace;
  std::vector<std::ptrdiff_t> furthest(static_cast<std::size_t>(2 * most + 3), 0);
  auto at = [&](std::vector<std::ptrdiff_t>& row, std::ptrdiff_t k) -> std::ptrdiff_t& {
    return row[static_cast<std::size_t>(k + most + 1)];
  };
  std::ptrdiff_t steps = -1;
  for (std::ptrdiff_t d = 0; d <= most && steps < 0; ++d) {
    trace.push_back(furthest);
    for (std::ptrdiff_t k = -d; k <= d; k += 2) {
      bool down = k == -d || (k != d && at(furthest, k - 1) < at(furthest, k + 1));
      std::ptrdiff_t x = down ? at(furthest, k + 1) : at(furthest, k - 1) + 1;
      std::ptrdiff_t y = x - k;
      while (x < n && y < m && same(x, y)) ++x, ++y;
      at(furthest, k) = x;
      if (x >= n && y >= m) {
        steps = d;
        break;
      }
    }
  }
  if (steps < 0) return;  // too different: the whole middle is replaced
  std::ptrdiff_t x = n;
  std::ptrdiff_t y = m;
  for (std::ptrdiff_t d = steps; d >= 0; --d) {
    auto& row = trace[static_cast<std::size_t>(d)];
    std::ptrdiff_t k = x - y;
    bool down = k == -d || (k != d && at(row, k - 1) < at(row, k + 1));
    std::ptrdiff_t from_k = down ? k + 1 : k - 1;
    std::ptrdiff_t from_x = d == 0 ? 0 : at(row, from_k);
    std::ptrdiff_t from_y = d == 0 ? 0 : from_x - from_k;
    while (x > from_x && y > from_y && x > 0 && y > 0 && same(x - 1, y - 1)) {
      --x;
      --y;
      kept.old_lines[head + static_cast<std::size_t>(x)] = true;
      kept.new_lines[head + static_cast<std::size_t>(y)] = true;
    }
    x = from_x;
    y = from_y;
  }
}

}  // namespace
}  // namespace line_diff

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    std::size_t end = text.find('\n');
    std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

KeptLines kept_lines(const std::vector<std::string_view>& a,
                     const std::vector<std::string_view>& b) {
  KeptLines kept{std::vector<bool>(a.size()), std::vector<bool>(b.size())};
  std::size_t shorter = std::min(a.size(), b.size());
  std::size_t head = 0;
  while (head < shorter && a[head] == b[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && a[a.size() - 1 - tail] == b[b.size() - 1 - tail]) ++tail;
  for (std::size_t i = 0; i < head; ++i) kept.old_lines[i] = kept.new_lines[i] = true;
  for (std::size_t i = 1; i <= tail; ++i) {
    kept.old_lines[a.size() - i] = kept.new_lines[b.size() - i] = true;
  }
  line_diff::keep_common(a, b, head, tail, kept);
  return kept;
}

}  // namespace ecac
