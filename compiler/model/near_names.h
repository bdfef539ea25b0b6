#pragma once

#include <compare>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/support/mutex.h"

namespace ecac {

/// Finds the names within two edits of a word among many thousands without comparing with each.
/// Of two edits at most one lies in the first half of the word, or in the second: the names are
/// walked like a tree of their letters, from the front and from the back, and only branches with
/// half of the edits in the first half are entered. Letter case counts as no edit.
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
  struct Name {
    std::string folded = {};  ///< in small letters
    std::string written = {};
    friend auto operator<=>(const Name&, const Name&) = default;
  };
  /// Sorted when they are asked for.
  class Sorted {
   public:
    void add(Name name);
    void remove(const Name& name);
    void sort();
    std::span<const Name> all() const { return names_; }
    std::span<const Name> same_folded(const std::string& folded) const;

   private:
    std::vector<Name> names_;
    std::size_t sorted_ = 0;  ///< of the names; those added since stand behind them
  };
  void sort() const;
  Match search(std::string_view name) const;

  mutable Mutex mutex_;
  mutable Sorted forwards_;
  mutable Sorted backwards_;  ///< `folded` reads from the end
  mutable std::unordered_map<std::string, Match> answers_;
};

/// Whether `a` is so near to `b` that it must be a typo: at most two edits, and at most one for
/// each three letters, so that short names are not all typos of each other.
bool is_near(std::string_view a, std::string_view b);

}  // namespace ecac
