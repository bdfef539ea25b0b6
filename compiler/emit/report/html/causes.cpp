#include "compiler/emit/report/html/causes.h"

#include <map>
#include <numeric>
#include <utility>

namespace ecac::html {

namespace {

/// Sets of numbers that become one, in nearly constant time each.
class JoinedSets {
 public:
  explicit JoinedSets(std::size_t size) : parents_(size) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
  }
  std::size_t first_of(std::size_t item) {
    while (parents_[item] != item) {
      parents_[item] = parents_[parents_[item]];
      item = parents_[item];
    }
    return item;
  }
  void join(std::size_t a, std::size_t b) {
    a = first_of(a);
    b = first_of(b);
    // The smaller number stays, so that the answer does not depend on the order of the calls.
    if (a < b) parents_[b] = a;
    if (b < a) parents_[a] = b;
  }

 private:
  std::vector<std::size_t> parents_;
};

using PlaceKey = std::pair<FileId, std::uint32_t>;

}  // namespace

std::vector<std::size_t> causes_of(const std::vector<const ReportFinding*>& findings) {
  JoinedSets sets(findings.size());
  std::map<PlaceKey, std::size_t> at;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const ReportPlace& place = findings[i]->place;
    if (place.file == FileId::none) continue;
    const auto [entry, first] = at.try_emplace({place.file, place.range.begin}, i);
    // What is about a whole file stands at its begin, whatever it is about.
    if (!first && place.start.line > 1) sets.join(entry->second, i);
  }
  for (std::size_t i = 0; i < findings.size(); ++i) {
    for (const ReportLabel& label : findings[i]->related) {
      const auto there = at.find({label.place.file, label.place.range.begin});
      if (there != at.end() && label.place.start.line > 1) sets.join(there->second, i);
    }
  }
  std::vector<std::size_t> causes(findings.size());
  std::map<std::size_t, std::size_t> numbers;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    causes[i] = numbers.try_emplace(sets.first_of(i), numbers.size()).first->second;
  }
  return causes;
}

}  // namespace ecac::html
