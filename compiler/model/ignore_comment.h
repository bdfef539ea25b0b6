#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// A rule, or several, in the list of an IgnoreComment.
struct IgnoredRule {
  TextRange range = {};
  TextRange with_separator = {};  ///< what goes where the list is to be without it
  std::string selector = {};      ///< as written
};

/// A comment of a metadata file that begins with `ecac-` and speaks to us, as it is written:
/// `ecac-ignore RULES: reason` before an element, `ecac-ignore-file RULES: reason` before the root.
struct IgnoreComment {
  enum class Keyword : std::uint8_t { element, file, unknown } keyword = Keyword::unknown;
  TextRange range = {};  ///< from `<!--` to `-->`
  TextRange word_range = {};
  std::string word = {};                ///< the keyword as written
  std::vector<IgnoredRule> rules = {};  ///< in their order
  std::string reason = {};              ///< in one line; empty if none is given
  TextRange covered = {};               ///< what it speaks of; empty if it stands before nothing

  /// Whether it says all that it must; what its rules are is another question.
  bool complete() const {
    return keyword != Keyword::unknown && !rules.empty() && !reason.empty() && !covered.empty();
  }
};

}  // namespace ecac
