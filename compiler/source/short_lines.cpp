#include "compiler/source/short_lines.h"

#include <algorithm>

#include "compiler/support/utf8.h"

namespace ecac {

namespace {

/// Of a line this long or longer the rest follows in the next byte.
constexpr std::uint8_t kMore = 255;

void append(std::size_t size, std::vector<std::uint8_t>& lines) {
  for (; size >= kMore; size -= kMore) lines.push_back(kMore);
  lines.push_back(static_cast<std::uint8_t>(size));
}

}  // namespace

bool ShortLines::encode(std::string_view text, std::vector<std::uint8_t>& lines) {
  if (text.size() > kLongestText || !is_ascii(text)) return false;
  std::size_t begin = 0;
  const auto end_line = [&](std::size_t end) {
    append(end - begin, lines);
    begin = end;
  };
  if (text.find('\r') == std::string_view::npos) {
    for (std::size_t at = text.find('\n'); at != std::string_view::npos;
         at = text.find('\n', begin)) {
      end_line(at + 1);
    }
  } else {
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '\n' && text[at] != '\r') continue;
      if (text.substr(at, 2) == "\r\n") ++at;
      end_line(at + 1);
    }
  }
  append(text.size() - begin, lines);
  return true;
}

LineColumn ShortLines::position(std::uint32_t offset) const {
  LineColumn place;
  std::uint32_t begin = 0;
  std::uint32_t size = 0;  // of the line, as far as it was read
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    size += lines_[i];
    if (lines_[i] == kMore) continue;
    const bool is_last = i + 1 == lines_.size();
    if (is_last || offset < begin + size) break;
    begin += size;
    size = 0;
    ++place.line;
  }
  place.column = std::min(offset, begin + size) - begin + 1;
  return place;
}

}  // namespace ecac
