#include "compiler/model/apex_header.h"

#include <vector>

#include "compiler/support/edit_distance.h"
#include "compiler/support/text/ascii.h"

namespace ecac {

namespace {

bool is_name_char(char c) {
  return ascii::is_word(c) || c == '.';
}

/// Offset behind a comment or a literal that starts at `at`, or `at` if none does.
std::size_t skip_opaque(std::string_view source, std::size_t at) {
  const auto behind = [&](std::size_t found, std::size_t size) {
    return found == std::string_view::npos ? source.size() : found + size;
  };
  if (source.substr(at, 2) == "//") return behind(source.find('\n', at), 1);
  if (source.substr(at, 2) == "/*") return behind(source.find("*/", at + 2), 2);
  if (source[at] != '\'') return at;
  for (std::size_t i = at + 1; i < source.size(); ++i) {
    if (source[i] == '\\') {
      ++i;
    } else if (source[i] == '\'') {
      return i + 1;
    }
  }
  return source.size();
}

/// Visits the words before the body of the first class, with where they begin, until `visit` says
/// that it has seen enough.
template <class Visit>
void for_each_word(std::string_view source, Visit&& visit) {
  bool in_class = false;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t behind = skip_opaque(source, at);
    if (behind != at) {
      at = behind;
      continue;
    }
    if (source[at] == '{' && in_class) return;
    if (!is_name_char(source[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < source.size() && is_name_char(source[end])) ++end;
    const std::string_view word = source.substr(at, end - at);
    if (visit(word, at)) return;
    if (equal_ignoring_case(word, "class")) in_class = true;
    at = end;
  }
}

}  // namespace

std::string apex_base_class(std::string_view source) {
  bool in_class = false;
  bool after_extends = false;
  std::string base;
  for_each_word(source, [&](std::string_view word, std::size_t) {
    if (after_extends) {
      base = word;
      return true;
    }
    if (in_class && equal_ignoring_case(word, "extends")) after_extends = true;
    if (equal_ignoring_case(word, "class")) in_class = true;
    return false;
  });
  return base;
}

TextRange apex_class_name(std::string_view source) {
  bool after_keyword = false;
  TextRange range;
  for_each_word(source, [&](std::string_view word, std::size_t at) {
    if (after_keyword) {
      range = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
      return true;
    }
    for (const std::string_view keyword : {"class", "interface", "enum"}) {
      if (equal_ignoring_case(word, keyword)) after_keyword = true;
    }
    return false;
  });
  return range;
}

}  // namespace ecac
