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
constexpr char32_t kFirstPair = 0x10000;

bool is_ascii_run(std::string_view text, std::uint32_t at) {
  std::uint64_t bytes = 0;
  static_assert(sizeof bytes == kAsciiRun);
  std::memcpy(&bytes, text.data() + at, sizeof bytes);
  return (bytes & 0x8080808080808080) == 0;
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

/// Over one character, or over a run of as many as `columns` where each is a byte.
void LineIndex::go_on(std::uint32_t columns, std::uint32_t end, Checkpoint& at) const {
  const bool is_far = columns >= kAsciiRun && end - at.offset >= kAsciiRun;
  if (is_far && is_ascii_run(text_, at.offset)) {
    at.offset += kAsciiRun;
    at.column += kAsciiRun;
    return;
  }
  const Utf8Char scalar = decode_utf8(text_, at.offset);
  if (scalar.value >= kFirstPair) ++at.pairs;
  at.offset += scalar.size;
  ++at.column;
}

void LineIndex::note_checkpoints() {
  for (std::uint32_t line = 1; line <= line_count(); ++line) {
    const TextRange range = line_range(line);
    if (range.end - range.begin <= kStep) continue;
    Checkpoint at{.offset = range.begin, .column = 1};
    std::uint32_t next = range.begin + kStep;
    while (at.offset < range.end) {
      if (at.offset >= next) {
        checkpoints_.push_back(at);
        next = at.offset + kStep;
      }
      go_on(kAsciiRun, range.end, at);
    }
  }
}

LineColumn LineIndex::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto next = std::upper_bound(starts_.begin() + 1, starts_.end(), offset);
  Checkpoint at{.offset = *(next - 1), .column = 1};
  const auto behind = std::upper_bound(
      checkpoints_.begin(), checkpoints_.end(), offset,
      [](std::uint32_t wanted, const Checkpoint& each) { return wanted < each.offset; });
  if (behind != checkpoints_.begin() && (behind - 1)->offset > at.offset) at = *(behind - 1);
  while (at.offset < offset) go_on(kAsciiRun, offset, at);
  if (at.offset > offset && at.column > 1) --at.column;  // inside of a character
  return {.line = static_cast<std::uint32_t>(next - starts_.begin()), .column = at.column};
}

std::uint32_t LineIndex::offset(LineColumn place) const {
  if (place.line == 0) return starts_.front();
  if (place.line > line_count()) return static_cast<std::uint32_t>(text_.size());
  return reach(place).offset;
}

std::uint32_t LineIndex::offset_of_utf16(LineColumn place) const {
  if (place.line == 0) return starts_.front();
  if (place.line > line_count()) return static_cast<std::uint32_t>(text_.size());
  const TextRange line = line_range(place.line);
  const auto first =
      std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                           [&](const Checkpoint& each) { return each.offset < line.begin; });
  const auto behind = std::partition_point(first, checkpoints_.end(), [&](const Checkpoint& each) {
    return each.offset < line.end && each.column + each.pairs <= place.column;
  });
  Checkpoint at{.offset = line.begin, .column = 1};
  if (behind != first) at = *(behind - 1);
  while (at.column + at.pairs < place.column && at.offset < line.end) {
    const std::uint32_t before = at.offset;
    go_on(place.column - at.column - at.pairs, line.end, at);
    if (at.column + at.pairs > place.column) return before;
  }
  return at.offset;
}

UnitColumns LineIndex::columns(LineColumn place) const {
  if (place.line == 0 || place.line > line_count()) return {};
  const Checkpoint at = reach(place);
  return {.utf8 = at.offset - line_range(place.line).begin + 1, .utf16 = at.column + at.pairs};
}

LineIndex::Checkpoint LineIndex::reach(LineColumn place) const {
  const TextRange line = line_range(place.line);
  const auto first =
      std::partition_point(checkpoints_.begin(), checkpoints_.end(),
                           [&](const Checkpoint& each) { return each.offset < line.begin; });
  const auto behind = std::partition_point(first, checkpoints_.end(), [&](const Checkpoint& each) {
    return each.offset < line.end && each.column <= place.column;
  });
  Checkpoint at{.offset = line.begin, .column = 1};
  if (behind != first) at = *(behind - 1);
  while (at.column < place.column && at.offset < line.end) {
    go_on(place.column - at.column, line.end, at);
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
