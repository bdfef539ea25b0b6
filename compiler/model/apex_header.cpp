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

}  // namespace

std::string apex_base_class(std::string_view source) {
  bool in_class = false;
  bool after_extends = false;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t behind = skip_opaque(source, at);
    if (behind != at) {
      at = behind;
      continue;
    }
    if (source[at] == '{' && in_class) return {};
    if (!is_name_char(source[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < source.size() && is_name_char(source[end])) ++end;
    const std::string_view word = source.substr(at, end - at);
    if (after_extends) return std::string(word);
    if (in_class && equal_ignoring_case(word, "extends")) after_extends = true;
    if (equal_ignoring_case(word, "class")) in_class = true;
    at = end;
  }
  return {};
}

}  // namespace ecac
