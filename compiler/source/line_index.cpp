#include "compiler/source/line_index.h"

#include <algorithm>
#include <cstring>

#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// Bytes between two checkpoints of a line.
constexpr std::uint32_t kStep = 1024;

/// Most of any text; a character a byte needs no decoding.
constexpr std::uint32_t kAsciiRun = 8;

bool is_ascii_run(std::string_view text, std::uint32_t at) {
  std::uint64_t bytes = 0;
  static_assert(sizeof bytes == kAsciiRun);
  std::memcpy(&bytes, text.data() + at, sizeof bytes);
  return (bytes & 0x8080808080808080) == 0;
}

std::uint32_t size_of_character(std::string_view text, std::uint32_t at) {
  return static_cast<unsigned char>(text[at]) < 0x80 ? 1 : decode_utf8(text, at).size;
}

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
  starts_.reserve(1 + static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n') +
                                               std::count(text.begin(), text.end(), '\r')));
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
    std::uint32_t next = range.begin + kStep;
    for (std::uint32_t at = range.begin; at < range.end;) {
      if (at >= next) {
        checkpoints_.push_back({at, column});
        next = at + kStep;
      }
      if (range.end - at >= kAsciiRun && is_ascii_run(text_, at)) {
        at += kAsciiRun;
        column += kAsciiRun;
        continue;
      }
      at += size_of_character(text_, at);
      ++column;
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
    if (offset - at >= kAsciiRun && is_ascii_run(text_, at)) {
      at += kAsciiRun;
      place.column += kAsciiRun;
      continue;
    }
    at += size_of_character(text_, at);
    if (at <= offset) ++place.column;
  }
  return place;
}

std::uint32_t LineIndex::offset(LineColumn place) const {
  if (place.line == 0) return starts_.front();
  if (place.line > line_count()) return static_cast<std::uint32_t>(text_.size());
  TextRange line = line_range(place.line);
  std::uint32_t at = line.begin;
  std::uint32_t column = 1;
  const auto first =
      std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                           [&](const Checkpoint& each) { return each.offset < line.begin; });
  const auto behind = std::partition_point(first, checkpoints_.end(), [&](const Checkpoint& each) {
    return each.offset < line.end && each.column <= place.column;
  });
  if (behind != first) {
    at = (behind - 1)->offset;
    column = (behind - 1)->column;
  }
  while (column < place.column && at < line.end) {
    const bool far = place.column - column >= kAsciiRun && line.end - at >= kAsciiRun;
    if (far && is_ascii_run(text_, at)) {
      at += kAsciiRun;
      column += kAsciiRun;
      continue;
    }
    at += size_of_character(text_, at);
    ++column;
  }
  return at;
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
