#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace ecac {

/// Levenshtein distance in bytes, or `limit + 1` when it is more than `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// Whether one slip of the keyboard lies between two words: a letter too many, too few or wrong, or
/// two neighbours swapped. Letter case does not count.
bool is_one_slip(std::string_view a, std::string_view b);

/// The one word nearest to `word` within `limit` edits (letter case counts as no edit when nothing
/// else differs); empty when none is near or two are equally near.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> words,
                              std::size_t limit = 2);

/// ASCII letters compared without case.
bool equal_ignoring_case(std::string_view a, std::string_view b);

}  // namespace ecac
