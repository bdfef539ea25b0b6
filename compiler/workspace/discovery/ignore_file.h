#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/support/text/glob.h"

namespace ecac {

/// What a list of gitignore patterns says about one path.
enum class IgnoreAnswer : std::uint8_t { unmentioned, ignored, included };

/// The patterns of one .gitignore, .forceignore or exclude list. Immutable once read.
class IgnoreFile {
 public:
  explicit IgnoreFile(LetterCase letter_case = LetterCase::sensitive) : letter_case_(letter_case) {}

  /// Lines as git reads them: comments, escapes, blanks at the end, `!`, `/` at either end.
  void add_text(std::string_view text);
  /// One pattern, never a comment.
  void add_pattern(std::string_view line);
  bool empty() const { return patterns_.empty(); }

  /// `path` is relative to the folder the patterns belong to. Says nothing of the folders above it:
  /// what lies in an ignored folder is ignored, whatever the patterns say of it.
  IgnoreAnswer match(std::string_view path, bool is_directory) const;

  /// The same with the folders above it asked first, outermost first.
  bool ignores(std::string_view path, bool is_directory) const;

 private:
  struct Pattern {
    Glob glob;
    bool negative = false;
    bool only_directory = false;
    bool name_only = false;  ///< matched against the last part of the path
  };

  LetterCase letter_case_;
  std::vector<Pattern> patterns_;
};

/// Names that the Salesforce CLI never takes for source, with or without a .forceignore.
bool is_always_ignored(std::string_view name);

}  // namespace ecac
