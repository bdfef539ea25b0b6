#include "compiler/model/near_names.h"

#include <algorithm>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

constexpr std::size_t kPieces = NearNames::kLimit + 1;

struct Piece {
  std::size_t begin;
  std::size_t size;
};

Piece piece_of(std::size_t length, std::size_t index) {
  const std::size_t base = length / kPieces;
  const std::size_t longer = kPieces - length % kPieces;  // the last pieces take the remainder
  const std::size_t extra_before = index > longer ? index - longer : 0;
  return {base * index + extra_before, base + (index >= longer ? 1U : 0U)};
}

std::uint64_t key_of(std::size_t length, std::size_t index, std::string_view text) {
  return std::hash<std::string_view>{}(text) ^ (length * kPieces + index) * 0x9E3779B97F4A7C15ULL;
}

std::size_t allowed_edits(std::string_view name) {
  return std::min(NearNames::kLimit, name.size() / 3);
}

}  // namespace

bool is_near(std::string_view a, std::string_view b) {
  const std::size_t allowed = allowed_edits(a);
  return edit_distance(ascii::in_small_letters(a), ascii::in_small_letters(b), allowed) <= allowed;
}

void NearNames::add(std::string_view name) {
  answers_.clear();
  std::uint32_t id = static_cast<std::uint32_t>(names_.size());
  if (free_.empty()) {
    names_.emplace_back();
  } else {
    id = free_.back();
    free_.pop_back();
  }
  names_[id] = {std::string(name), ascii::in_small_letters(name)};
  const std::string_view lower = names_[id].folded;
  for (std::size_t i = 0; i < kPieces; ++i) {
    const Piece piece = piece_of(lower.size(), i);
    by_piece_.emplace(key_of(lower.size(), i, lower.substr(piece.begin, piece.size)), id);
  }
}

void NearNames::remove(std::string_view name) {
  answers_.clear();
  const std::string lower = ascii::in_small_letters(name);
  const Piece piece = piece_of(lower.size(), 0);
  const auto [first, last] = by_piece_.equal_range(
      key_of(lower.size(), 0, std::string_view(lower).substr(piece.begin, piece.size)));
  const auto found = std::find_if(
      first, last, [&](const auto& entry) { return names_[entry.second].written == name; });
  if (found == last) return;
  const std::uint32_t id = found->second;
  for (std::size_t i = 0; i < kPieces; ++i) {
    const Piece each = piece_of(lower.size(), i);
    const auto [begin, end] = by_piece_.equal_range(
        key_of(lower.size(), i, std::string_view(lower).substr(each.begin, each.size)));
    const auto entry = std::find_if(begin, end, [&](const auto& e) { return e.second == id; });
    if (entry != end) by_piece_.erase(entry);
  }
  names_[id] = {};
  free_.push_back(id);
}

void NearNames::forget_answer(std::string_view name) {
  answers_.erase(std::string(name));
}

std::string_view NearNames::other_case(std::string_view name) const {
  const std::string lower = ascii::in_small_letters(name);
  const Piece piece = piece_of(lower.size(), 0);
  const auto [first, last] = by_piece_.equal_range(
      key_of(lower.size(), 0, std::string_view(lower).substr(piece.begin, piece.size)));
  // Of several the first by name, in whatever order they came.
  std::string_view found;
  std::for_each(first, last, [&](const auto& entry) {
    const Name& other = names_[entry.second];
    if (other.written == name || other.folded != lower) return;
    if (found.empty() || found.compare(other.written) > 0) found = other.written;
  });
  return found;
}

NearNames::Match NearNames::nearest(std::string_view name) const {
  const std::string key(name);
  {
    const MutexLock lock(answers_mutex_);
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second;
  }
  // Two threads may search for the same name; both find the same.
  Match found = search(name);
  const MutexLock lock(answers_mutex_);
  return answers_.emplace(key, std::move(found)).first->second;
}

NearNames::Match NearNames::search(std::string_view name) const {
  const std::string lower = ascii::in_small_letters(name);
  const std::size_t allowed = allowed_edits(name);
  std::vector<std::uint32_t> candidates;
  const std::size_t shortest = lower.size() > allowed ? lower.size() - allowed : 1;
  for (std::size_t length = shortest; length <= lower.size() + allowed; ++length) {
    for (std::size_t i = 0; i < kPieces; ++i) {
      const Piece piece = piece_of(length, i);
      for (std::size_t shift = 0; shift <= 2 * allowed; ++shift) {
        if (piece.begin + shift < allowed) continue;
        const std::size_t begin = piece.begin + shift - allowed;
        if (begin + piece.size > lower.size()) break;
        const auto [first, last] = by_piece_.equal_range(
            key_of(length, i, std::string_view(lower).substr(begin, piece.size)));
        std::for_each(first, last, [&](const auto& entry) { candidates.push_back(entry.second); });
      }
    }
  }
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());

  const Name* best = nullptr;
  std::size_t best_distance = allowed;
  bool tie = false;
  for (const std::uint32_t id : candidates) {
    const Name& candidate = names_[id];
    if (candidate.written.empty() || candidate.written == name) continue;
    // Two that are equally near leave room only for a nearer one.
    if (tie && best_distance == 0) break;
    const std::size_t limit = best_distance - (tie ? 1 : 0);
    const std::size_t distance = edit_distance(lower, candidate.folded, limit);
    if (distance > limit) continue;
    tie = best != nullptr && distance == best_distance && candidate.written != best->written;
    best = &candidate;
    best_distance = distance;
  }
  return best != nullptr && !tie ? Match{best->written, best_distance} : Match{};
}

}  // namespace ecac
