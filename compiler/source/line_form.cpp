#include "compiler/source/line_form.h"

#include <algorithm>

namespace ecac {

namespace line_forms {

static bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

static bool is_break(char c) {
  return c == '\n' || c == '\r';
}

/// Behind the line end at `offset`, or there where is none.
static std::uint32_t behind_break(std::string_view text, std::uint32_t offset) {
  if (offset < text.size() && text[offset] == '\r') {
    ++offset;
    if (offset < text.size() && text[offset] == '\n') ++offset;
  } else if (offset < text.size() && text[offset] == '\n') {
    ++offset;
  }
  return offset;
}

/// Before the line end in front of `offset`, which is there.
static std::uint32_t before_break(std::string_view text, std::uint32_t offset) {
  const bool two = offset > 1 && text[offset - 1] == '\n' && text[offset - 2] == '\r';
  return offset - (two ? 2 : 1);
}

/// Whether the line before the one that begins at `begin` has nothing in it.
static bool is_behind_blank_line(std::string_view text, std::uint32_t begin) {
  if (begin == 0) return false;
  std::uint32_t at = before_break(text, begin);
  while (at > 0 && is_blank(text[at - 1])) --at;
  return at == 0 || is_break(text[at - 1]);
}

/// The begin of the first line from `begin` on that has something in it, or the end of the text.
static std::uint32_t behind_blank_lines(std::string_view text, std::uint32_t begin) {
  while (begin < text.size()) {
    std::uint32_t end = begin;
    while (end < text.size() && is_blank(text[end])) ++end;
    if (end < text.size() && !is_break(text[end])) return begin;
    begin = behind_break(text, end);
  }
  return begin;
}

}  // namespace line_forms

std::string_view line_end_of(std::string_view text) {
  const std::size_t at = text.find_first_of("\r\n");
  if (at == std::string_view::npos) return "\n";
  return text.substr(at, text.substr(at, 2) == "\r\n" ? 2 : 1);
}

std::uint32_t line_begin(std::string_view text, std::uint32_t offset) {
  while (offset > 0 && !line_forms::is_break(text[offset - 1])) --offset;
  return offset;
}

bool is_first_on_line(std::string_view text, std::uint32_t offset) {
  while (offset > 0 && line_forms::is_blank(text[offset - 1])) --offset;
  return offset == 0 || line_forms::is_break(text[offset - 1]);
}

std::string_view indentation_of(std::string_view text, std::uint32_t offset) {
  const std::uint32_t begin = line_begin(text, offset);
  std::uint32_t end = begin;
  while (end < offset && line_forms::is_blank(text[end])) ++end;
  return text.substr(begin, end - begin);
}

std::uint32_t behind_blanks(std::string_view text, std::uint32_t offset) {
  std::uint32_t end = offset;
  while (end < text.size() && line_forms::is_blank(text[end])) ++end;
  return end == text.size() || line_forms::is_break(text[end]) ? end : offset;
}

TextRange whole_lines(std::string_view text, TextRange element) {
  std::uint32_t begin = element.begin;
  while (begin > 0 && line_forms::is_blank(text[begin - 1])) --begin;
  std::uint32_t end = element.end;
  while (end < text.size() && line_forms::is_blank(text[end])) ++end;
  const bool starts_line = begin == 0 || line_forms::is_break(text[begin - 1]);
  const bool ends_line = end == text.size() || line_forms::is_break(text[end]);
  if (!starts_line) {
    const bool parted = begin < element.begin && element.end < end;
    if (ends_line) return {begin, end};
    return {parted ? begin : element.begin, element.end};
  }
  if (!ends_line) return {element.begin, end};
  end = line_forms::behind_break(text, end);
  // What stood between blank lines leaves no more of them than there were on one side.
  const bool last = end == text.size();
  if (!last && (begin == 0 || line_forms::is_behind_blank_line(text, begin))) {
    end = line_forms::behind_blank_lines(text, end);
  }
  while (last && line_forms::is_behind_blank_line(text, begin)) {
    begin = line_forms::before_break(text, begin);
    while (begin > 0 && line_forms::is_blank(text[begin - 1])) --begin;
  }
  return {begin, end};
}

}  // namespace ecac
