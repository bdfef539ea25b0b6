#include "compiler/source/line_index.h"

#include <algorithm>

#include "compiler/support/utf8.h"

namespace ecac {

void LineIndex::reset(std::string_view text) {
  text_ = text;
  starts_.clear();
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

LineColumn LineIndex::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  auto next = std::upper_bound(starts_.begin() + 1, starts_.end(), offset);
  std::uint32_t at = *(next - 1);
  LineColumn place{.line = static_cast<std::uint32_t>(next - starts_.begin()), .column = 1};
  while (at < offset) {
    at += decode_utf8(text_, at).size;
    if (at <= offset) ++place.column;
  }
  return place;
}

std::uint32_t LineIndex::offset(LineColumn place) const {
  if (place.line == 0) return starts_.front();
  if (place.line > line_count()) return static_cast<std::uint32_t>(text_.size());
  TextRange line = line_range(place.line);
  std::uint32_t at = line.begin;
  for (std::uint32_t column = 1; column < place.column && at < line.end; ++column) {
    at += decode_utf8(text_, at).size;
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
