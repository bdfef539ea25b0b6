#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/secrets/secret_elements.h"
#include "compiler/secrets/secret_values.h"
#include "compiler/source/line_index.h"
#include "compiler/source/text_range.h"

namespace ecac {

/// Keeps secrets out of everything we show. Four characters and the length of a secret remain; of
/// one shorter than sixteen characters only the length. Every piece of file text passes `find` and
/// `mask`, every message, label and fix text passes `redact`.
/// For one thread: it remembers the names that it has judged.
class Redactor {
 public:
  /// `secret_names`: elements whose value is a secret (SchemaSet::secret_names()).
  explicit Redactor(std::span<const std::string_view> secret_names);

  /// The secrets in the text of one file, sorted and disjoint: the spans known from its facts, and
  /// what looks like one although the file is broken: text behind a start tag with a secret name
  /// (namespace prefix, other case, a slip of the pen), attributes, comments, CDATA, JSON members,
  /// query parameters, private keys, tokens. Values that are wholly a placeholder are none. What
  /// stands in one place where it belongs is found in others too, and so are `values`, of other
  /// files.
  std::vector<TextRange> find(std::string_view text, std::span<const TextRange> known = {},
                              const SecretValues& values = {}) const;

  /// Free text such as a message: its own secrets, and every place where it repeats one of `values`
  /// (the secrets of the file it speaks of) or of `others` (those of other files).
  std::string redact(std::string_view text, const SecretValues& values = {},
                     const SecretValues& others = {}) const;

  /// A text that may have been through `redact`, without the places where it repeats one of
  /// `values`.
  static std::string without(std::string_view text, const SecretValues& values);

  /// In another file a shorter value is any word. More than what stays visible of one.
  static constexpr std::size_t kShortestSharedValue = 8;
  /// A value of less characters is found by where it stands, not by what it is: hiding each "ab"
  /// would eat a message.
  static constexpr std::size_t kShortestRepeatedValue = 6;

 private:
  mutable secrets::SecretNames names_;
};

/// The part `window` of a text with its secrets (from Redactor::find) covered by `*`, one for each
/// character, so that columns stay what they were.
std::string mask(std::string_view text, TextRange window, std::span<const TextRange> secrets);

/// A secret as it may be spoken of: `hunte… (14 characters)`.
std::string abbreviate_secret(std::string_view value);

/// What is shown of a line, which can be as long as its file: so many characters around a column.
struct LineExcerpt {
  static constexpr std::uint32_t kColumnsBefore = 200;
  static constexpr std::uint32_t kColumnsAfter = 400;

  std::string text = {};
  std::uint32_t first_column = 1;  ///< of the text
  bool cut_before = false;
  bool cut_after = false;
};

/// One file's text ready for snippets: masked once, cut into lines that end at LF, CRLF or CR.
class RedactedFile {
 public:
  /// `lines` are those of the text. Borrows both; a text without secrets is not copied.
  RedactedFile(std::string_view text, const LineIndex& lines, std::span<const TextRange> secrets);

  std::uint32_t line_count() const { return lines().line_count(); }
  /// What is around a place, of its line alone and without the line end; false behind the last
  /// line. Costs the same however long the line is.
  bool line(LineColumn place, LineExcerpt& excerpt) const;

 private:
  /// A text with its secrets covered, in which a character can be shorter.
  struct Covered {
    std::string text = {};
    LineIndex lines = {};
  };
  const LineIndex& lines() const { return covered_ ? covered_->lines : lines_; }

  std::string_view text_;
  const LineIndex& lines_;
  std::unique_ptr<const Covered> covered_ = {};
};

}  // namespace ecac
