#include "compiler/cli/options/usage_error.h"

#include <algorithm>
#include <utility>

#include "compiler/support/edit_distance.h"

namespace ecac {

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  std::string_view best = nearest_word(word, known);
  // Two letters the wrong way round are one slip, though two edits.
  std::string swapped(word);
  for (std::size_t i = 1; best.empty() && i < swapped.size(); ++i) {
    std::swap(swapped[i - 1], swapped[i]);
    auto same = std::find(known.begin(), known.end(), swapped);
    if (same != known.end()) best = *same;
    std::swap(swapped[i - 1], swapped[i]);
  }
  if (best.empty()) {
    // An abbreviation is not accepted, but what it stands for can be told.
    auto begins = [&](std::string_view candidate) {
      return word.size() >= 3 && candidate.starts_with(word);
    };
    if (std::count_if(known.begin(), known.end(), begins) == 1) {
      best = *std::find_if(known.begin(), known.end(), begins);
    }
  }
  return best.empty() ? std::string() : "; did you mean `" + std::string(best) + "`?";
}

}  // namespace ecac
