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

TextRange whole_lines(std::string_view text, TextRange element) {
  std::uint32_t begin = element.begin;
  while (begin > 0 && line_forms::is_blank(text[begin - 1])) --begin;
  std::uint32_t end = element.end;
  while (end < text.size() && line_forms::is_blank(text[end])) ++end;
  const bool starts_line = begin == 0 || line_forms::is_break(text[begin - 1]);
  const bool ends_line = end == text.size() || line_forms::is_break(text[end]);
  if (!starts_line || !ends_line) return element;
  if (end < text.size() && text[end] == '\r') ++end;
  if (end < text.size() && text[end] == '\n') ++end;
  return {begin, end};
}

}  // namespace ecac
