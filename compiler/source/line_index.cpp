#include "compiler/source/line_index.h"

#include <algorithm>

#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// Bytes between two checkpoints of a line.
constexpr std::uint32_t kStep = 1024;

constexpr char32_t kFirstPair = 0x10000;

}  // namespace

void LineIndex::reset(std::string_view text) {
  text_ = text;
  starts_.clear();
  note_starts();
  checkpoints_.clear();
  note_checkpoints();
}

void LineIndex::note_starts() {
  const std::string_view text = text_;
  starts_.push_back(text.starts_with(kUtf8Bom) ? static_cast<std::uint32_t>(kUtf8Bom.size()) : 0);
  if (text.find('\r') == std::string_view::npos) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', at + 1)) {
      starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return;
  }
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c != '\n' && c != '\r') continue;
    if (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n') ++at;
    starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
}

void LineIndex::note_checkpoints() {
  for (std::uint32_t line = 1; line <= line_count(); ++line) {
    const TextRange range = line_range(line);
    if (range.end - range.begin <= kStep) continue;
    std::uint32_t column = 1;
    std::uint32_t pairs = 0;
    std::uint32_t next = range.begin + kStep;
    for (std::uint32_t at = range.begin; at < range.end; ++column) {
      if (at >= next) {
        checkpoints_.push_back({at, column, pairs});
        next = at + kStep;
      }
      const Utf8Char scalar = decode_utf8(text_, at);
      if (scalar.value >= kFirstPair) ++pairs;
      at += scalar.size;
    }
  }
}

LineColumn LineIndex::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  auto next = std::upper_bound(starts_.begin() + 1, starts_.end(), offset);
  std::uint32_t at = *(next - 1);
  LineColumn place{.line = static_cast<std::uint32_t>(next - starts_.begin()), .column = 1};
  const auto behind = std::upper_bound(
      checkpoints_.begin(), checkpoints_.end(), offset,
      [](std::uint32_t wanted, const Checkpoint& each) { return wanted < each.offset; });
  if (behind != checkpoints_.begin() && (behind - 1)->offset > at) {
    at = (behind - 1)->offset;
    place.column = (behind - 1)->column;
  }
  while (at < offset) {
    at += decode_utf8(text_, at).size;
    if (at <= offset) ++place.column;
  }
  return place;
}

std::uint32_t LineIndex::offset(LineColumn place) const {
  if (place.line == 0) return starts_.front();
  if (place.line > line_count()) return static_cast<std::uint32_t>(text_.size());
  const TextRange line = line_range(place.line);
  Checkpoint reached = before(place.line, place.column);
  for (; reached.column < place.column && reached.offset < line.end; ++reached.column) {
    reached.offset += decode_utf8(text_, reached.offset).size;
  }
  return reached.offset;
}

LineIndex::Checkpoint LineIndex::before(std::uint32_t line_number, std::uint32_t column) const {
  const TextRange line = line_range(line_number);
  const auto first =
      std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                           [&](const Checkpoint& each) { return each.offset < line.begin; });
  const auto behind = std::partition_point(first, checkpoints_.end(), [&](const Checkpoint& each) {
    return each.offset < line.end && each.column <= column;
  });
  if (behind == first) return {.offset = line.begin, .column = 1};
  return *(behind - 1);
}

UnitColumns LineIndex::columns(LineColumn place) const {
  if (place.line == 0 || place.line > line_count()) return {};
  const TextRange line = line_range(place.line);
  Checkpoint reached = before(place.line, place.column);
  for (; reached.column < place.column && reached.offset < line.end; ++reached.column) {
    const Utf8Char scalar = decode_utf8(text_, reached.offset);
    if (scalar.value >= kFirstPair) ++reached.pairs;
    reached.offset += scalar.size;
  }
  return {.utf8 = reached.offset - line.begin + 1, .utf16 = reached.column + reached.pairs};
}

TextRange LineIndex::line_range(std::uint32_t line) const {
  TextRange range{.begin = starts_[line - 1], .end = static_cast<std::uint32_t>(text_.size())};
  if (line == line_count()) return range;
  range.end = starts_[line] - 1;
  if (text_[range.end] == '\n' && range.end > range.begin && text_[range.end - 1] == '\r') {
    --range.end;
  }
  return range;
}

}  // namespace ecac
