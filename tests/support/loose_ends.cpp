#include "tests/support/loose_ends.h"

#include <algorithm>

namespace ecac::test {

std::size_t loose_ends(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    const std::string_view line = text.substr(0, end);
    if (line.empty() || line.back() == ' ' || line.back() == '\t') ++count;
    const bool two = text.substr(end, 2) == "\r\n";
    text.remove_prefix(std::min(end + (two ? 2 : 1), text.size()));
  }
  return count;
}

}  // namespace ecac::test
