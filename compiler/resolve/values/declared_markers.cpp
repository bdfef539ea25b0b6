#include "compiler/resolve/values/declared_markers.h"

#include <algorithm>
#include <utility>

#include "compiler/support/limits.h"

namespace ecac {

namespace {

/// One marker of those that overlap.
std::vector<DeclaredMarker> joined(std::vector<DeclaredMarker> found) {
  std::sort(found.begin(), found.end(),
            [](const DeclaredMarker& a, const DeclaredMarker& b) { return a.range < b.range; });
  std::vector<DeclaredMarker> all;
  for (DeclaredMarker& marker : found) {
    if (all.empty() || marker.range.begin >= all.back().range.end) {
      all.push_back(std::move(marker));
      continue;
    }
    DeclaredMarker& last = all.back();
    last.range.end = std::max(last.range.end, marker.range.end);
    last.spelled &= marker.spelled;
    last.replacements.insert(last.replacements.end(), marker.replacements.begin(),
                             marker.replacements.end());
  }
  for (DeclaredMarker& marker : all) {
    auto& numbers = marker.replacements;
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  }
  return all;
}

TextRange range_of_match(std::size_t begin, std::size_t size) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
}

}  // namespace

DeclaredMarkers::DeclaredMarkers(std::span<const DeclaredReplacement> replacements,
                                 std::string root, const std::function<bool(std::size_t)>& is_open)
    : root_(std::move(root)) {
  std::map<std::pair<std::string, std::string>, std::size_t> known;
  for (std::size_t i = 0; i < replacements.size(); ++i) {
    const DeclaredReplacement& declared = replacements[i];
    if (is_open && !is_open(i)) continue;
    ReplacementMatcher matcher(declared);
    if (!matcher.problem().empty()) continue;
    const auto [place, is_new] =
        known.try_emplace({declared.filename, declared.glob}, selections_.size());
    if (is_new) {
      selections_.push_back({ReplacementMatcher(declared)});
      if (!declared.filename.empty()) {
        by_filename_.emplace(declared.filename, place->second);
        filename_sizes_.insert(declared.filename.size());
      }
      if (!declared.glob.empty()) by_glob_.push_back(place->second);
    }
    Selection& selection = selections_[place->second];
    const auto number = static_cast<std::uint32_t>(i);
    if (declared.pattern.empty()) {
      selection.texts.emplace_back(declared.text, number);
    } else {
      selection.patterns.emplace_back(std::move(matcher), number);
    }
  }
}

DeclaredMarkers::Texts::Texts(std::vector<std::pair<std::string_view, std::uint32_t>> texts)
    : sorted(std::move(texts)) {
  std::sort(sorted.begin(), sorted.end());
  prefixes.reserve(sorted.size());
  std::vector<std::size_t> open;  // the texts that the next one may begin with, the longest last
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const std::string_view text = sorted[i].first;
    begins[static_cast<unsigned char>(text.front())] = true;
    while (!open.empty() && !text.starts_with(sorted[open.back()].first)) open.pop_back();
    prefixes.push_back(open.empty() ? i : open.back());
    open.push_back(i);
  }
}

/// Of texts, most of which stand nowhere, the longest that begins at each byte: the last that is
/// not behind the rest of the file, or one that this begins with.
void DeclaredMarkers::Texts::find(std::string_view text, std::vector<DeclaredMarker>& found) const {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!begins[static_cast<unsigned char>(text[at])]) continue;
    const std::string_view rest = text.substr(at);
    const auto behind =
        std::upper_bound(sorted.begin(), sorted.end(), rest,
                         [](std::string_view a, const auto& b) { return a < b.first; });
    if (behind == sorted.begin()) continue;
    auto i = static_cast<std::size_t>(behind - sorted.begin()) - 1;
    while (!rest.starts_with(sorted[i].first) && prefixes[i] != i) i = prefixes[i];
    const std::string_view match = sorted[i].first;
    if (!rest.starts_with(match)) continue;
    DeclaredMarker marker{range_of_match(at, match.size()), {}, true};
    // Entries for one text stand together.
    for (std::size_t same = i + 1; same > 0 && sorted[same - 1].first == match; --same) {
      marker.replacements.push_back(sorted[same - 1].second);
    }
    found.push_back(std::move(marker));
    at += match.size() - 1;
  }
}

std::vector<std::size_t> DeclaredMarkers::selections_for(std::string_view path) const {
  std::vector<std::size_t> chosen;
  for (const std::size_t size : filename_sizes_) {
    if (size > path.size()) break;
    const auto named = by_filename_.find(path.substr(path.size() - size));
    if (named != by_filename_.end()) chosen.push_back(named->second);
  }
  chosen.insert(chosen.end(), by_glob_.begin(), by_glob_.end());
  std::erase_if(chosen, [&](std::size_t number) {
    return !selections_[number].files.matches_file(root_, path);
  });
  return chosen;
}

std::shared_ptr<const DeclaredMarkers::Texts> DeclaredMarkers::texts_of(
    const std::vector<std::size_t>& selections) const {
  constexpr std::size_t kMostKept = 16;
  const MutexLock lock(mutex_);
  if (const auto known = texts_.find(selections); known != texts_.end()) return known->second;
  std::vector<std::pair<std::string_view, std::uint32_t>> all;
  for (const std::size_t number : selections) {
    const Selection& selection = selections_[number];
    all.insert(all.end(), selection.texts.begin(), selection.texts.end());
  }
  auto texts = std::make_shared<const Texts>(std::move(all));
  if (texts_.size() == kMostKept) texts_.clear();
  texts_.emplace(selections, texts);
  return texts;
}

/// Each pattern is a pass over the text of its own. Where that would take too long nobody knows
/// what the deploy makes of the file.
void DeclaredMarkers::find_patterns(const std::vector<std::size_t>& selections,
                                    std::string_view text,
                                    std::vector<DeclaredMarker>& found) const {
  std::size_t work = 0;
  DeclaredMarker rest{range_of_match(0, text.size()), {}};
  for (const std::size_t number : selections) {
    for (const auto& [pattern, written] : selections_[number].patterns) {
      const std::uint32_t entry = written;
      work += text.size();
      if (work > limits::kPatternWork) {
        rest.replacements.push_back(entry);
        continue;
      }
      pattern.for_each_match(text, [&](std::span<const std::string_view> groups) {
        const std::string_view match = groups.front();
        if (match.empty()) return;
        const auto at = static_cast<std::size_t>(match.data() - text.data());
        found.push_back({range_of_match(at, match.size()), {entry}});
      });
    }
  }
  if (!rest.replacements.empty()) found.push_back(std::move(rest));
}

std::vector<DeclaredMarker> DeclaredMarkers::find(std::string_view path,
                                                  std::string_view text) const {
  if (selections_.empty()) return {};
  const std::vector<std::size_t> selections = selections_for(path);
  if (selections.empty()) return {};
  std::vector<DeclaredMarker> found;
  texts_of(selections)->find(text, found);
  find_patterns(selections, text, found);
  return joined(std::move(found));
}

}  // namespace ecac
