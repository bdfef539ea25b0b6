#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "compiler/source/text_range.h"

namespace ecac {

/// Text that stands where other text was written.
struct ReplacedPiece {
  TextRange now = {};       ///< in the text as it is
  TextRange original = {};  ///< in the text as it was written
  std::string variable = {};
};

/// What is put in for a range of the text as it is.
struct TextReplacement {
  TextRange range = {};
  std::string text = {};
  std::string variable = {};
};

/// Where something stands in the text as written. `variable` is not empty if a part of it was put
/// in; several are joined with commas.
struct OriginalPlace {
  TextRange range = {};
  std::string variable = {};
};

/// The pieces of one text, in order and disjoint, as they are found from the outside.
class ReplacedPieces {
 public:
  bool empty() const { return pieces_.empty(); }
  const std::vector<ReplacedPiece>& all() const { return pieces_; }
  /// A range that touches a piece covers all of what that piece stands for.
  OriginalPlace original(TextRange range) const;

 private:
  friend class ReplacedText;
  friend class ReplacementPass;
  std::uint32_t outside(std::uint32_t offset) const;

  std::vector<ReplacedPiece> pieces_;
};

/// A text under replacement, one pass after the other, which always knows where each of its parts
/// was written.
class ReplacedText {
 public:
  explicit ReplacedText(std::string text) : text_(std::move(text)) {}

  const std::string& text() const { return text_; }
  const ReplacedPieces& pieces() const { return pieces_; }
  /// The replacements are disjoint and in order. One that touches an earlier piece becomes one
  /// piece with it.
  void replace(std::span<const TextReplacement> replacements);

  std::string take_text() && { return std::move(text_); }
  ReplacedPieces take_pieces() && { return std::move(pieces_); }

 private:
  std::string text_;
  ReplacedPieces pieces_;
};

}  // namespace ecac
