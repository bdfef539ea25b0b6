#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/support/mutex.h"

namespace ecac {

/// Finds the names within two edits of a word among many thousands without comparing with each.
/// A name is cut in three pieces; two edits leave at least one piece whole (pigeonhole), so only
/// names that share a piece are compared. Letter case counts as no edit.
class NearNames {
 public:
  static constexpr std::size_t kLimit = 2;

  void add(std::string_view name);
  void remove(std::string_view name);
  /// Nobody misses the name any more.
  void forget_answer(std::string_view name);

  /// The nearest name and its distance: 0 means that only letter case differs. Empty when there is
  /// none or when two are equally near. `name` itself is never the answer. The answer is kept until
  /// names change, for a name that is missed is mostly missed in several files. Safe from several
  /// threads.
  struct Match {
    std::string name = {};
    std::size_t distance = 0;
  };
  Match nearest(std::string_view name) const;
  /// A name that differs in letter case only; "" if there is none. Good until names change.
  std::string_view other_case(std::string_view name) const;

 private:
  Match search(std::string_view name) const;

  struct Name {
    std::string written = {};  ///< empty once removed
    std::string folded = {};
  };
  std::unordered_multimap<std::uint64_t, std::uint32_t> by_piece_;
  std::vector<Name> names_;
  std::vector<std::uint32_t> free_;  ///< of `names_`
  mutable Mutex answers_mutex_;
  mutable std::unordered_map<std::string, Match> answers_;
};

/// Whether `a` is so near to `b` that it must be a typo: at most two edits, and at most one for
/// each three letters, so that short names are not all typos of each other.
bool is_near(std::string_view a, std::string_view b);

}  // namespace ecac
