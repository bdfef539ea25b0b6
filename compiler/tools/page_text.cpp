#include "compiler/tools/page_text.h"

#include <algorithm>
#include <array>

namespace ecac::tools {

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

bool is_dashed_word(std::string_view word) {
  return !word.empty() && word.front() >= 'a' && word.front() <= 'z' && word.back() != '-' &&
         word.find("--") == std::string_view::npos &&
         std::all_of(word.begin(), word.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
         });
}

bool is_severity(std::string_view word) {
  constexpr std::array<std::string_view, 4> kSeverities = {"error", "warning", "info", "off"};
  return std::find(kSeverities.begin(), kSeverities.end(), word) != kSeverities.end();
}

std::vector<std::string_view> cells(std::string_view line) {
  line = trimmed(line);
  if (line.size() < 2 || line.front() != '|' || line.back() != '|') return {};
  line.remove_prefix(1);
  std::vector<std::string_view> result;
  while (!line.empty()) {
    const std::size_t bar = line.find('|');
    result.push_back(trimmed(line.substr(0, bar)));
    line.remove_prefix(bar + 1);
  }
  return result;
}

}  // namespace ecac::tools
