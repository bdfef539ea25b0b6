#include "compiler/model/filled_part.h"

#include <algorithm>

namespace ecac {

namespace {

/// Of ranges in order and without overlaps those that overlap [begin, end).
template <class Range, class RangeOf>
std::span<const Range> overlapping(std::span<const Range> all, std::size_t begin, std::size_t end,
                                   RangeOf range_of) {
  const auto first = std::partition_point(
      all.begin(), all.end(), [&](const Range& one) { return range_of(one).end <= begin; });
  const auto last = std::partition_point(
      first, all.end(), [&](const Range& one) { return range_of(one).begin < end; });
  return {first, last};
}

}  // namespace

std::span<const DeclaredMarker> markers_in(std::span<const DeclaredMarker> markers,
                                           TextRange range) {
  return overlapping(markers, range.begin, range.end,
                     [](const DeclaredMarker& marker) { return marker.range; });
}

std::span<const FilledPart> parts_in(std::span<const FilledPart> parts, std::size_t begin,
                                     std::size_t end) {
  return overlapping(parts, begin, end, [](const FilledPart& part) {
    return TextRange{part.begin, part.end};
  });
}

std::vector<Placeholder> placeholders_in(std::string_view text, std::size_t begin,
                                         std::span<const FilledPart> parts) {
  std::vector<Placeholder> all = find_placeholders(text);
  const auto filled = parts_in(parts, begin, begin + text.size());
  if (filled.empty()) return all;
  for (const FilledPart& part : filled) {
    all.push_back({std::max<std::size_t>(part.begin, begin) - begin,
                   std::min<std::size_t>(part.end, begin + text.size()) - begin});
  }
  std::sort(all.begin(), all.end(),
            [](const Placeholder& a, const Placeholder& b) { return a.begin < b.begin; });
  std::vector<Placeholder> merged;
  for (const Placeholder& one : all) {
    if (!merged.empty() && one.begin < merged.back().end) {
      merged.back().end = std::max(merged.back().end, one.end);
      merged.back().unusual &= one.unusual;
    } else {
      merged.push_back(one);
    }
  }
  return merged;
}

}  // namespace ecac
