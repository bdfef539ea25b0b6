#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"
#include "compiler/support/text/glob.h"

namespace re2 {
class RE2;
}

namespace ecac {

/// An entry of `replacements` in sfdx-project.json: in which files what is replaced by what.
struct DeclaredReplacement {
  std::string filename = {};  ///< ends the path of its file; or
  std::string glob = {};      ///< a pattern of paths at any depth
  std::string text = {};      ///< what is replaced; or
  std::string pattern = {};   ///< a regular expression for it
  std::string variable = {};  ///< whose value is put in; or
  std::string file = {};      ///< whose content is, from the project's folder
  bool allow_unset = false;
  bool file_missing = false;  ///< nothing stands at `file`, or nothing in it
  struct Condition {
    std::string variable = {};
    std::string value = {};

    friend bool operator==(const Condition&, const Condition&) = default;
  };
  std::vector<Condition> when = {};  ///< all must hold
  TextRange range = {};  ///< in sfdx-project.json: the value that names variable or file
  TextRange pattern_range = {};

  /// What a place is said to be filled from.
  const std::string& source() const { return variable.empty() ? file : variable; }

  friend bool operator==(const DeclaredReplacement&, const DeclaredReplacement&) = default;
};

/// Finds what an entry replaces, as the Salesforce CLI does, except that a pattern is one of RE2:
/// it takes linear time and knows no look-around.
class ReplacementMatcher {
 public:
  explicit ReplacementMatcher(const DeclaredReplacement& replacement);
  ReplacementMatcher(ReplacementMatcher&& other) noexcept;
  ReplacementMatcher& operator=(ReplacementMatcher&& other) noexcept;
  ~ReplacementMatcher();

  /// Why the entry can replace nothing, as a sentence without a full stop; "" if it can.
  const std::string& problem() const { return problem_; }
  /// Both absolute; only files below the root are ever matched.
  bool matches_file(std::string_view root, std::string_view path) const;
  /// Calls `visit` for each match in order; the first group is the whole match, a group that took
  /// no part is empty.
  void for_each_match(
      std::string_view text,
      const std::function<void(std::span<const std::string_view> groups)>& visit) const;

 private:
  std::string filename_;
  std::vector<Glob> globs_;
  std::string text_;
  std::unique_ptr<re2::RE2> pattern_;
  std::string problem_;
};

/// The patterns that `{a,b}` in a pattern stands for, in order; a bounded number of them.
std::vector<std::string> expanded_braces(std::string_view pattern);

}  // namespace ecac
