#include "compiler/diagnostics/words.h"

#include <fmt/format.h>

#include <vector>

namespace ecac {

std::string shown(std::string_view value) {
  constexpr std::size_t kMost = 60;
  std::string line;
  for (const char c : value.substr(0, kMost)) line += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  if (value.size() <= kMost) return line;
  // Never cut a character in two.
  while (!line.empty() && (static_cast<unsigned char>(value[line.size()]) & 0xC0) == 0x80) {
    line.pop_back();
  }
  return line + "…";
}

std::string list_of_names(std::span<const std::string_view> names, std::string_view last) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? fmt::format(" {} ", last) : ", ";
    text += fmt::format("`{}`", names[i]);
  }
  return text;
}

std::string list_of_names(std::span<const std::string> names) {
  constexpr std::size_t kMost = 12;
  const std::vector<std::string_view> views(names.begin(), names.end());
  if (names.size() <= kMost) return list_of_names(views);
  std::string text;
  for (std::size_t i = 0; i < kMost; ++i) text += fmt::format("`{}`, ", names[i]);
  return text + fmt::format("and {} more", names.size() - kMost);
}

}  // namespace ecac
