#include "compiler/live/unsettled_text.h"

#include <algorithm>

namespace ecac {

MovedPlaces::MovedPlaces(std::string_view from, std::string_view to) {
  const std::size_t shorter = std::min(from.size(), to.size());
  const auto first =
      std::mismatch(from.begin(), from.begin() + static_cast<std::ptrdiff_t>(shorter), to.begin());
  const auto before = static_cast<std::size_t>(first.first - from.begin());
  const auto last = std::mismatch(
      from.rbegin(), from.rbegin() + static_cast<std::ptrdiff_t>(shorter - before), to.rbegin());
  const auto behind = static_cast<std::size_t>(last.first - from.rbegin());
  same_before_ = static_cast<std::uint32_t>(before);
  same_from_ = static_cast<std::uint32_t>(from.size() - behind);
  shift_ = static_cast<std::int64_t>(to.size()) - static_cast<std::int64_t>(from.size());
}

std::optional<TextRange> MovedPlaces::moved(TextRange range) const {
  if (range.end <= same_before_) return range;
  if (range.begin < same_from_) return std::nullopt;
  return TextRange{static_cast<std::uint32_t>(range.begin + shift_),
                   static_cast<std::uint32_t>(range.end + shift_)};
}

}  // namespace ecac
