#include "compiler/model/near_names.h"

#include <algorithm>
#include <cstdint>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

std::size_t allowed_edits(std::string_view name) {
  return std::min(NearNames::kLimit, name.size() / 3);
}

/// How many edits may lie between a word and a name, and how many of them in the first `half`
/// letters of the word.
struct EditLimits {
  std::size_t whole;
  std::size_t in_half;
  std::size_t half;
};

/// The table of edit distances between the beginnings of a word and those of the names that are
/// walked. Names that begin alike share its rows. Only what is within the limits of the diagonal is
/// kept: the rest is farther.
class DistanceTable {
 public:
  DistanceTable(std::string_view word, EditLimits limits) : word_(word), limits_(limits) {
    add_row();
    for (std::size_t j = 0; j <= limits.whole; ++j) cells_[j + limits.whole] = cell(j, j);
  }

  /// Fills in the row of the first `depth` letters of a name, of which the last is `letter`.
  /// Whether any name that begins so can be within the limits.
  bool extend(std::size_t depth, char letter) {
    while (cells_.size() < (depth + 1) * width()) add_row();
    const std::uint8_t* above = &cells_[(depth - 1) * width()];
    std::uint8_t* row = &cells_[depth * width()];
    bool any = false;
    std::size_t before = limits_.whole + 1;  // of the cell to the left
    for (std::size_t k = 0; k < width(); ++k) {
      const std::size_t j = depth + k - limits_.whole;  // letters of the word; wraps below zero
      row[k] = cell(limits_.whole + 1, 0);
      if (depth + k < limits_.whole || j > word_.size()) continue;
      std::size_t distance = before + 1;
      if (k + 1 < width()) distance = std::min<std::size_t>(distance, above[k + 1] + 1U);
      if (j > 0) {
        distance = std::min<std::size_t>(distance, above[k] + (word_[j - 1] == letter ? 0U : 1U));
      }
      row[k] = cell(distance, j);
      before = row[k];
      any |= before <= limits_.whole;
    }
    return any;
  }

  /// Whether a name of `depth` letters is within the limits of the word.
  bool is_within(std::size_t depth) const {
    const std::size_t k = word_.size() + limits_.whole - depth;  // wraps where it is too long
    return k < width() && cells_[depth * width() + k] <= limits_.whole;
  }

 private:
  std::size_t width() const { return 2 * limits_.whole + 1; }
  /// Of `j` letters of the word; what is above its limit is above all.
  std::uint8_t cell(std::size_t distance, std::size_t j) const {
    const std::size_t limit = j <= limits_.half ? limits_.in_half : limits_.whole;
    return static_cast<std::uint8_t>(distance <= limit ? distance : limits_.whole + 1);
  }
  void add_row() { cells_.resize(cells_.size() + width(), cell(limits_.whole + 1, 0)); }

  std::string_view word_;
  EditLimits limits_;
  std::vector<std::uint8_t> cells_;
};

std::size_t common_beginning(std::string_view a, std::string_view b) {
  const auto [end, other] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return static_cast<std::size_t>(end - a.begin());
}

/// Behind the first names of a sorted list that begin with `beginning`, which are mostly few.
template <class Name>
std::size_t count_beginning(std::span<const Name> names, std::string_view beginning) {
  const auto begins_so = [&](const Name& name) { return name.folded.starts_with(beginning); };
  std::size_t step = 1;
  while (step < names.size() && begins_so(names[step])) step *= 2;
  const auto last = names.subspan(step / 2, std::min(step, names.size()) - step / 2);
  return step / 2 +
         static_cast<std::size_t>(std::ranges::partition_point(last, begins_so) - last.begin());
}

/// Calls `visit(name)` for each name within the limits of the word, in their order, until it
/// returns false. The names are sorted by `folded`.
template <class Name, class Visit>
void for_each_within(std::span<const Name> names, std::string_view word, EditLimits limits,
                     Visit&& visit) {
  DistanceTable table(word, limits);
  std::string_view before;  // the name whose rows the table has
  std::size_t rows = 0;     // of its letters
  for (std::size_t at = 0; at < names.size();) {
    const std::string_view name = names[at].folded;
    std::size_t depth = std::min(rows, common_beginning(before, name));
    bool reachable = true;
    while (reachable && depth < name.size()) {
      ++depth;
      reachable = table.extend(depth, name[depth - 1]);
    }
    before = name;
    rows = depth;
    if (!reachable) {
      at += count_beginning(names.subspan(at), name.substr(0, depth));
      continue;
    }
    if (table.is_within(depth) && !visit(names[at])) return;
    ++at;
  }
}

std::string reversed(std::string_view text) {
  return {text.rbegin(), text.rend()};
}

}  // namespace

bool is_near(std::string_view a, std::string_view b) {
  const std::size_t allowed = allowed_edits(a);
  return edit_distance(ascii::in_small_letters(a), ascii::in_small_letters(b), allowed) <= allowed;
}

void NearNames::Sorted::add(Name name) {
  names_.push_back(std::move(name));
}

void NearNames::Sorted::remove(const Name& name) {
  sort();
  const auto found = std::ranges::lower_bound(names_, name);
  if (found == names_.end() || *found != name) return;
  names_.erase(found);
  --sorted_;
}

void NearNames::Sorted::sort() {
  if (sorted_ == names_.size()) return;
  const auto added = names_.begin() + static_cast<std::ptrdiff_t>(sorted_);
  std::sort(added, names_.end());
  std::inplace_merge(names_.begin(), added, names_.end());
  sorted_ = names_.size();
}

std::span<const NearNames::Name> NearNames::Sorted::same_folded(const std::string& folded) const {
  const auto first = std::ranges::lower_bound(names_, folded, {}, &Name::folded);
  const auto last = std::ranges::upper_bound(names_, folded, {}, &Name::folded);
  return {first, last};
}

void NearNames::add(std::string_view name) {
  answers_.clear();
  std::string folded = ascii::in_small_letters(name);
  backwards_.add({reversed(folded), std::string(name)});
  forwards_.add({std::move(folded), std::string(name)});
}

void NearNames::remove(std::string_view name) {
  answers_.clear();
  std::string folded = ascii::in_small_letters(name);
  backwards_.remove({reversed(folded), std::string(name)});
  forwards_.remove({std::move(folded), std::string(name)});
}

void NearNames::forget_answer(std::string_view name) {
  answers_.erase(std::string(name));
}

void NearNames::sort() const {
  forwards_.sort();
  backwards_.sort();
}

std::string_view NearNames::other_case(std::string_view name) const {
  {
    const MutexLock lock(mutex_);
    sort();
  }
  for (const Name& other : forwards_.same_folded(ascii::in_small_letters(name))) {
    if (other.written != name) return other.written;
  }
  return {};
}

NearNames::Match NearNames::nearest(std::string_view name) const {
  const std::string key(name);
  {
    const MutexLock lock(mutex_);
    const auto known = answers_.find(key);
    if (known != answers_.end()) return known->second;
    sort();
  }
  // Two threads may search for the same name; both find the same.
  Match found = search(name);
  const MutexLock lock(mutex_);
  return answers_.emplace(key, std::move(found)).first->second;
}

NearNames::Match NearNames::search(std::string_view name) const {
  const std::string word = ascii::in_small_letters(name);
  std::vector<const Name*> found;
  const auto take = [&](const Name& candidate) {
    const auto same = [&](const Name* other) { return other->written == candidate.written; };
    if (candidate.written != name && std::ranges::none_of(found, same)) found.push_back(&candidate);
    return found.size() < 2;
  };
  // The nearest first: most words have one slip, and two that are equally near end the search.
  for (const Name& candidate : forwards_.same_folded(word)) {
    if (!take(candidate)) break;
  }
  std::size_t distance = 0;
  while (found.empty() && distance < allowed_edits(name)) {
    ++distance;
    const std::size_t half = word.size() / 2;
    for_each_within(forwards_.all(), word, {distance, distance / 2, half}, take);
    if (found.size() == 2) break;
    // A letter too many between the halves belongs to the first one only.
    for_each_within(backwards_.all(), reversed(word),
                    {distance, distance / 2, word.size() - half - 1}, take);
  }
  return found.size() == 1 ? Match{found.front()->written, distance} : Match{};
}

}  // namespace ecac
