#include "compiler/support/text/wildcard.h"

#include <cstddef>

namespace ecac {

bool matches_wildcard(std::string_view pattern, std::string_view text) {
  std::size_t at = 0;
  std::size_t here = 0;
  // Behind the last `*`, and where what it stands for ends so far: only that can have to be longer.
  std::size_t behind_star = std::string_view::npos;
  std::size_t star_end = 0;
  while (here < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      behind_star = ++at;
      star_end = here;
    } else if (at < pattern.size() && pattern[at] == text[here]) {
      ++at;
      ++here;
    } else if (behind_star != std::string_view::npos) {
      at = behind_star;
      here = ++star_end;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

}  // namespace ecac
