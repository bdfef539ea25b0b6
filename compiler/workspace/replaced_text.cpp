#include "compiler/workspace/replaced_text.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "compiler/support/check.h"

namespace ecac {

namespace {

/// Ranges that share a byte; an empty one also touches what it stands in or beside.
bool touch(TextRange a, TextRange b) {
  if (a.empty() || b.empty()) return a.begin <= b.end && b.begin <= a.end;
  return a.begin < b.end && b.begin < a.end;
}

void add_variable(std::string& list, const std::string& variable) {
  if (list.empty()) {
    list = variable;
    return;
  }
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(", ", begin), list.size());
    if (list.compare(begin, end - begin, variable) == 0) return;
    begin = end + 2;
  }
  list += ", ";
  list += variable;
}

}  // namespace

/// Where an offset that is in no piece was written.
std::uint32_t ReplacedPieces::outside(std::uint32_t offset) const {
  const auto after =
      std::partition_point(pieces_.begin(), pieces_.end(),
                           [&](const ReplacedPiece& piece) { return piece.now.end <= offset; });
  if (after == pieces_.begin()) return offset;
  const ReplacedPiece& before = *std::prev(after);
  return before.original.end + (offset - before.now.end);
}

OriginalPlace ReplacedPieces::original(TextRange range) const {
  auto piece = std::partition_point(pieces_.begin(), pieces_.end(), [&](const ReplacedPiece& one) {
    return one.now.end < range.begin;
  });
  bool begins_inside = false;
  bool ends_inside = false;
  OriginalPlace place;
  TextRange covered;
  for (; piece != pieces_.end() && piece->now.begin <= range.end; ++piece) {
    if (!touch(piece->now, range)) continue;
    if (place.variable.empty()) covered.begin = piece->original.begin;
    covered.end = piece->original.end;
    begins_inside = begins_inside || piece->now.begin <= range.begin;
    ends_inside = range.end <= piece->now.end;
    add_variable(place.variable, piece->variable);
  }
  place.range.begin = begins_inside ? covered.begin : outside(range.begin);
  place.range.end = ends_inside ? covered.end : outside(range.end);
  return place;
}

/// One pass over a text: pieces and replacements that touch are taken together, what lies between
/// is copied.
class ReplacementPass {
 public:
  ReplacementPass(const std::string& text, const ReplacedPieces& old,
                  std::span<const TextReplacement> replacements)
      : text_(text), old_(old), replacements_(replacements) {}

  void run() {
    while (piece_ < old_.pieces_.size() || replacement_ < replacements_.size()) take_group();
    copy_to(static_cast<std::uint32_t>(text_.size()));
  }

  std::string output = {};
  ReplacedPieces pieces = {};

 private:
  static constexpr std::uint32_t kFar = 0xFFFFFFFF;

  std::uint32_t next_piece() const {
    return piece_ < old_.pieces_.size() ? old_.pieces_[piece_].now.begin : kFar;
  }
  std::uint32_t next_replacement() const {
    return replacement_ < replacements_.size() ? replacements_[replacement_].range.begin : kFar;
  }

  /// What is empty belongs to what it stands beside.
  bool goes_on(std::uint32_t begin) const {
    const std::uint32_t next = std::min(next_piece(), next_replacement());
    if (next != end_) return next < end_;
    return end_ == begin || (next_piece() == end_ && old_.pieces_[piece_].now.empty());
  }

  void copy_to(std::uint32_t end) {
    output.append(text_, at_, end - at_);
    at_ = end;
  }

  void take_piece(ReplacedPiece& group) {
    const ReplacedPiece& piece = old_.pieces_[piece_++];
    end_ = std::max(end_, piece.now.end);
    cover(group, piece.original);
    add_variable(group.variable, piece.variable);
  }

  void take_replacement(ReplacedPiece& group) {
    const TextReplacement& replacement = replacements_[replacement_++];
    ECAC_CHECK(replacement.range.begin >= at_);
    end_ = std::max(end_, replacement.range.end);
    cover(group, old_.original(replacement.range).range);
    add_variable(group.variable, replacement.variable);
    copy_to(replacement.range.begin);
    output += replacement.text;
    at_ = replacement.range.end;
  }

  void cover(ReplacedPiece& group, TextRange original) {
    if (first_) {
      group.original = original;
    } else {
      group.original.begin = std::min(group.original.begin, original.begin);
      group.original.end = std::max(group.original.end, original.end);
    }
    first_ = false;
  }

  void take_group() {
    const std::uint32_t begin = std::min(next_piece(), next_replacement());
    copy_to(begin);
    ReplacedPiece group;
    group.now.begin = static_cast<std::uint32_t>(output.size());
    end_ = begin;
    first_ = true;
    do {
      if (next_piece() <= next_replacement()) {
        take_piece(group);
      } else {
        take_replacement(group);
      }
    } while (goes_on(begin));
    copy_to(std::max(end_, at_));
    group.now.end = static_cast<std::uint32_t>(output.size());
    pieces.pieces_.push_back(std::move(group));
  }

  const std::string& text_;
  const ReplacedPieces& old_;
  std::span<const TextReplacement> replacements_;
  std::size_t piece_ = 0;
  std::size_t replacement_ = 0;
  std::uint32_t at_ = 0;   ///< everything before is in the output
  std::uint32_t end_ = 0;  ///< of the group
  bool first_ = true;
};

void ReplacedText::replace(std::span<const TextReplacement> replacements) {
  if (replacements.empty()) return;
  ReplacementPass pass(text_, pieces_, replacements);
  pass.run();
  text_ = std::move(pass.output);
  pieces_ = std::move(pass.pieces);
}

}  // namespace ecac
