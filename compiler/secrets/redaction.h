#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// Keeps secrets out of everything we show. Five characters and the length of a secret remain; of
/// one shorter than ten characters only the length. Every piece of file text passes `find` and
/// `mask`, every message, label and fix text passes `redact`.
class Redactor {
 public:
  /// `secret_names`: elements whose value is a secret (SchemaSet::secret_names()).
  explicit Redactor(std::span<const std::string_view> secret_names);

  /// The secrets in the text of one file, sorted and disjoint: the spans known from its facts, and
  /// what looks like one although the file is broken: text behind a start tag with a secret name
  /// (namespace prefix, other case, a slip of the pen), attributes, comments, CDATA, JSON members,
  /// query parameters, private keys, tokens. Values that are wholly a placeholder are none.
  std::vector<TextRange> find(std::string_view text, std::span<const TextRange> known = {}) const;

  /// Free text such as a message: its own secrets, and every place where it repeats one of `values`
  /// (the secrets of the file it speaks of).
  std::string redact(std::string_view text, std::span<const std::string> values = {}) const;

 private:
  std::vector<std::string> names_;  ///< lower case, sorted
};

/// The part `window` of a text with its secrets (from Redactor::find) covered by `*`, one for each
/// character, so that columns stay what they were.
std::string mask(std::string_view text, TextRange window, std::span<const TextRange> secrets);

/// A secret as it may be spoken of: `hunte… (14 characters)`.
std::string abbreviate_secret(std::string_view value);

/// One file's text ready for snippets: masked once, cut into lines that end at LF, CRLF or CR.
class RedactedFile {
 public:
  RedactedFile() = default;
  RedactedFile(std::string_view text, std::span<const TextRange> secrets);

  std::size_t line_count() const { return starts_.size(); }
  /// Line from 1, without its line end; false behind the last line.
  bool line(std::uint32_t number, std::string& text) const;

 private:
  std::string text_;
  std::vector<std::size_t> starts_;
};

}  // namespace ecac
