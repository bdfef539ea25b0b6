#include "compiler/support/edit_distance.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "compiler/support/text/ascii.h"

namespace ecac {

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return ascii::to_lower(x) == ascii::to_lower(y);
         });
}

bool is_one_slip(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty() && ascii::to_lower(a.front()) == ascii::to_lower(b.front())) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && ascii::to_lower(a.back()) == ascii::to_lower(b.back())) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() <= 1 && b.size() <= 1) return true;
  return a.size() == 2 && b.size() == 2 && ascii::to_lower(a[0]) == ascii::to_lower(b[1]) &&
         ascii::to_lower(a[1]) == ascii::to_lower(b[0]);
}

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  // What both begin and end with costs nothing and is the bulk of most comparisons.
  while (!a.empty() && !b.empty() && a.front() == b.front()) {
    a.remove_prefix(1);
    b.remove_prefix(1);
  }
  while (!a.empty() && !b.empty() && a.back() == b.back()) {
    a.remove_suffix(1);
    b.remove_suffix(1);
  }
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > limit) return limit + 1;
  if (a.empty()) return b.size();
  // One edit leaves nothing between what is common at both ends but one character of each.
  if (limit <= 1) return limit == 1 && b.size() == 1 ? 1 : limit + 1;

  constexpr std::size_t kShortRow = 64;
  std::array<std::size_t, 2 * kShortRow> short_rows;
  std::vector<std::size_t> long_rows;
  if (b.size() >= kShortRow) long_rows.resize((b.size() + 1) * 2);
  std::size_t* previous = long_rows.empty() ? short_rows.data() : long_rows.data();
  std::size_t* current = previous + b.size() + 1;
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      current[j] = std::min({replace, previous[j] + 1, current[j - 1] + 1});
      best = std::min(best, current[j]);
    }
    if (best > limit) return limit + 1;
    std::swap(previous, current);
  }
  return std::min(previous[b.size()], limit + 1);
}

std::string_view nearest_word(std::string_view word, std::span<const std::string_view> words,
                              std::size_t limit) {
  std::string_view best;
  std::size_t best_distance = limit + 1;
  bool tie = false;
  for (const std::string_view candidate : words) {
    if (equal_ignoring_case(word, candidate)) return candidate;
    // A word of which half must change is another word, not a typo.
    const std::size_t allowed = std::min(limit, std::max<std::size_t>(1, word.size() / 3));
    // Two neighbours that were swapped are one slip, though two edits.
    const std::size_t distance =
        is_one_slip(word, candidate) ? 1 : edit_distance(word, candidate, allowed);
    if (distance > allowed || distance > best_distance) continue;
    tie = distance == best_distance && candidate != best;
    best = candidate;
    best_distance = distance;
  }
  return tie ? std::string_view{} : best;
}

}  // namespace ecac
