#include "compiler/report/selection/ignored_places.h"

#include <algorithm>

#include "compiler/diagnostics/rule_selector.h"

namespace ecac {

IgnoredPlaces::IgnoredPlaces(const std::vector<IgnoreComment>& comments) {
  for (const IgnoreComment& comment : comments) {
    if (!comment.complete()) continue;
    for (const IgnoredRule& rule : comment.rules) {
      const auto known = groups_.find(rule.selector);
      if (known == groups_.end() && problem_of_selector(rule.selector)) continue;
      Group& group = groups_[rule.selector];
      if (comment.keyword == IgnoreComment::Keyword::element) {
        group.intervals.push_back({comment.covered, entries_.size()});
      } else if (group.whole_file == kNone) {
        group.whole_file = entries_.size();
      }
      entries_.push_back({&comment, &rule});
    }
  }
  for (auto& [selector, group] : groups_) {
    // Comments stand in the order of what they are about. Of two about one element the first holds.
    std::vector<std::size_t> open;
    for (std::size_t i = 0; i < group.intervals.size(); ++i) {
      Interval& interval = group.intervals[i];
      while (!open.empty() && group.intervals[open.back()].range.end <= interval.range.begin) {
        open.pop_back();
      }
      if (!open.empty()) interval.around = open.back();
      if (open.empty() || group.intervals[open.back()].range != interval.range) open.push_back(i);
    }
  }
}

/// The entry of the innermost interval around the place.
std::size_t IgnoredPlaces::find(const Group& group, TextRange place) const {
  const auto behind = std::upper_bound(
      group.intervals.begin(), group.intervals.end(), place.begin,
      [](std::uint32_t at, const Interval& interval) { return at < interval.range.begin; });
  if (behind != group.intervals.begin()) {
    auto at = static_cast<std::size_t>(behind - group.intervals.begin()) - 1;
    // Each step leads to an element further out.
    while (at != kNone) {
      const Interval& interval = group.intervals[at];
      const bool again =
          interval.around != kNone && group.intervals[interval.around].range == interval.range;
      if (!again && interval.range.contains(place)) return interval.entry;
      at = interval.around;
    }
  }
  return group.whole_file;
}

const std::vector<const IgnoredPlaces::Group*>& IgnoredPlaces::groups_for(CaseId rule_case) {
  const auto [known, first] = by_case_.try_emplace(position_of(rule_case));
  if (first && !is_never_off(rule_of(rule_case))) {
    for (const auto& [selector, group] : groups_) {
      if (selects(selector, rule_case)) known->second.push_back(&group);
    }
  }
  return known->second;
}

std::optional<IgnoredPlaces::Entry> IgnoredPlaces::cover(CaseId rule_case, TextRange place) {
  std::size_t best = kNone;
  for (const Group* group : groups_for(rule_case)) {
    const std::size_t found = find(*group, place);
    if (found == kNone) continue;
    entries_[found].used = true;
    const bool nearer = best == kNone || entries_[found].comment->covered.size() <
                                             entries_[best].comment->covered.size();
    if (nearer) best = found;
  }
  if (best == kNone) return std::nullopt;
  return entries_[best];
}

}  // namespace ecac
